"""One contract for every table of personal rows, whatever its pages do (RELIABILITY A4, M2, M3, M5, M7)."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from accounts.models import User
from diary.ids import uuid7
from diary.models import (
    Background,
    Consent,
    DaySum,
    Operation,
    PegScore,
    RedFlagReport,
    Revision,
    ShareLink,
    ShareView,
    SymptomEntry,
)
from diary.models.reminders import ReminderDay
from diary.models.upload import KeptLine, Upload
from diary.owned import Owned
from diary.services import StaleEntryError, Writing, snapshot
from tests.factories import DAY, NOON, OwnedFactory

NOT_WRITTEN = {DaySum, Operation, Revision, Upload}  # what a `Writing` makes itself, and a file that waits an hour
OWNED = [model for model in apps.get_models() if issubclass(model, Owned) and model not in NOT_WRITTEN]
MOMENT: dict[str, Any] = {"day": DAY, "at": NOON, "zone": "UTC", "offset_minutes": 0}
LINK: dict[str, Any] = {"first": DAY, "last": DAY, "sections": ["pain"], "expires_at": NOON + timedelta(days=14)}


FREE_TEXT = {"label", "name", "note", "text", "place"}


def _link(user: User) -> ShareLink:
    return ShareLink.objects.create(user=user, secret_hash=uuid7().hex, **LINK)


BY_HAND = {
    Background: lambda user: Background.objects.create(user=user, kind="habit", text="tea"),
    PegScore: lambda user: PegScore.objects.create(user=user, day=DAY, pain=1, enjoyment=2, activity=3),
    RedFlagReport: lambda user: RedFlagReport.objects.create(user=user, signs=[], **MOMENT),
    SymptomEntry: lambda user: SymptomEntry.objects.create(user=user, name="Headache", severity=1, **MOMENT),
    ShareLink: _link,
    ShareView: lambda user: ShareView.objects.create(user=user, link=_link(user)),
    Consent: lambda user: Consent.objects.create(user=user, wording="old", given_at=NOON),
    KeptLine: lambda user: KeptLine.objects.create(user=user, text="2026-11-22;soup"),
    ReminderDay: lambda user: ReminderDay.objects.create(user=user, day=DAY),
}


def _factories(base: type[OwnedFactory] = OwnedFactory) -> dict[type[Owned], type[OwnedFactory]]:
    found = {} if base._meta.abstract else {base._meta.model: base}
    for child in base.__subclasses__():
        found |= _factories(child)
    return found


MAKERS = {model: lambda user, made=made: made(user=user) for model, made in _factories().items()} | BY_HAND
each_model = pytest.mark.parametrize("model", [m for m in OWNED if m in MAKERS], ids=lambda model: model.__name__)
LINKS = [
    (model, field.name)
    for model in OWNED
    for field in model._meta.concrete_fields
    if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Owned)
]


def unsaved(model: type[Owned], user: User) -> Owned:
    """Return a valid row that is not in the database, while what it points to is."""
    row: Owned = MAKERS[model](user)
    model.objects.filter(pk=row.pk).delete()
    row._state.adding = True
    return row


def stored(row: Owned) -> dict[str, Any]:
    found = type(row).objects.get(pk=row.pk)
    return {"user": found.user_id, "version": found.version} | snapshot(found)


def another_value(row: Owned) -> dict[str, Any]:
    for field in row._meta.concrete_fields:
        if isinstance(field, models.CharField) and field.name in FREE_TEXT:
            return {field.name: "other"}
    return {"deleted_at": timezone.now()}


def count(model: type[Owned], row: Owned) -> int:
    return model.objects.filter(pk=row.pk).count()


def test_every_table_of_personal_rows_is_under_the_contract():
    assert set(OWNED) <= MAKERS.keys()


@each_model
def test_nobody_writes_without_a_login(model, alice):
    row = unsaved(model, alice)
    with pytest.raises((ValueError, TypeError)), transaction.atomic():
        Writing.begin(AnonymousUser()).add(row)
    assert count(model, row) == 0


@each_model
def test_the_owner_writes_and_the_id_made_by_the_client_stays(model, alice):
    row = unsaved(model, alice)
    row.pk = chosen = uuid7()
    Writing.begin(alice).add(row)
    assert model.objects.for_user(alice).get(pk=chosen).version == 1


@each_model
def test_a_row_sent_twice_is_there_once(model, alice):
    row = unsaved(model, alice)
    Writing.begin(alice).add(row)
    before = stored(row)
    Writing.begin(alice).add(row)
    assert count(model, row) == 1
    assert stored(row) == before


@each_model
def test_a_change_sent_twice_happens_once_and_the_second_is_told(model, alice):
    row = MAKERS[model](alice)
    values = another_value(row)
    Writing.begin(alice).change(row, expected_version=1, **values)
    after = stored(row)
    with pytest.raises(StaleEntryError):
        Writing.begin(alice).change(model.objects.get(pk=row.pk), expected_version=1, **values)
    assert stored(row) == after
    assert after["version"] == 2


@each_model
def test_a_removed_row_is_out_of_sight_and_undo_brings_it_back_exactly(model, alice):
    row = MAKERS[model](alice)
    before = stored(row)
    removing = Writing.begin(alice)
    removing.remove(row)
    assert not model.objects.for_user(alice).filter(pk=row.pk).exists()
    if Revision.objects.filter(entry_id=row.pk).exists():  # meals hold nothing themselves, so undo leaves them
        Writing.begin(alice).undo(removing.operation)
        assert stored(row) == before | {"version": 3}


@each_model
def test_the_owner_in_what_was_sent_is_ignored(model, alice, bob):
    row = unsaved(model, alice)
    row.user = bob
    if not any(owner is model for owner, _ in LINKS):
        Writing.begin(alice).add(row)
        assert model.objects.get(pk=row.pk).user_id == alice.pk
        assert not model.objects.for_user(bob).filter(pk=row.pk).exists()


@pytest.mark.parametrize(("model", "link"), LINKS, ids=lambda part: getattr(part, "__name__", part))
def test_a_row_cannot_point_to_somebody_elses(model, link, alice, bob):
    theirs = MAKERS[model._meta.get_field(link).related_model](bob)
    row = unsaved(model, alice)
    setattr(row, link, theirs)
    with pytest.raises(ValidationError, match="not one of your own"):
        Writing.begin(alice).add(row)
    assert not model.objects.filter(pk=row.pk).exists()
    mine = MAKERS[model](alice)
    before = stored(mine)
    with pytest.raises(ValidationError, match="not one of your own"):
        Writing.begin(alice).change(mine, **{link: theirs})
    assert stored(mine) == before


@each_model
def test_somebody_elses_change_changes_nothing(model, alice, bob):
    row = MAKERS[model](alice)
    before = stored(row)
    for values in (another_value(row), {"deleted_at": timezone.now()}):
        with pytest.raises((StaleEntryError, ValidationError)), transaction.atomic():
            Writing.begin(bob).change(model.objects.get(pk=row.pk), **values)
    assert stored(row) == before


@each_model
def test_a_row_sent_under_somebody_elses_id_changes_nothing(model, alice, bob):
    theirs = MAKERS[model](bob)
    before = stored(theirs)
    row = unsaved(model, alice)
    row.pk = theirs.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Writing.begin(alice).add(row)
    assert stored(theirs) == before


@each_model
def test_every_change_keeps_the_version_before(model, alice):
    row = MAKERS[model](alice)
    values = another_value(row)
    for number in range(1, 6):
        Writing.begin(alice).change(row, expected_version=number, **values)
    kept = Revision.objects.filter(entry_id=row.pk).values_list("entry_version", flat=True)
    assert stored(row)["version"] == 6
    assert sorted(kept) in ([2, 3, 4, 5, 6], [])


def test_a_text_that_some_database_cannot_keep_is_refused_everywhere(alice):
    with pytest.raises(ValidationError, match="not every database"):
        Writing.begin(alice).add(SymptomEntry(name="Head\0ache", severity=1, **MOMENT))
    assert not SymptomEntry.objects.exists()
