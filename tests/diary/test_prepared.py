"""Questions put into SQL once give the same rows as the query they were made from."""

from datetime import timedelta

import pytest

from diary.day_sums import eaten_by_day
from diary.person import profile_of
from diary.prepared import ask, ask_figures
from diary.reports.day import DOSES, PAINS, eaten_on, scheduled_on
from diary.reports.pain import _described
from diary.reports.supplement_intake import _skips
from diary.reports.taken import _doses_between
from tests.factories import (
    DAY,
    MealFactory,
    MealItemFactory,
    PainEntryFactory,
    ProfileFactory,
    RecipeFactory,
    ScheduleFactory,
    ScheduleSkipFactory,
    SupplementDoseFactory,
)

pytestmark = pytest.mark.django_db
QUESTIONS = [DOSES, PAINS, eaten_on, scheduled_on]


def fill(user, day) -> None:
    soup = RecipeFactory(user=user, name="Soup")
    MealItemFactory(user=user, day=day, meal=MealFactory(user=user, day=day, kind="dinner"), recipe=soup)
    SupplementDoseFactory(user=user, day=day, magnesium=100.0)
    PainEntryFactory(user=user, day=day)
    ScheduleSkipFactory(user=user, day=day, schedule=ScheduleFactory(user=user, first_day=day))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_rows_are_those_of_the_query(question, alice, bob):
    for user in (alice, bob):
        for day in (DAY, DAY + timedelta(days=1)):
            fill(user, day)
    assert ask(question, alice, DAY) == list(question(alice, DAY))
    assert ask(question, bob, DAY) == list(question(bob, DAY))
    assert ask(question, alice, DAY - timedelta(days=1)) == []


def test_the_values_come_back_as_they_went_in(alice):
    fill(alice, DAY)
    [item], [dose] = ask(eaten_on, alice, DAY), ask(DOSES, alice, DAY)
    assert (item.kind, item.recipe_name, item.day, item.created_at.utcoffset()) == ("dinner", "Soup", DAY, timedelta(0))
    assert (dose.magnesium, dose.calcium, dose.is_injection) == (100.0, None, False)


def test_figures_come_back_in_the_order_they_were_asked_for(alice, bob):
    for user in (alice, bob):
        fill(user, DAY)
        PainEntryFactory(user=user, day=DAY, score=3, regions=["neck"], qualities=["dull", "sharp"])
    for figures in (_described, _doses_between, _skips, eaten_by_day(("magnesium", "iron"))):
        asked = ask_figures(figures, alice, DAY, DAY)
        assert asked == list(figures(alice, DAY, DAY)) != []
    assert ask_figures(_described, alice, DAY + timedelta(days=1), DAY + timedelta(days=2)) == []


def test_every_person_gets_their_own_profile(alice, bob):
    ProfileFactory(user=alice, tracked=["sleep"])
    ProfileFactory(user=bob, zone="Europe/Paris")
    mine, theirs = profile_of(alice), profile_of(bob)
    assert (mine.tracked, mine.zone, mine.user) == (["sleep"], "UTC", alice)
    assert (theirs.tracked, theirs.zone, theirs.user) == ([], "Europe/Paris", bob)


def test_a_deleted_row_does_not_come_back(alice):
    gone = PainEntryFactory(user=alice)
    PainEntryFactory(user=alice)
    type(gone).objects.filter(pk=gone.pk).update(deleted_at=gone.at)
    assert gone not in ask(PAINS, alice, DAY)


def test_asking_again_only_fills_in_who_and_when(alice, django_assert_num_queries):
    ask(PAINS, alice, DAY)
    with django_assert_num_queries(1):
        ask(PAINS, alice, DAY)
