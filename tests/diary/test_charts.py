"""Charts: what they draw is what their tables say, and a gap is never a zero."""

from datetime import date, timedelta

import pytest

from diary.charts import nutrient_chart
from diary.models import Profile
from diary.reports.review import Span, review
from diary.review_charts import review_charts
from tests.factories import (
    DayMarkFactory,
    LabResultFactory,
    LifeNoteFactory,
    MealItemFactory,
    PainEntryFactory,
    PegScoreFactory,
    SunExposureFactory,
    SupplementDoseFactory,
)

MONDAY = date(2026, 11, 2)
WEEK = Span.of_weeks(MONDAY, 1)
YEAR = Span.of_weeks(MONDAY, 52)


@pytest.fixture
def alices_week(alice, bob):
    """Complete on Monday and Tuesday, begun on Wednesday, nothing on Thursday; Bob's days must never show."""
    for number, amount in enumerate((300.0, 260.0)):
        day = MONDAY + timedelta(days=number)
        MealItemFactory(user=alice, day=day, magnesium=amount, energy=500.0)
        DayMarkFactory(user=alice, day=day)
    SupplementDoseFactory(user=alice, day=MONDAY, magnesium=100.0)
    MealItemFactory(user=alice, day=MONDAY + timedelta(days=2), magnesium=40.0, energy=100.0)
    PainEntryFactory(user=alice, day=MONDAY, score=6)
    PainEntryFactory(user=alice, day=MONDAY, score=3)
    SunExposureFactory(user=alice, day=MONDAY)
    LifeNoteFactory(user=alice, day=MONDAY, sleep_hours=7.0, stress=3, walking=20, water_ml=1_200, drinks=1.0)
    LabResultFactory(user=alice, day=MONDAY + timedelta(days=2), analyte="magnesium", value=0.8, unit="mmol/L")
    PegScoreFactory(user=alice, day=MONDAY, pain=5, enjoyment=5, activity=5)
    for day in (MONDAY, MONDAY + timedelta(days=3)):
        MealItemFactory(user=bob, day=day, magnesium=9_999.0)
        DayMarkFactory(user=bob, day=day)
        PainEntryFactory(user=bob, day=day, score=10)
        SunExposureFactory(user=bob, day=day)
    return Profile(user=alice)


def chart(profile, name, span=WEEK):
    return next(each for each in review_charts(review(profile, span)) if each.name == name)


def drawn(settings, label):
    return next(each["data"] for each in settings["data"]["datasets"] if each["label"] == label)


def test_a_day_that_was_not_written_down_is_a_gap(alices_week):
    found = chart(alices_week, "magnesium")
    assert drawn(found.settings, "Food") == [300.0, 260.0, None, None, None, None, None]
    assert drawn(found.settings, "Day not complete") == [None, None, 40.0, None, None, None, None]


def test_food_and_supplements_are_drawn_apart(alices_week):
    assert drawn(chart(alices_week, "magnesium").settings, "Supplements")[:2] == [100.0, 0.0]


def test_pain_shows_the_mean_and_the_worst_of_a_day_and_gaps(alices_week):
    settings = chart(alices_week, "pain").settings
    assert drawn(settings, "Worst") == [6, None, None, None, None, None, None]
    assert drawn(settings, "Mean") == [4.5, None, None, None, None, None, None]


@pytest.mark.parametrize("span", [WEEK, YEAR], ids=["days", "weeks"])
def test_every_chart_and_its_table_hold_the_same_numbers(span, alices_week):
    charts = review_charts(review(alices_week, span))
    drawn_of = {"pain", "sleep", "feeling", "movement", "water", "alcohol", "sun", "magnesium", "blood-magnesium"}
    assert drawn_of <= {each.name for each in charts}
    for each in charts:
        assert [day.isoformat() for day in each.table.column(each.table.columns[0].name)] == each.settings["data"][
            "labels"
        ]
        columns = [list(column) for column in zip(*each.table.rows, strict=True)]
        ends = [None if low is None else [low, high] for low, high in zip(columns[1], columns[-2], strict=True)]
        for dataset in each.settings["data"]["datasets"]:
            assert dataset["data"] in [*columns[1:], ends], f"{each.name}: {dataset['label']}"


def test_all_charts_of_a_page_have_the_same_days_below_them(alices_week):
    axes = [each.settings["options"]["scales"]["x"] for each in review_charts(review(alices_week, WEEK))]
    assert {(axis["min"], axis["max"]) for axis in axes} == {("2026-11-02", "2026-11-08")}


def test_what_was_not_told_is_not_drawn(alices_week):
    found = chart(alices_week, "feeling")
    assert [each["label"] for each in found.settings["data"]["datasets"]] == ["Stress"]
    assert found.title == "Stress"


def test_a_blood_result_stands_on_its_day_and_opens_it(alices_week):
    found = chart(alices_week, "blood-magnesium")
    assert found.settings["data"]["labels"] == ["2026-11-04"]
    assert found.settings["urls"][0].startswith("/labs/")


