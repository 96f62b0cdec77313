"""One intent writes once, whole or not at all; nobody reaches another person's rows."""

import uuid

import pytest
from django.db import DatabaseError
from django.urls import reverse

from diary.models import DayMark, Meal, MealItem, Operation
from tests.factories import DAY, FoodFactory, MealItemFactory, ProfileFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def food():
    return FoodFactory()


def helping(**changes) -> dict[str, str]:
    return {"quantity": "50", "unit": "g", "kind": "lunch", "day": DAY.isoformat(), **changes}


def eat(client, food, **changes):
    return client.post(reverse("diary:eat_food", args=[food.pk]), helping(**changes))


def test_a_saved_entry_sends_the_person_on_with_a_word_and_an_undo(as_alice, food):
    response = eat(as_alice, food)
    assert response.status_code == 303
    page = as_alice.get(response["Location"]).content.decode()
    assert "Almonds logged" in page
    assert reverse("diary:undo", args=[Operation.objects.get().pk]) in page


def test_the_same_operation_twice_writes_once_and_gives_the_same_answer(as_alice, food):
    operation = str(uuid.uuid4())
    first, second = (eat(as_alice, food, operation=operation) for _ in range(2))
    assert MealItem.objects.count() == 1
    assert (second.status_code, second["Location"]) == (303, first["Location"])


def test_two_intents_write_twice(as_alice, food):
    for _ in range(2):
        eat(as_alice, food, operation=str(uuid.uuid4()))
    assert MealItem.objects.count() == 2


def test_the_same_operation_with_another_payload_is_refused(as_alice, food):
    operation = str(uuid.uuid4())
    eat(as_alice, food, operation=operation)
    response = eat(as_alice, food, operation=operation, quantity="80")
    assert response.status_code == 409
    assert MealItem.objects.get().grams == 50.0


def test_the_same_operation_on_another_entry_is_refused(alice, as_alice):
    operation = str(uuid.uuid4())
    first, second = MealItemFactory.create_batch(2, user=alice)
    codes = [
        as_alice.post(reverse("diary:remove_item", args=[item.pk]), {"operation": operation}).status_code
        for item in (first, second)
    ]
    assert codes == [303, 409]
    assert MealItem.objects.for_user(alice).get() == second


def test_a_form_made_before_another_change_is_refused(alice, as_alice):
    item = MealItemFactory(user=alice)
    url = reverse("diary:meal_item", args=[item.pk])
    assert as_alice.post(url, helping(version="1", quantity="60")).status_code == 303
    response = as_alice.post(url, helping(version="1", quantity="70"))
    assert response.status_code == 409
    assert MealItem.objects.get(pk=item.pk).grams == 60.0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("quantity", "-3"),
        ("quantity", "0"),
        ("quantity", "999999999"),
        ("quantity", "nan"),
        ("quantity", "<b>2</b>"),
        ("quantity", ""),
        ("unit", "bathtub"),
        ("kind", "feast"),
        ("day", "2999-01-01"),
        ("day", "yesterday"),
        ("day", "0001-01-01"),
    ],
)
def test_bad_input_is_shown_again_and_nothing_is_kept(as_alice, food, field, value):
    response = eat(as_alice, food, **{field: value})
    assert response.status_code == 422
    assert "is-invalid" in response.content.decode()
    assert [model.objects.count() for model in (MealItem, Meal, Operation)] == [0, 0, 0]


def test_what_was_typed_is_still_there_after_an_error(as_alice, food):
    page = eat(as_alice, food, quantity="twelve").content.decode()
    assert 'value="twelve"' in page


def test_nothing_is_half_saved_when_writing_fails_midway(as_alice, food, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr(MealItem.objects, "bulk_create", broken)
    with pytest.raises(DatabaseError):
        eat(as_alice, food)
    assert [model.objects.count() for model in (MealItem, Meal, Operation)] == [0, 0, 0]


def test_an_undone_operation_is_gone_with_its_undo(as_alice, food):
    eat(as_alice, food)
    undo = reverse("diary:undo", args=[Operation.objects.get().pk])
    assert as_alice.post(undo).status_code == 303
    assert not MealItem.objects.filter(deleted_at=None).exists()
    assert as_alice.post(undo).status_code == 404


def test_a_strangers_operation_cannot_be_undone(as_alice, as_bob, food):
    eat(as_alice, food)
    assert as_bob.post(reverse("diary:undo", args=[Operation.objects.get().pk])).status_code == 404
    assert MealItem.objects.filter(deleted_at=None).count() == 1


def test_looking_never_writes(as_alice):
    assert as_alice.get(reverse("diary:mark", args=[DAY])).status_code == 405
    as_alice.get(reverse("diary:day", args=[DAY]))
    assert not Operation.objects.exists()


def test_an_act_without_an_operation_id_still_works(as_alice):
    assert as_alice.post(reverse("diary:mark", args=[DAY]), {"state": "complete", "operation": "x"}).status_code == 303
    assert DayMark.objects.get().state == "complete"


def test_htmx_gets_the_part_and_others_the_page(alice, as_alice):
    ProfileFactory(user=alice)
    url = reverse("diary:day", args=[DAY])
    whole, part = as_alice.get(url), as_alice.get(url, headers={"HX-Request": "true"})
    assert whole.content.startswith(b"<!doctype html>")
    assert part.content.lstrip().startswith(b'<div id="day-body"')
    assert "HX-Request" in part["Vary"]
