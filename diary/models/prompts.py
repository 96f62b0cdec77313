"""What the person made of a prompt, and the questions they want to ask."""

from django.db import models
from django.db.models import Q

from diary import limits
from diary.owned import Dated, Owned


class PromptState(Dated):
    """
    An answer to a prompt on a day; its topic stays quiet until `until`.

    Looking at a prompt leaves no trace: only an answer does.
    """

    class Answer(models.TextChoices):
        DISMISSED = "dismissed", "Dismissed"
        SNOOZED = "snoozed", "Later"
        ADDED = "added", "Added to my questions"

    topic = models.CharField(max_length=limits.NAME)
    answer = models.CharField(max_length=9, choices=Answer)
    until = models.DateField()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(topic=""), name="prompt_state_names_its_topic"),
            models.CheckConstraint(condition=Q(until__gt=models.F("day")), name="prompt_stays_quiet_for_a_while"),
        ]
        indexes = [*Dated.Meta.indexes, models.Index(fields=["user", "until"], name="promptstate_by_end")]


class Question(Owned):
    """Something to ask at the next visit, in the person's words or taken from a prompt."""

    text = models.CharField("Question", max_length=limits.SHORT_TEXT)
    topic = models.CharField(max_length=limits.NAME, blank=True, editable=False)
    in_summary = models.BooleanField("On my summary", default=True)

    class Meta(Owned.Meta):
        constraints = [
            *Owned.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="question_asks_something"),
        ]
        indexes = [models.Index(fields=["user", "created_at"], name="question_by_time")]

    def __str__(self) -> str:
        return self.text
