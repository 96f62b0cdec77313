"""A day added up in the database and one added up from items read already are the same day."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from diary.models import MealItem
from diary.reports.intake import added_up, intake
from nutrients.registry import NUTRIENTS
from tests.factories import DAY, MealFactory, MealItemFactory, UserFactory

KEYS = ["magnesium", "omega3_ala", "energy"]
AMOUNT = st.none() | st.just(0.0) | st.floats(0.001, 1000.0)
MARKS = st.sampled_from([0, 1 << NUTRIENTS["magnesium"].bit, 1 << NUTRIENTS["omega3_ala"].bit])
EATEN = st.fixed_dictionaries(
    {
        "magnesium": AMOUNT,
        "omega3_ala": AMOUNT,
        "energy": AMOUNT,
        "grams": st.floats(0.1, 5000.0),
        "estimated": MARKS,
        "assumed": MARKS,
    }
)


class SameDay(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(EATEN, min_size=1, max_size=6), st.booleans())
    def test_both_ways_give_the_same_rows(self, eaten, two_days):
        alice = UserFactory()
        for number, values in enumerate(eaten):
            day = DAY + timedelta(days=two_days * (number % 2))
            meal = MealFactory(user=alice, day=day, kind=["lunch", "dinner"][number % 3 % 2])
            MealItemFactory(user=alice, day=day, meal=meal, **values)
        mine = MealItem.objects.for_user(alice)
        summed, added = list(mine.daily_intake(KEYS)), added_up(mine, KEYS)
        assert [row["day"] for row in summed] == [row["day"] for row in added]
        for in_database, in_python in zip(summed, added, strict=True):
            for name, value in in_database.items():
                expected = value if name == "day" else pytest.approx(value or 0.0)
                assert in_python[name] == expected, name


@pytest.mark.django_db
def test_items_handed_over_are_not_read_again(alice, django_assert_num_queries):
    MealItemFactory(user=alice, magnesium=50.0)
    items = list(MealItem.objects.for_user(alice))
    with django_assert_num_queries(1):  # the mark of the day
        day = intake(alice, DAY, DAY, KEYS, eaten=items, taken={}).on(DAY)
    assert (day.totals["magnesium"].from_food, day.meals) == (50.0, 1)
