"""Erasing leaves nothing of one person anywhere, and everything of everybody else."""

import time

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Session, User
from diary import erasing
from diary.exchange.kinds import fingerprint, kinds
from diary.models import Upload
from tests.diary.patients import patient
from tests.diary.people import fresh
from tests.diary.test_export import every_row
from tests.factories import MealItemFactory, OwnFoodFactory, RecipeFactory, RecipeIngredientFactory, ScheduleSkipFactory

MARKER = "zebrafinch"


def whole_database() -> str:
    with connection.cursor() as cursor:
        told = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            told.append(str(cursor.fetchall()))
    return "".join(told)


def a_full_life(user: User) -> None:
    every_row(user)
    food = OwnFoodFactory(user=user, name=MARKER)
    recipe = RecipeFactory(user=user, name=MARKER)
    RecipeIngredientFactory(user=user, recipe=recipe, own_food=food, label=MARKER)
    MealItemFactory(user=user, own_food=food, recipe=recipe, label=MARKER)
    ScheduleSkipFactory(user=user)
    Upload.objects.create(user=user, kind="zip", content=MARKER.encode())


def erase(client: Client, name: str):
    return fresh(client).post(reverse("diary:erase"), {"name": name})


def test_nothing_is_left_of_somebody_erased(alice, as_alice, bob):
    User.objects.filter(pk=alice.pk).update(email=f"{MARKER}@example.org")
    a_full_life(alice)
    assert MARKER in whole_database()
    answer = erase(as_alice, "alice")
    assert answer["Location"] == reverse("landing")
    assert "Your diary and your account are erased." in as_alice.get(reverse("landing")).content.decode()
    assert MARKER not in whole_database()
    assert not User.objects.filter(username="alice").exists()
    assert all(model._base_manager.filter(user_id=alice.pk).count() == 0 for model in kinds())


def test_every_session_ends(alice, as_alice):
    elsewhere = Client()
    elsewhere.force_login(alice)
    erase(as_alice, "alice")
    assert [each for each in Session.objects.all() if each.get_decoded().get("_auth_user_id")] == []
    assert "/accounts/login/" in elsewhere.get(reverse("diary:today"))["Location"]


def test_nobody_else_loses_anything(alice, as_alice, bob, as_bob):
    patient(alice)
    patient(bob)
    before = fingerprint(bob)
    erase(as_alice, "alice")
    assert fingerprint(bob) == before
    assert as_bob.get(reverse("diary:today")).status_code == 200


def test_the_export_is_offered_first_and_the_name_must_be_typed(alice, as_alice):
    page = fresh(as_alice).get(reverse("diary:erase")).content.decode()
    assert reverse("diary:export") in page
    answer = erase(as_alice, "alicf")
    assert answer.status_code == 422
    assert "That is not the name of this account." in answer.content.decode()
    assert User.objects.filter(pk=alice.pk).exists()


def test_a_login_of_just_now_is_fresh_and_one_of_long_ago_is_not(alice, monkeypatch):
    client = Client()
    client.post(reverse("account_login"), {"login": "alice", "password": "a long enough password"})
    assert client.get(reverse("diary:erase")).status_code == 200
    later = time.time() + settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    monkeypatch.setattr(time, "time", lambda: later)
    assert "/accounts/reauthenticate/" in client.get(reverse("diary:erase"))["Location"]


def test_erasing_asks_for_a_fresh_login(alice, as_alice):
    for answer in (as_alice.get(reverse("diary:erase")), as_alice.post(reverse("diary:erase"), {"name": "alice"})):
        assert "/accounts/reauthenticate/" in answer["Location"]
    assert User.objects.filter(pk=alice.pk).exists()


def test_a_failure_midway_erases_nothing(alice, monkeypatch):
    a_full_life(alice)
    before = fingerprint(alice)

    def fail(_: User) -> None:
        raise RuntimeError

    monkeypatch.setattr(erasing, "end_sessions", fail)
    with pytest.raises(RuntimeError):
        erasing.erase(alice)
    assert fingerprint(alice) == before


def test_the_command_erases_only_when_told_twice(alice, capsys):
    patient(alice)
    with pytest.raises(CommandError, match="Add --yes"):
        call_command("erase_user", username="alice")
    assert User.objects.filter(pk=alice.pk).exists()
    call_command("erase_user", username="alice", yes=True)
    assert "alice is erased" in capsys.readouterr().out
    with pytest.raises(CommandError, match="nobody called alice"):
        call_command("erase_user", username="alice", yes=True)


def test_every_table_with_a_person_in_it_goes_with_the_person():
    held = [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "many_to_one", False) and field.related_model is User
    ]
    assert held
    assert {field.remote_field.on_delete.__name__ for field in held} == {"CASCADE"}
