"""Writes that happen once, whole, and can be taken back exactly."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from diary.eating import mark_day
from diary.models import DayMark, Meal, MealItem, Operation, Revision
from diary.owned import OwnedQuerySet
from diary.services import StaleEntryError, Writing, get_or_add, snapshot
from tests.factories import DAY, NOON, DayMarkFactory, MealFactory, MealItemFactory, PainEntryFactory

pytestmark = pytest.mark.django_db


def write(user) -> Writing:
    return Writing.begin(user)


def almonds(meal, **values) -> MealItem:
    return MealItem(meal=meal, day=DAY, label="Almonds", grams=50.0, **values)


def test_an_added_row_is_the_persons_own(alice):
    meal = MealFactory(user=alice)
    [item] = write(alice).add(almonds(meal))
    assert MealItem.objects.for_user(alice).get() == item


def test_undo_takes_back_what_was_added(alice):
    first = write(alice)
    first.add(almonds(MealFactory(user=alice)))
    write(alice).undo(first.operation)
    assert not MealItem.objects.for_user(alice).exists()
    assert MealItem.objects.of_user_with_deleted(alice).count() == 1
    assert Operation.objects.get(pk=first.operation.pk).undone


def test_undo_restores_a_change_exactly(alice):
    item = MealItemFactory(user=alice, grams=50.0, magnesium=135.0, estimated=4)
    before = snapshot(MealItem.objects.get(pk=item.pk))
    change = write(alice)
    change.change(item, grams=80.0, magnesium=216.0, estimated=0, label="Many almonds")
    write(alice).undo(change.operation)
    assert snapshot(MealItem.objects.get(pk=item.pk)) == before


def test_undo_brings_back_what_was_removed(alice):
    item = MealItemFactory(user=alice)
    removal = write(alice)
    removal.remove(item)
    assert not MealItem.objects.for_user(alice).exists()
    write(alice).undo(removal.operation)
    assert MealItem.objects.for_user(alice).get() == item


def test_what_was_undone_can_be_done_again(alice):
    item = MealItemFactory(user=alice, grams=50.0)
    change = write(alice)
    change.change(item, grams=80.0)
    back = write(alice)
    back.undo(change.operation)
    write(alice).undo(back.operation)
    assert MealItem.objects.get(pk=item.pk).grams == 80.0


def test_undo_refuses_when_the_row_was_changed_since(alice):
    item = MealItemFactory(user=alice)
    first = write(alice)
    first.change(item, grams=80.0)
    write(alice).change(item, grams=90.0)
    with pytest.raises(StaleEntryError), transaction.atomic():
        write(alice).undo(first.operation)
    assert MealItem.objects.get(pk=item.pk).grams == 90.0


def test_undo_of_the_first_item_leaves_the_meal_to_the_second(alice):
    first = write(alice)
    meal = get_or_add(first, Meal(day=DAY, kind="lunch", at=NOON, zone="UTC", offset_minutes=0), day=DAY, kind="lunch")
    first.add(almonds(meal))
    write(alice).add(almonds(meal))
    write(alice).undo(first.operation)
    assert MealItem.objects.for_user(alice).count() == 1
    assert Meal.objects.for_user(alice).get() == meal


def test_a_row_sent_twice_is_written_once(alice):
    item = almonds(MealFactory(user=alice))
    write(alice).add(item)
    again = almonds(item.meal, id=item.pk)
    write(alice).add(again)
    assert MealItem.objects.for_user(alice).count() == 1


def test_a_row_that_points_to_a_strangers_is_refused(alice, bob):
    with pytest.raises(ValidationError, match="not one of your own"):
        write(alice).add(almonds(MealFactory(user=bob)))
    assert not MealItem.objects.for_user(alice).exists()


def test_a_row_that_breaks_a_bound_is_refused(alice):
    item = almonds(MealFactory(user=alice))
    item.grams = 1_000_000.0
    with pytest.raises(ValidationError):
        write(alice).add(item)


def test_a_change_sets_the_named_fields_and_no_others(alice):
    item = MealItemFactory(user=alice, label="Almonds")
    stale_copy = MealItem.objects.get(pk=item.pk)
    stale_copy.label = "never saved"
    write(alice).change(stale_copy, grams=80.0)
    stored = MealItem.objects.get(pk=item.pk)
    assert (stored.label, stored.grams, stored.version) == ("Almonds", 80.0, 2)


def test_a_change_to_an_older_version_is_refused(alice):
    item = MealItemFactory(user=alice)
    write(alice).change(item, grams=80.0)
    with pytest.raises(StaleEntryError):
        write(alice).change(MealItem.objects.get(pk=item.pk), expected_version=1, grams=90.0)
    assert MealItem.objects.get(pk=item.pk).grams == 80.0


def test_revisions_belong_to_the_person(alice, bob):
    PainEntryFactory(user=bob)
    write(alice).change(PainEntryFactory(user=alice), score=7)
    assert Revision.objects.get().user == alice


def test_get_or_add_finds_the_persons_own_row_and_not_a_strangers(alice, bob):
    DayMarkFactory(user=bob, state="partial")
    mine = DayMarkFactory(user=alice, state="complete")
    found = get_or_add(write(alice), DayMark(day=DAY, state="complete"), day=DAY)
    assert found == mine


def test_get_or_add_brings_a_deleted_row_back_as_the_new_one(alice):
    mark_day(write(alice), DAY, "complete")
    mark_day(write(alice), DAY, "")
    assert not DayMark.objects.for_user(alice).exists()
    mark_day(write(alice), DAY, "partial")
    assert DayMark.objects.for_user(alice).get().state == "partial"


def test_get_or_add_takes_the_row_of_a_request_that_was_quicker(alice, monkeypatch):
    quicker = DayMarkFactory(user=alice)
    writing = write(alice)
    monkeypatch.setattr(OwnedQuerySet, "first", lambda rows: None)
    monkeypatch.setattr(Writing, "add", lambda *rows: (_ for _ in ()).throw(IntegrityError))
    assert get_or_add(writing, DayMark(day=DAY, state="complete"), day=DAY) == quicker


def test_the_same_mark_twice_writes_once(alice):
    mark_day(write(alice), DAY, "complete")
    mark_day(write(alice), DAY, "complete")
    assert DayMark.objects.for_user(alice).get().version == 1
