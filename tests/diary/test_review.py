"""The look back: its sentences, its comparisons, its page."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse

from diary import review_words, wording
from diary.models import Profile
from diary.reports.review import Span, latest_week, review
from nutrients.science.safety import IRON_NOW
from tests.factories import (
    DayMarkFactory,
    LabResultFactory,
    LifeNoteFactory,
    MealItemFactory,
    PainEntryFactory,
    PegScoreFactory,
    ScheduleFactory,
    SunExposureFactory,
    SupplementDoseFactory,
    UserFactory,
)

MONDAY = date(2026, 11, 9)
WEEK = Span.of_weeks(MONDAY, 1)
URL = "/review/?week=2026-W46"
QUERIES = 15


def eat(user, first, days, **amounts):
    for day in (first + timedelta(days=number) for number in range(days)):
        MealItemFactory(user=user, day=day, energy=1_000.0, **amounts)
        DayMarkFactory(user=user, day=day)


def text_of(response):
    return response.content.decode().replace(wording.THIN_SPACE, " ")


@pytest.mark.parametrize(
    ("written", "shown"),
    [([], "9 to 15 November"), ([16], "16 to 22 November"), ([15, 16], "9 to 15 November")],
    ids=["nothing", "today", "both weeks"],
)
def test_who_began_this_monday_finds_today_in_the_review(written, shown, alice, as_alice, monkeypatch):
    monkeypatch.setattr("diary.views.review.moments.today", lambda zone: date(2026, 11, 16))
    for day in written:
        PainEntryFactory(user=alice, day=date(2026, 11, day))
    assert f"<h1>{shown} 2026</h1>" in as_alice.get(reverse("diary:review")).content.decode()


def test_an_empty_week_that_was_asked_for_is_shown(alice, as_alice, monkeypatch):
    monkeypatch.setattr("diary.views.review.moments.today", lambda zone: date(2026, 11, 16))
    PainEntryFactory(user=alice, day=date(2026, 11, 16))
    assert "<h1>9 to 15 November 2026</h1>" in as_alice.get(URL).content.decode()


def test_a_week_is_named_by_the_one_yesterday_lay_in():
    assert latest_week(date(2026, 11, 16)) == MONDAY  # a Monday looks back on the week that is over
    assert latest_week(date(2026, 11, 15)) == MONDAY


def test_a_span_knows_its_neighbours_and_its_address():
    span = Span.of_weeks(MONDAY, 4)
    assert (span.first, span.last) == (date(2026, 10, 19), date(2026, 11, 15))
    assert (span.previous.last, span.next.first) == (date(2026, 10, 18), date(2026, 11, 16))
    assert span.query == {"week": "2026-W46", "weeks": "4"}


def test_the_last_days_of_december_belong_to_their_iso_week():
    assert Span.of_weeks(date(2026, 12, 28), 1).query["week"] == "2026-W53"


def test_the_look_back_is_made_from_the_figures(alice, bob):
    eat(alice, MONDAY, 6, magnesium=330.0)
    eat(bob, MONDAY, 7, magnesium=9_000.0)
    MealItemFactory(user=alice, day=MONDAY, label="Pie", energy=50.0)
    PainEntryFactory(user=alice, day=MONDAY, score=6)
    PainEntryFactory(user=bob, day=MONDAY, score=10)
    SunExposureFactory(user=alice, day=MONDAY, minutes=20)
    ScheduleFactory(user=alice, label="Vitamin D drops", first_day=MONDAY, last_day=MONDAY + timedelta(days=1))
    said = [
        sentence.replace(wording.THIN_SPACE, " ")
        for sentence in review_words.look_back(review(Profile(user=alice), WEEK))
    ]
    assert said[0] == "6 of 7 days complete."
    assert "Likely enough: magnesium (at least 330 mg a day)." in said
    assert "Back pain on 1 day with a score: median 6, worst 6." in said
    assert "Sun on 1 day, 20 minutes in all. The range is rough, and apart from food." in said
    assert said[-1] == "Taken: Vitamin D drops on 2 days."


def test_what_was_tracked_has_its_sentences_and_what_was_not_has_none(alice):
    LifeNoteFactory(user=alice, day=MONDAY, sleep_hours=7.5, stress=4, water_ml=1_500)
    LifeNoteFactory(user=alice, day=MONDAY + timedelta(days=1), sleep_hours=6.5, stress=5)
    said = " ".join(review_words.look_back(review(Profile(user=alice), WEEK))).replace(wording.THIN_SPACE, " ")
    assert "Sleep on 2 days: 7 hours on average." in said
    assert "Stress on 2 days: 4.5 of 10 on average." in said
    assert "Water on 1 day: 1 500 ml on average." in said
    assert "Mood" not in said
    assert "Alcohol" not in said


def test_the_three_questions_are_held_against_the_very_first(alice, bob):
    PegScoreFactory(user=alice, day=date(2026, 1, 5), pain=8, enjoyment=8, activity=8)
    PegScoreFactory(user=alice, day=MONDAY, pain=4, enjoyment=4, activity=4)
    PegScoreFactory(user=bob, day=date(2025, 1, 5), pain=1, enjoyment=1, activity=1)
    said = " ".join(review_words.look_back(review(Profile(user=alice), WEEK))).replace(wording.THIN_SPACE, " ")
    assert "Three questions a week: 8.0 on 5 January 2026, 4.0 on 9 November 2026: 50 % lower." in said


@pytest.mark.parametrize(("answered", "offered"), [(7, True), (6, False)])
def test_the_three_questions_are_offered_once_a_week(answered, offered, alice, as_alice, monkeypatch):
    today = MONDAY + timedelta(days=6)
    monkeypatch.setattr("diary.reports.review.moments.today", lambda zone: today)
    PegScoreFactory(user=alice, day=today - timedelta(days=answered))
    PainEntryFactory(user=alice, day=MONDAY)
    assert (reverse("diary:peg") in text_of(as_alice.get(URL))) is offered


def test_nobody_without_pain_is_asked_about_it_nor_in_an_old_week(alice, as_alice, monkeypatch):
    eat(alice, MONDAY, 3, magnesium=330.0)
    monkeypatch.setattr("diary.reports.review.moments.today", lambda zone: MONDAY + timedelta(days=6))
    assert reverse("diary:peg") not in text_of(as_alice.get(URL))
    PainEntryFactory(user=alice, day=MONDAY)
    monkeypatch.setattr("diary.reports.review.moments.today", lambda zone: MONDAY + timedelta(days=60))
    assert reverse("diary:peg") not in text_of(as_alice.get(URL))


def test_a_dangerous_day_shows_its_text_in_place_of_the_chart(alice, as_alice):
    eat(alice, MONDAY, 3, magnesium=330.0, iron=9.0)
    SupplementDoseFactory(user=alice, day=MONDAY, iron=5_000.0)
    page = as_alice.get(URL)
    assert IRON_NOW.text in text_of(page)
    assert "iron" not in [chart.name for chart in page.context["charts"]]
    assert "magnesium" in [chart.name for chart in page.context["charts"]]
    own = as_alice.get(reverse("diary:nutrient", args=["iron"]) + "?week=2026-W46")
    assert IRON_NOW.text in text_of(own)
    assert "<canvas" not in text_of(own)


def test_pain_and_life_are_drawn_at_once_and_what_was_eaten_on_request(alice, as_alice):
    eat(alice, MONDAY, 3, magnesium=330.0)
    PainEntryFactory(user=alice, day=MONDAY)
    page = as_alice.get(URL)
    assert [chart.name for chart in page.context["courses"]] == ["pain"]
    assert "magnesium" in [chart.name for chart in page.context["eaten"]]
    assert len(page.context["eaten"]) + 1 == len(page.context["charts"]) == text_of(page).count("<canvas")


def test_too_few_days_are_said_and_no_average_is_judged(alice):
    eat(alice, MONDAY, 2, magnesium=330.0)
    said = review_words.look_back(review(Profile(user=alice), WEEK))
    assert said[0] == "2 of 7 days complete. Averages begin at 3 complete days."
    assert not any("mg" in sentence for sentence in said)


def test_a_clear_change_names_how_much_days_vary(alice):
    # 1.96 x sqrt(86²/7 + 86²/7) = 90.1 mg (SDw of requirement_variability.csv, women 19 to 50); 400 - 250 = 150.
    eat(alice, WEEK.previous.first, 7, magnesium=250.0)
    eat(alice, MONDAY, 7, magnesium=400.0)
    (change,) = [each for each in review(Profile(user=alice), WEEK).changes if each.is_clear]
    assert (change.fact.nutrient.key, change.difference) == ("magnesium", 150.0)
    assert change.margin == pytest.approx(90.1, abs=0.05)


def changed(user) -> set[str]:
    return {each.fact.nutrient.key for each in review(Profile(user=user), WEEK).changes}


@pytest.mark.parametrize(("energy", "is_compared"), [(250.0, True), (260.0, False)])
def test_periods_are_compared_where_four_fifths_of_the_food_have_a_value(energy, is_compared, alice):
    eat(alice, WEEK.previous.first, 7, magnesium=250.0)
    eat(alice, MONDAY, 7, magnesium=400.0)
    for number in range(7):
        MealItemFactory(user=alice, day=MONDAY + timedelta(days=number), energy=energy)
    assert ("magnesium" in changed(alice)) == is_compared


def test_a_dangerous_day_in_the_period_before_is_no_change_either(alice):
    eat(alice, WEEK.previous.first, 7, iron=9.0)
    eat(alice, MONDAY, 7, iron=12.0)
    assert "iron" in changed(alice)
    SupplementDoseFactory(user=alice, day=WEEK.previous.first, iron=6_000.0)
    assert "iron" not in changed(alice)


def test_a_small_change_may_be_the_days_themselves(alice):
    eat(alice, WEEK.previous.first, 7, magnesium=320.0)
    eat(alice, MONDAY, 7, magnesium=400.0)
    found = review(Profile(user=alice), WEEK)
    assert not any(each.is_clear for each in found.changes)
    assert (
        "Magnesium: no clear difference from the week before; days vary that much by themselves."
        in review_words.changes(found)
    )


def test_b12_is_not_compared_between_periods(alice):
    eat(alice, WEEK.previous.first, 7, vitamin_b12=1.0)
    eat(alice, MONDAY, 7, vitamin_b12=9.0)
    assert (
        "Vitamin B12: days vary too much, or nobody published how much, to compare two periods."
        in review_words.changes(review(Profile(user=alice), WEEK))
    )


@pytest.mark.parametrize(("before", "after", "changed"), [(6, 3, True), (4, 4, False)])
def test_pain_is_compared_by_its_median_and_says_no_cause(before, after, changed, alice):
    for number in range(3):
        PainEntryFactory(user=alice, day=WEEK.previous.first + timedelta(days=number), score=before)
        PainEntryFactory(user=alice, day=MONDAY + timedelta(days=number), score=after)
    found = review(Profile(user=alice), WEEK)
    assert found.pain_changed is changed
    assert review_words.changes(found)[-1].endswith("The numbers do not say why.")


def test_two_days_of_pain_are_too_few_to_compare(alice):
    for number in range(2):
        PainEntryFactory(user=alice, day=WEEK.previous.first + timedelta(days=number), score=8)
        PainEntryFactory(user=alice, day=MONDAY + timedelta(days=number), score=1)
    assert review(Profile(user=alice), WEEK).pain_changed is None


def test_days_ahead_are_no_gaps(alice, monkeypatch):
    monkeypatch.setattr("diary.reports.review.moments.today", lambda zone: MONDAY + timedelta(days=2))
    eat(alice, MONDAY, 2, magnesium=330.0)
    found = review(Profile(user=alice), WEEK)
    assert review_words.look_back(found)[0].startswith("2 of 3 days complete.")
    assert found.next is None


def test_the_page_shows_the_persons_figures_and_nobody_elses(alice, bob, as_alice):
    eat(alice, MONDAY, 5, magnesium=330.0)
    eat(bob, MONDAY, 7, magnesium=8_888.0)
    page = text_of(as_alice.get(URL))
    assert "330 mg" in page
    assert "8 888" not in page
    assert "8888" not in page


def test_an_empty_week_says_what_to_do(as_alice):
    assert "Nothing was written down in this time" in text_of(as_alice.get(URL))


def test_a_csv_holds_the_table_and_nobody_elses_days(alice, bob, as_alice):
    eat(alice, MONDAY, 1, magnesium=330.0)
    eat(bob, MONDAY, 7, magnesium=8_888.0)
    answer = as_alice.get(reverse("diary:review_csv", args=["magnesium"]) + "?week=2026-W46")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["Food [mg]"] for row in rows] == ["330.0", *[""] * 6]


def test_there_is_a_csv_for_every_table_of_the_page(alice, as_alice):
    eat(alice, MONDAY, 3, magnesium=330.0, vitamin_d=1.0)
    PainEntryFactory(user=alice, day=MONDAY)
    SunExposureFactory(user=alice, day=MONDAY)
    page = as_alice.get(URL)
    names = [chart.name for chart in page.context["charts"]] + [table.name for table in page.context["tables"]]
    assert {"pain", "sun", "magnesium", "averages"} <= set(names)
    for name in names:
        url = reverse("diary:review_csv", args=[name]) + "?week=2026-W46"
        assert url in page.content.decode()
        assert as_alice.get(url).status_code == 200


def test_a_table_that_is_not_there_is_no_page(as_alice):
    assert as_alice.get(reverse("diary:review_csv", args=["secrets"])).status_code == 404


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("first=2026-11-09", "Give both days."),
        ("first=2026-11-09&last=2026-11-01", "comes before the first"),
        ("first=2016-11-09&last=2026-11-01", "Two years are the most"),
        ("first=2024-11-01&last=2026-11-03", "Two years are the most"),
        ("first=yesterday&last=2026-11-01", "Enter a valid date."),
    ],
)
def test_an_impossible_range_is_said_at_its_field(query, problem, as_alice):
    page = as_alice.get(f"/review/?{query}")
    assert page.status_code == 200
    assert problem in page.content.decode()


def test_two_years_of_days_fit_on_a_page(as_alice):
    page = as_alice.get("/review/?first=2024-11-01&last=2026-11-02")
    assert (page.context["review"].span.length, page.context["form"].errors) == (732, {})


@pytest.mark.parametrize("query", ["week=2026-W99", "week=later", "weeks=3", "weeks=-1", "week=0000-W01"])
def test_an_impossible_week_falls_back_to_the_latest(query, as_alice):
    assert as_alice.get(f"/review/?{query}").status_code == 200


@pytest.mark.parametrize("weeks", [1, 52])
@pytest.mark.parametrize("days", [1, 40])
def test_the_review_costs_the_same_however_much_was_written(days, weeks, as_alice, alice, django_assert_num_queries):
    eat(alice, MONDAY - timedelta(days=days - 1), days, magnesium=300.0)
    for number in range(days):
        PainEntryFactory(user=alice, day=MONDAY - timedelta(days=number))
        SunExposureFactory(user=alice, day=MONDAY - timedelta(days=number))
        PegScoreFactory(user=alice, day=MONDAY - timedelta(days=number))
        LabResultFactory(user=alice, day=MONDAY - timedelta(days=number))
    with django_assert_num_queries(QUERIES):
        as_alice.get(f"{URL}&weeks={weeks}")


def test_somebody_new_gets_a_page_that_helps(client, db):
    client.force_login(UserFactory())
    assert client.get("/review/?weeks=52").status_code == 200
