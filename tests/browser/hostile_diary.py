"""
A diary in which every text is hostile, one of `tests/hostile.py` in each row, a few dozen rows of each kind at a time.

Run inside the site, by its `manage.py shell`. Round 0 holds harmless words in the same rows: what a page then consists
of, it must consist of in every round. Rows that have a page of their own hold all texts of the round joined, which is
more than their forms would take.
"""

import csv
import io
from contextlib import suppress
from typing import Any

from django.db import IntegrityError, models, transaction

from accounts.models import User
from diary.consent import WORDING
from diary.models import Consent, Upload
from diary.owned import Owned
from nutrients.models import Food
from tests.factories import DAY, NOON
from tests.hostile import KEPT
from tests.project import routes
from tests.project.test_contract import MAKERS

ITS_DAY = f"/day/{DAY}/"
NAME, PASSWORD = "joker", "a jar of marmalade"
HARMLESS = "armless"  # some pages begin names with a capital
ROWS = 70
ROUNDS = -(-len(KEPT) // ROWS)
# Names of the program itself: nobody types them, and pages look them up.
CODES = {
    "wording",
    "zone",
    "key",
    "topic",
    "country",
    "garments",
    "secret_hash",
    "code_word",
    "payload_hash",
    "location",
}
NOT_TYPED = {"Consent", "ReminderDay", "PromptState"}


def words_of(model: type[Owned]) -> list[str]:
    """The columns of a table that hold somebody's words."""
    texts = (field for field in model._meta.concrete_fields if isinstance(field, models.CharField))
    is_code = {"unit"} | CODES if model.__name__ == "LabResult" else CODES
    return [field.name for field in texts if not field.choices and field.name not in is_code]


KINDS = {model: names for model in MAKERS if model.__name__ not in NOT_TYPED and (names := words_of(model))}


def begin() -> dict[str, str]:
    """Make the diary and return the addresses of its pages."""
    user = User.objects.create_user(NAME, password=PASSWORD)
    Consent.objects.create(user=user, wording=WORDING, given_at=NOON)
    for model in KINDS:
        for _ in range(ROWS):
            with suppress(IntegrityError), transaction.atomic():
                MAKERS[model](user)
    banana = Food.objects.get(source="SR28", code="09040").pk
    routes.HOLES |= {"food/pk": lambda user: banana, "eat_food/pk": lambda user: banana}
    addresses = {route.name: route.url(user) for route in routes.ROUTES if route.name.startswith("diary:")}
    period = f"first={DAY}&last={DAY}"
    return addresses | {"review of the day": f"/review/?{period}", "summary of the day": f"/summary/?{period}"}


def texts_of(number: int) -> list[str]:
    """The texts of a round; the last one begins again at the start."""
    if number == 0:
        return [f"h{HARMLESS} {place:02}" for place in range(ROWS)]
    return [KEPT[place % len(KEPT)] for place in range((number - 1) * ROWS, number * ROWS)]


def write(number: int) -> None:
    """Put the texts of a round into every row of the diary."""
    user, texts = User.objects.get(username=NAME), texts_of(number)
    for model, names in KINDS.items():
        rows = list(model.objects.for_user(user).order_by("pk").values_list("pk", flat=True))
        for place, pk in enumerate(rows):
            text = texts[place] if place < ROWS <= len(rows) else " ~ ".join(texts)
            model.objects.for_user(user).filter(pk=pk).update(**dict.fromkeys(names, text))
    Upload.objects.for_user(user).filter(kind="csv").update(content=_table(texts))


def _table(texts: list[str]) -> bytes:
    """A file from elsewhere with the texts as names of foods, meals and columns."""
    out = io.StringIO()
    writer: Any = csv.writer(out)
    writer.writerow(["day", "food", "meal", texts[0]])
    writer.writerows([DAY, text, text, text] for text in texts)
    return out.getvalue().encode()