def test_the_mark_of_the_three_questions_is_thirty_per_cent_below_the_first(alices_week, alice):
    PegScoreFactory(user=alice, day=date(2026, 1, 5), pain=10, enjoyment=10, activity=10)
    lines = chart(alices_week, "pain").settings["options"]["plugins"]["annotation"]["annotations"]
    assert lines["peg"]["yMin"] == pytest.approx(7.0)


def test_a_point_opens_its_day(alices_week):
    assert chart(alices_week, "magnesium").settings["urls"][1] == "/day/2026-11-03/"


def test_a_year_has_a_point_for_each_week_and_opens_it(alices_week):
    found = chart(alices_week, "magnesium", YEAR)
    assert len(found.table.rows) == 52
    assert drawn(found.settings, "Food")[-1] == 280.0
    assert found.settings["urls"][-1] == "/review/?first=2026-11-02&last=2026-11-08"


def test_a_week_without_a_complete_day_is_a_gap_in_a_year(alices_week, alice):
    MealItemFactory(user=alice, day=MONDAY - timedelta(days=5), magnesium=900.0, energy=100.0)
    found = chart(alices_week, "magnesium", YEAR)
    assert found.table.rows[-2][1:] == [None, None, None, None]
    assert found.table.rows[-1][1:4] == [280.0, 50.0, None]


def test_reference_requirement_and_limit_are_lines(alices_week):
    lines = chart(alices_week, "magnesium").settings["options"]["plugins"]["annotation"]["annotations"]
    assert {name: line["yMin"] for name, line in lines.items()} == {"recommended": 320.0, "requirement": 265.0}


def test_an_upper_limit_of_supplements_alone_has_no_place_on_a_chart_of_everything(alices_week):
    assert "limit" not in chart(alices_week, "magnesium").settings["options"]["plugins"]["annotation"]["annotations"]


def test_an_upper_limit_with_room_is_a_line(alice):
    MealItemFactory(user=alice, day=MONDAY, vitamin_d=90.0, energy=100.0)
    for number in range(3):
        MealItemFactory(user=alice, day=MONDAY + timedelta(days=number), vitamin_d=90.0, energy=100.0)
        DayMarkFactory(user=alice, day=MONDAY + timedelta(days=number))
    lines = chart(Profile(user=alice), "vitamin_d").settings["options"]["plugins"]["annotation"]["annotations"]
    assert lines["limit"]["yMin"] == 100.0


def test_alone_on_its_page_a_nutrient_has_room_for_a_limit_further_up(alice):
    MealItemFactory(user=alice, day=MONDAY, calcium=900.0, energy=100.0)
    DayMarkFactory(user=alice, day=MONDAY)
    fact = review(Profile(user=alice), WEEK).facts["calcium"]
    on_review, alone = (
        nutrient_chart(fact, WEEK, is_alone=each).settings["options"]["plugins"]["annotation"]["annotations"]
        for each in (False, True)
    )
    assert ("limit" in on_review, alone["limit"]["yMin"]) == (False, 2_500.0)
    assert nutrient_chart(fact, WEEK, is_alone=True).settings["options"]["scales"]["y"]["suggestedMax"] == 2_500.0


@pytest.mark.parametrize(
    ("key", "said"),
    [("vitamin_d", "lies far above this picture"), ("magnesium", "counts supplements and medicines alone")],
)
def test_alone_on_its_page_a_limit_that_is_not_drawn_is_said(key, said, alice):
    MealItemFactory(user=alice, day=MONDAY, **{key: 3.0}, energy=100.0)
    DayMarkFactory(user=alice, day=MONDAY)
    fact = review(Profile(user=alice), WEEK).facts[key]
    assert said in nutrient_chart(fact, WEEK, is_alone=True).sentence
    assert said not in nutrient_chart(fact, WEEK).sentence


def test_a_food_without_a_value_is_a_gap_not_a_zero(alice):
    MealItemFactory(user=alice, day=MONDAY, energy=100.0)
    MealItemFactory(user=alice, day=MONDAY + timedelta(days=1), vitamin_d=0.0, energy=100.0)
    for number in range(2):
        DayMarkFactory(user=alice, day=MONDAY + timedelta(days=number))
    assert drawn(chart(Profile(user=alice), "vitamin_d").settings, "Food")[:2] == [None, 0.0]


def test_no_chart_is_drawn_of_nothing(alice):
    assert review_charts(review(Profile(user=alice), WEEK)) == []


def test_next_to_no_sun_does_not_fill_its_picture(alices_week):
    sun = chart(alices_week, "sun")
    assert sun.settings["options"]["scales"]["y"]["suggestedMax"] == 1.0


def test_every_chart_says_how_its_numbers_are_written(alices_week):
    drawn = review_charts(review(alices_week, WEEK))
    assert "blood-magnesium" in {chart.name for chart in drawn}
    assert [chart.name for chart in drawn if "decimal" not in chart.settings.get("notation", {})] == []
