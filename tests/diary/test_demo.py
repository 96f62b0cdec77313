from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from diary.demo.menu import codes
from diary.demo.person import seed
from diary.models import (
    Background,
    DayMark,
    DayState,
    LabResult,
    LifeNote,
    MealItem,
    PainEntry,
    PegScore,
    Profile,
    Question,
    Schedule,
    SunExposure,
    SymptomEntry,
)
from diary.prompts import prompts_for
from nutrients.loading import load_foods
from tests.factories import UserFactory

LAST = date(2026, 11, 22)


@pytest.fixture
def foods(db):
    load_foods(only=codes())


def test_a_demo_diary_has_its_gaps_and_its_incomplete_days(foods, alice):
    logged = seed(alice, days=60, last=LAST)
    marks = DayMark.objects.for_user(alice)
    assert 45 <= logged < 60
    assert marks.count() == logged
    assert marks.filter(state=DayState.PARTIAL).exists()
    assert marks.latest("day").day <= LAST
    assert Schedule.objects.for_user(alice).exists()
    assert PainEntry.objects.for_user(alice).count() < logged
    assert SunExposure.objects.for_user(alice).exists()


def test_every_part_of_a_demo_diary_has_something_to_show(foods, alice):
    seed(alice, days=90, last=LAST)
    assert Profile.objects.get(user=alice).tracked == ["sleep", "stress", "movement"]
    for model in (LifeNote, SymptomEntry, PegScore, LabResult, Question, Background):
        rows = model.objects.for_user(alice)
        assert rows.exists(), model
        for row in rows:
            row.full_clean()
    assert LabResult.objects.for_user(alice).exclude(low=None).count() == 2


def test_the_prompts_of_a_demo_diary_are_not_empty(foods, alice):
    seed(alice, days=90, last=LAST)
    assert prompts_for(Profile.objects.get(user=alice), LAST).about("vitamin_b12") is not None


def test_the_same_seed_makes_the_same_diary(foods, alice, bob):
    def written(user):
        meals = MealItem.objects.for_user(user).order_by("day", "meal__kind", "position")
        nights = LifeNote.objects.for_user(user).order_by("day")
        felt = SymptomEntry.objects.for_user(user).order_by("day", "at", "name")
        return [
            *meals.values_list("day", "label", "grams"),
            *nights.values_list("day", "sleep_hours", "stress", "walking"),
            *felt.values_list("day", "name", "severity"),
        ]

    seed(alice, days=20, last=LAST)
    seed(bob, days=20, last=LAST)
    assert written(alice) == written(bob)


def test_meals_are_real_foods_in_household_portions(foods, alice):
    seed(alice, days=40, last=LAST)
    oats = MealItem.objects.for_user(alice).filter(label="Porridge oats").first()
    assert (oats.quantity, oats.unit, oats.grams) == (0.5, "cup", 40.5)  # SR28 08120: a cup is 81 g
    assert oats.magnesium == pytest.approx(0.405 * 138)  # mg; SR28 08120: 138 mg in 100 g


def test_the_command_says_how_to_log_in_and_makes_nobody_twice(foods, capsys):
    call_command("seed_demo", "--username", "demo", "--days", "5")
    assert "Log in as demo" in capsys.readouterr().out
    call_command("seed_demo", "--username", "demo", "--days", "5")
    assert "there already" in capsys.readouterr().out
    assert User.objects.filter(username="demo").count() == 1


def test_without_foods_the_command_says_what_to_do_and_leaves_nobody_behind(db):
    with pytest.raises(CommandError, match="load_foods"):
        call_command("seed_demo")
    assert not User.objects.filter(username="demo").exists()


@pytest.mark.parametrize("days", ["0", "3651"])
def test_the_number_of_days_has_bounds(db, days):
    with pytest.raises(CommandError, match="between 1 and 3650"):
        call_command("seed_demo", "--days", days)


def test_a_visitor_gets_a_demo_diary_of_their_own(foods, settings):
    settings.DEMO = True
    one, other = Client(), Client()
    assert one.post(reverse("diary:try_demo")).status_code == 302
    assert other.post(reverse("diary:try_demo")).status_code == 302
    assert get_user(one).is_demo
    assert get_user(one) != get_user(other)


def test_a_demo_is_gone_after_a_day_and_real_people_stay(foods, settings):
    settings.DEMO = True
    long_ago = timezone.now() - timedelta(days=2)
    old = UserFactory(username="demo-old", is_demo=True, date_joined=long_ago)
    real = UserFactory(username="demo-lover", date_joined=long_ago)
    Client().post(reverse("diary:try_demo"))
    assert not User.objects.filter(pk=old.pk).exists()
    assert User.objects.filter(pk=real.pk).exists()


def test_a_site_without_a_demo_has_no_such_door(db, settings):
    settings.DEMO = False
    assert Client().post(reverse("diary:try_demo")).status_code == 404
    assert not User.objects.exists()


def test_looking_at_the_demo_door_makes_nobody(db, settings):
    settings.DEMO = True
    assert Client().get(reverse("diary:try_demo")).status_code == 405
    assert not User.objects.exists()
