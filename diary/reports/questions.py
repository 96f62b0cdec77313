"""The person's questions for the next visit."""

from typing import Final

from accounts.models import User
from diary.models import Question

ON_THE_SUMMARY: Final = 3


def questions(user: User) -> list[Question]:
    """All of them, in the order they were written."""
    return list(Question.objects.for_user(user).order_by("created_at", "id"))


def questions_to_bring(user: User) -> list[str]:
    """The few that stand on the summary: the first of those chosen for it."""
    chosen = Question.objects.for_user(user).filter(in_summary=True).order_by("created_at", "id")
    return list(chosen.values_list("text", flat=True)[:ON_THE_SUMMARY])
