"""The day's page: what it holds, what it costs, and whose it is."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from diary import moments
from diary.models import DayMark, MealKind
from diary.person import profile_of
from diary.reports.day import DayReport, day_report
from tests.factories import (
    DAY,
    DayMarkFactory,
    MealFactory,
    MealItemFactory,
    PainEntryFactory,
    ProfileFactory,
    RecipeFactory,
    ScheduleFactory,
    ScheduleSkipFactory,
    SunExposureFactory,
    SupplementDoseFactory,
)

pytestmark = pytest.mark.django_db


def page(client, day=DAY, query="") -> str:
    return client.get(reverse("diary:day", args=[day]) + query).content.decode()


def report(user, **more) -> DayReport:
    return day_report(profile_of(user), DAY, today=DAY, **more)


def fill(user, items: int) -> None:
    kinds = MealKind.values
    for number in range(items):
        meal = MealFactory(user=user, kind=kinds[number % len(kinds)])
        MealItemFactory(user=user, meal=meal, label=f"Food {number}", magnesium=10.0, energy=100.0)
    for _ in range(max(1, items // 10)):
        SupplementDoseFactory(user=user, magnesium=100.0)
        schedule = ScheduleFactory(user=user, vitamin_d=10.0)
        SunExposureFactory(user=user)
        PainEntryFactory(user=user)
    ScheduleSkipFactory(user=user, schedule=schedule)


@pytest.mark.parametrize("items", [1, 40])
def test_the_page_costs_eleven_queries_however_much_was_eaten(items, alice, as_alice, django_assert_num_queries):
    ProfileFactory(user=alice)
    fill(alice, items)
    done = as_alice.post(reverse("diary:mark", args=[DAY]), {"state": "complete"})["Location"]
    with django_assert_num_queries(11):
        as_alice.get(done)


def test_every_amount_shows_its_grams(alice, as_alice):
    MealItemFactory(user=alice, label="Egg", quantity=2, unit="large", grams=100.0)
    shown = page(as_alice)
    assert "2 large" in shown
    assert "100\u202fg" in shown


def test_a_strangers_day_never_shows(bob, as_alice):
    fill(bob, 4)
    DayMarkFactory(user=bob)
    shown = page(as_alice)
    assert "Food 0" not in shown
    assert 'aria-pressed="true"' not in shown


def test_an_empty_day_says_how_to_begin(as_alice):
    shown = page(as_alice)
    assert "Nothing written down yet" in shown
    assert "nutrient-head" not in shown


def test_a_day_that_holds_something_never_carries_a_verdict(alice, as_alice):
    MealItemFactory(user=alice, magnesium=1.0, energy=10.0)
    words = page(as_alice).lower()
    assert not [word for word in ("verdict", "too little", "too low", "enough", "likely", "should") if word in words]


def test_the_figures_are_those_of_the_intake(alice):
    MealItemFactory(user=alice, magnesium=135.0, energy=290.0)
    SupplementDoseFactory(user=alice, magnesium=100.0)
    ScheduleFactory(user=alice, magnesium=50.0, servings=2)
    bar = next(bar for bar in report(alice).bars if bar.nutrient.key == "magnesium")
    assert (bar.total.from_food, bar.total.from_supplements) == (135.0, 200.0)


def test_a_skipped_supplement_is_shown_and_not_counted(alice):
    ScheduleSkipFactory(user=alice, schedule=ScheduleFactory(user=alice, magnesium=50.0))
    found = report(alice)
    assert [each.is_skipped for each in found.daily_supplements] == [True]
    assert found.is_empty


def test_a_daily_supplement_is_not_yet_taken_tomorrow(alice):
    ScheduleFactory(user=alice, magnesium=50.0)
    tomorrow = day_report(profile_of(alice), DAY + timedelta(days=1), today=DAY)
    assert tomorrow.facts.total("magnesium").supplements == 0


def test_an_injection_is_shown_and_not_counted(alice):
    SupplementDoseFactory(user=alice, vitamin_b12=1000.0, is_injection=True)
    found = report(alice)
    assert len(found.doses) == 1
    assert all(bar.total.amount == 0 for bar in found.bars)


def test_meals_stand_in_the_order_of_the_day(alice):
    for kind in ("dinner", "breakfast", "snack", "lunch"):
        MealItemFactory(user=alice, meal=MealFactory(user=alice, kind=kind))
    assert [meal.kind for meal in report(alice).meals] == ["breakfast", "lunch", "dinner", "snack"]


def test_a_helping_of_a_recipe_stands_as_one_dish(alice, as_alice):
    soup = RecipeFactory(user=alice, name="Lentil soup")
    meal = MealFactory(user=alice)
    batch = {"recipe": soup, "batch": "018f2e4c-0000-7000-8000-000000000001", "quantity": 2, "unit": "portion"}
    for label, grams in [("Lentils", 60.0), ("Carrot", 40.0)]:
        MealItemFactory(user=alice, meal=meal, label=label, grams=grams, **batch)
    [dish] = report(alice).meals[0].dishes
    assert (dish.is_recipe, dish.grams, len(dish.items)) == (True, 100.0, 2)
    assert "2 portions" in page(as_alice)


def test_the_other_nutrients_come_on_request(alice, as_alice):
    MealItemFactory(user=alice, zinc=3.0)
    assert "Zinc" not in page(as_alice)
    assert "Zinc" in page(as_alice, query="?all=1")


def test_what_the_reference_amounts_assume_is_said(alice, as_alice):
    assert "a woman of 40" in page(as_alice)
    ProfileFactory(user=alice, sex="male", birth_year=1980)
    assert "until you say more" not in page(as_alice)


def test_the_day_after_tomorrow_is_no_page(as_alice):
    now = moments.today("UTC")
    found = [as_alice.get(reverse("diary:day", args=[now + timedelta(days=ahead)])) for ahead in (1, 2)]
    assert [answer.status_code for answer in found] == [200, 404]
    assert "That day is still to come." in found[1].content.decode()


@pytest.mark.parametrize("address", ["/day/2026-02-30/", "/day/1066-10-14/", "/day/today/"])
def test_what_is_no_day_of_a_diary_is_no_page(as_alice, address):
    assert as_alice.get(address).status_code == 404


def test_today_is_the_date_on_the_persons_wall(alice, as_alice, bob, as_bob):
    ProfileFactory(user=alice, zone="Pacific/Kiritimati")
    ProfileFactory(user=bob, zone="Etc/GMT+12")
    days = [client.get(reverse("diary:today")).context["report"].day for client in (as_alice, as_bob)]
    assert days[0] > days[1]


def test_the_day_is_marked_and_the_mark_taken_back(alice, as_alice):
    url = reverse("diary:mark", args=[DAY])
    as_alice.post(url, {"state": "complete"})
    assert report(alice).is_marked_complete
    as_alice.post(url, {"state": "partial"})
    assert report(alice).is_marked_partial
    as_alice.post(url, {"state": ""})
    assert not DayMark.objects.for_user(alice).exists()


def test_an_unknown_mark_is_refused(as_alice):
    assert as_alice.post(reverse("diary:mark", args=[DAY]), {"state": "splendid"}).status_code == 404


def test_markup_and_emoji_are_shown_as_text(alice, as_alice):
    MealItemFactory(user=alice, label="<script>alert(1)</script> 🍏")
    shown = page(as_alice)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 🍏" in shown
    assert "<script>alert" not in shown


def test_days_lead_on_to_each_other(as_alice):
    shown = page(as_alice, date(2026, 3, 1))
    assert reverse("diary:day", args=[date(2026, 2, 28)]) in shown
    assert reverse("diary:day", args=[date(2026, 3, 2)]) in shown


def test_an_hour_in_the_sun_changes_no_figure_of_what_was_eaten(alice):
    MealItemFactory(user=alice, vitamin_d=2.0, energy=500.0)
    before = [(bar.name, bar.total, bar.amount) for bar in report(alice, with_more=True).bars]
    SunExposureFactory(user=alice, minutes=60, yield_central=40.0)
    found = report(alice, with_more=True)
    assert [(bar.name, bar.total, bar.amount) for bar in found.bars] == before
    assert found.sun.minutes == 60


def test_an_authority_is_named_as_one_says_it(as_alice, alice):
    ProfileFactory(user=alice, country="GB")
    assert "Reference amounts of the United Kingdom." in as_alice.get(reverse("diary:day", args=[DAY])).content.decode()
