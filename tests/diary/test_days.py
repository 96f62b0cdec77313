"""A month at a glance: its marks are those of the days, and any day is two taps away."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from diary.reports.month import Month, MonthDay, month
from tests.factories import (
    DayMarkFactory,
    MealFactory,
    MealItemFactory,
    PainEntryFactory,
    SunExposureFactory,
    SupplementDoseFactory,
)

pytestmark = pytest.mark.django_db

FIRST, TODAY = date(2026, 11, 1), date(2026, 11, 22)


def november(user) -> Month:
    return month(user, FIRST, today=TODAY)


def on(user, number: int) -> MonthDay:
    return next(each for week in november(user).weeks for each in week if each and each.day.day == number)


def look(client, **query) -> str:
    return client.get(reverse("diary:days"), query).content.decode()


def test_three_meals_make_a_full_mark_and_one_an_open_one(alice):
    for kind in ("breakfast", "lunch", "dinner"):
        MealItemFactory(user=alice, day=TODAY, meal=MealFactory(user=alice, day=TODAY, kind=kind))
    MealItemFactory(user=alice, day=FIRST)
    assert (on(alice, 22).is_complete, on(alice, 22).is_written) == (True, True)
    assert (on(alice, 1).is_complete, on(alice, 1).is_written) == (False, True)
    assert (on(alice, 2).is_complete, on(alice, 2).is_written) == (False, False)


def test_the_word_not_all_logged_takes_the_full_mark_away(alice):
    for kind in ("breakfast", "lunch", "dinner"):
        MealItemFactory(user=alice, day=TODAY, meal=MealFactory(user=alice, day=TODAY, kind=kind))
    DayMarkFactory(user=alice, day=TODAY, state="partial")
    assert on(alice, 22).words == "something written down"


def test_the_worst_score_of_a_day_stands_beside_it(alice):
    for score in (3, 7, 0):
        PainEntryFactory(user=alice, day=TODAY, score=score)
    PainEntryFactory(user=alice, day=FIRST, score=0)
    assert on(alice, 22).words == "something written down, worst pain 7"
    assert on(alice, 1).worst_pain == 0
    assert on(alice, 2).words == "nothing yet"


def test_sun_or_a_tablet_alone_is_something_too(alice):
    SunExposureFactory(user=alice, day=TODAY)
    SupplementDoseFactory(user=alice, day=FIRST)
    assert on(alice, 22).is_written
    assert on(alice, 1).is_written


def test_a_strangers_days_leave_no_mark(bob, alice):
    PainEntryFactory(user=bob, day=TODAY)
    MealItemFactory(user=bob, day=TODAY)
    SunExposureFactory(user=bob, day=TODAY)
    assert on(alice, 22).words == "nothing yet"


def test_weeks_begin_on_monday_and_hold_this_month_only(alice):
    weeks = november(alice).weeks
    assert [len(week) for week in weeks] == [7] * len(weeks)
    assert [each and each.day.day for each in weeks[0]] == [None] * 6 + [1]
    assert [each.day.weekday() for each in weeks[1]] == list(range(7))


def test_a_month_ends_at_tomorrow_and_a_diary_in_1900(alice):
    assert [on(alice, number).is_open for number in (22, 23, 24)] == [True, True, False]
    assert november(alice).next is None
    assert month(alice, FIRST, today=date(2026, 11, 30)).next == date(2026, 12, 1)
    assert month(alice, date(1900, 1, 1), today=TODAY).previous is None


@pytest.mark.parametrize("days", [1, 28])
def test_a_month_costs_four_queries_however_full_it_is(days, alice, django_assert_num_queries):
    for number in range(1, days + 1):
        MealItemFactory(user=alice, day=FIRST.replace(day=number))
        PainEntryFactory(user=alice, day=FIRST.replace(day=number))
    with django_assert_num_queries(4):
        november(alice)


def test_the_page_leads_to_each_day_and_says_what_it_holds(alice, as_alice):
    PainEntryFactory(user=alice, day=TODAY, score=6)
    shown = look(as_alice, month="2026-11")
    assert f'href="{reverse("diary:day", args=[TODAY])}"' in shown
    words = " ".join(unescape(re.sub(r"<[^>]*>", "", shown)).split())
    assert "Sunday 22 November: something written down, worst pain 6" in words
    assert "first=2026-11-01&amp;last=2026-11-30" in shown


def test_a_typed_date_opens_its_day(as_alice):
    answer = as_alice.get(reverse("diary:days"), {"day": "2019-02-28"})
    assert answer["Location"] == reverse("diary:day", args=[date(2019, 2, 28)])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"day": "2999-01-01"}, "That day is still to come."),
        ({"day": "1066-10-14"}, "That is too long ago."),
        ({"day": "31 February"}, "Enter a valid date."),
        ({"month": "2026-13"}, "Give a month such as 2026-11."),
        ({"month": "2999-01"}, "That day is still to come."),
        ({"month": "0001-01"}, "That is too long ago."),
    ],
)
def test_a_day_that_cannot_be_is_said_so_beside_the_present_month(query, said, as_alice):
    shown = look(as_alice, **query)
    assert said in shown
    assert 'class="month"' in shown


def test_a_day_leads_to_its_month(as_alice):
    shown = as_alice.get(reverse("diary:day", args=[date(2026, 3, 9)])).content.decode()
    assert f"{reverse('diary:days')}?month=2026-03" in shown
