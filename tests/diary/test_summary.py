"""The doctor's page says what the diary holds, chosen sections only, of one person only."""

from datetime import timedelta

import pytest
from django.urls import reverse

from diary import moments
from diary.models import SymptomEntry
from diary.person import profile_of
from diary.reports.pain import pain_facts
from diary.reports.summary import Choice, summarise, usual_sun
from diary.reports.sun import SunDay
from diary.reports.symptoms import felt
from diary.reports.taken import taken
from diary.summary.course import LEAST, PLOT, course
from diary.summary.figures import figures
from diary.summary.method import method
from diary.summary.page import page
from diary.summary.pain import thirds
from tests.diary.patients import CHOICE, DAYS, LAST, eat, patient
from tests.factories import (
    NOON,
    BackgroundFactory,
    PainEntryFactory,
    ProductFactory,
    ProfileFactory,
    ScheduleFactory,
    ScheduleSkipFactory,
    SupplementDoseFactory,
    SymptomEntryFactory,
)


def summary_of(user, choice=CHOICE):
    return summarise(user, profile_of(user), choice)


def section(user, key, choice=CHOICE):
    return next(each for each in page(summary_of(user, choice)).sections if each.key == key)


@pytest.fixture
def sick(alice, bob):
    patient(bob, question="Bob's own question")
    PainEntryFactory(user=bob, day=LAST, score=10)
    return patient(alice)


def test_a_day_counts_once_however_often_it_was_scored(alice):
    for score in (2, 4, 9):
        PainEntryFactory(user=alice, day=LAST, score=score)
    PainEntryFactory(user=alice, day=LAST - timedelta(days=1), score=1)
    facts = pain_facts(alice, CHOICE.first, LAST)
    assert [(day.score, day.worst) for day in facts.days] == [(1.0, 1), (5.0, 9)]
    assert (facts.median, facts.mean, facts.worst, facts.worst_days) == (3.0, 3.0, 9, [LAST])


def test_a_place_counts_once_a_day_however_often_it_hurt_there(alice):
    for regions in (["neck"], ["neck", "calf_left"], ["neck"]):
        PainEntryFactory(user=alice, day=LAST, regions=regions, qualities=["dull"])
    PainEntryFactory(user=alice, day=LAST - timedelta(days=1), regions=["neck"])
    facts = pain_facts(alice, CHOICE.first, LAST)
    assert list(facts.regions.items()) == [("neck", 2), ("calf_left", 1)]
    assert facts.qualities == {"dull": 1}


def test_a_day_without_a_score_is_a_gap_and_a_zero_is_an_answer(alice):
    PainEntryFactory(user=alice, day=LAST, score=0)
    facts = pain_facts(alice, CHOICE.first, LAST)
    assert (len(facts.days), facts.length, facts.free_days, facts.median) == (1, DAYS, 1, 0)
    drawn = course(facts)
    assert [bar.height for bar in drawn.bars] == [LEAST]


def test_no_score_at_all_is_no_figure(alice):
    facts = pain_facts(alice, CHOICE.first, LAST)
    assert (facts.median, facts.mean, facts.worst, course(facts).bars) == (None, None, None, [])


def test_a_bar_is_as_high_as_the_days_mean_and_its_line_as_the_worst(alice):
    for score in (4, 6):
        PainEntryFactory(user=alice, day=LAST, score=score)
    bar = course(pain_facts(alice, LAST, LAST)).bars[0]
    assert (bar.height, bar.worst_y) == (PLOT / 2, pytest.approx(bar.y - PLOT / 10))


@pytest.mark.parametrize("length", [3, 28, 29, 30, 90, 366])
def test_thirds_cover_a_period_without_overlap(length):
    first = LAST - timedelta(days=length - 1)
    parts = thirds(first, LAST)
    days = [(last - first).days + 1 for first, last in parts]
    assert (parts[0][0], parts[-1][1], sum(days)) == (first, LAST, length)
    assert max(days) - min(days) <= 1


def test_peg_is_the_mean_of_its_three_answers_with_one_decimal(sick):
    facts = dict(section(sick, "pain").facts)
    assert facts["PEG, 0 to 10"] == "7.0 on 26 Oct 2026, 6.0 on 22 Nov 2026"


def test_warning_signs_stand_first_in_words(sick):
    assert section(sick, "pain").notice == "Warning signs ticked. 22 Nov 2026: Losing weight without trying."


def test_the_course_is_told_in_thirds(sick):
    rows = section(sick, "pain").table.rows
    assert [row[2:] for row in rows] == [["6", "9"], ["6", "6"], ["3", "3"]]


def test_averages_rest_on_complete_days_and_say_so(sick):
    table = section(sick, "nutrients").table
    magnesium = next(row for row in table.rows if row[0] == "Magnesium")
    assert "over 26 days with everything written down, of 28 days; reference amounts by NASEM" in table.caption
    assert magnesium == ["Magnesium", "Uncertain", "at least 240\u202fmg", "RDA 320\u202fmg", "–", "90\u202f%"]


def test_the_second_sheet_names_the_foods_without_a_value(alice):
    for back in range(3):
        eat(alice, LAST - timedelta(days=back), complete=True)
    gaps = next(each for each in page(summary_of(alice)).behind if each.key == "completeness").table
    rows = {nutrient: foods for nutrient, _, foods in gaps.rows}
    assert (rows["Magnesium"], rows.get("Calcium")) == ("Mystery pie", None)


def test_unknown_is_never_zero(sick):
    vitamin_d = next(row for row in section(sick, "nutrients").table.rows if row[0] == "Vitamin D")
    assert (vitamin_d[2], vitamin_d[5]) == ("unknown", "0\u202f%")


def test_a_lab_result_stands_as_it_was_printed(sick):
    assert section(sick, "labs").table.rows == [["Ferritin", "18.5\u202fµg/L", "15 to 200", "22 Nov 2026"]]


def test_symptoms_are_counted_by_day_and_none_is_not_felt(alice, sick):
    before = LAST - timedelta(days=1)
    for name, day, severity in (("restless legs", LAST, 3), ("restless legs", LAST, 1), ("restless legs", before, 0)):
        SymptomEntryFactory(user=alice, day=day, at=NOON, name=name, severity=severity)
    SymptomEntryFactory(user=alice, day=before, name="cramps", severity=0)
    found = felt(alice, CHOICE.first, LAST)
    assert [(each.name, each.days, each.usual, each.worst) for each in found] == [("restless legs", 1, 3, 3)]


def test_what_was_taken_every_day_says_since_when_and_leaves_out_skipped_days(alice, bob):
    product = ProductFactory(user=alice, serving="capsule")
    schedule = ScheduleFactory(user=alice, product=product, first_day=LAST - timedelta(days=9), magnesium=100.0)
    ScheduleSkipFactory(user=alice, schedule=schedule, day=LAST)
    ScheduleFactory(user=bob, label="Bob's tablet")
    line = taken(alice, CHOICE.first, LAST)[0]
    assert (line.days, line.serving, line.amounts) == (9, "capsule", {"magnesium": 100.0})
    assert line.since == schedule.first_day


def test_habits_are_for_the_prompts_alone_and_on_no_summary(alice):
    for kind, text in (("condition", "asthma"), ("medicine", "an inhaler"), ("habit", "no breakfast")):
        BackgroundFactory(user=alice, kind=kind, key="", text=text)
    found = summary_of(alice)
    assert {each.text for each in found.background} == {"asthma", "an inhaler"}
    assert "no breakfast" not in str(figures(found))


def test_doses_alike_are_one_line_and_others_are_not(alice):
    SupplementDoseFactory.create_batch(3, user=alice, day=LAST, vitamin_d=25.0)
    SupplementDoseFactory(user=alice, day=LAST, vitamin_d=50.0)
    assert [(line.times, line.days, line.amounts) for line in taken(alice, LAST, LAST)] == [
        (3, 1, {"vitamin_d": 25.0}),
        (1, 1, {"vitamin_d": 50.0}),
    ]


def test_sun_is_averaged_over_days_written_down():
    days = [SunDay(LAST, 10, 0.0, 2.0, 4.0, 0.1), SunDay(LAST, 30, 2.0, 4.0, 8.0, 0.1)]
    found = usual_sun(days)
    assert (found.days, found.minutes, found.low, found.central, found.high) == (2, 20, 1.0, 3.0, 6.0)
    assert usual_sun([]) is None


def test_what_was_not_chosen_is_not_even_read(sick):
    found = summary_of(sick, Choice(CHOICE.first, LAST, frozenset({"sun"})))
    assert (found.pain, found.nutrients, found.labs, found.symptoms, found.taken) == (None, (), (), (), ())
    assert [each.key for each in page(found).sections] == ["sun"]


def test_the_first_lines_say_it_all(sick):
    assert dict(page(summary_of(sick)).glance) == {
        "Warning signs": "Losing weight without trying. Last ticked on 22 Nov 2026.",
        "Back pain": (
            "Median 6 (6 in the first third, 3 in the last), worst 9, on a scale from 0 to 10; 15 days scored."
        ),
        "Food over 26 days": (
            "Uncertain for magnesium, calcium and iron; cannot tell yet for vitamin D, vitamin B12, omega-3 ALA and "
            "omega-3 EPA+DHA."
        ),
    }


def test_a_symptom_says_how_bad_it_usually_was_and_at_worst(sick):
    rows = {row[0]: row for row in section(sick, "symptoms").table.rows}
    assert rows["restless legs"] == ["restless legs", "1", "moderate", "22 Nov 2026"]
    moment = {"user": sick, "at": NOON, "zone": "UTC", "offset_minutes": 0}
    for before, severity in ((1, 3), (2, 2)):
        day = LAST - timedelta(days=before)
        SymptomEntry.objects.create(name="restless legs", severity=severity, day=day, **moment)
    rows = {row[0]: row for row in section(sick, "symptoms").table.rows}
    assert rows["restless legs"][2] == "moderate, at worst severe"


def test_an_empty_diary_has_a_page_that_says_so(alice):
    found = page(summary_of(alice))
    assert (found.sections, found.glance) == ([], [])
    assert "Back pain: none scored in this period." in found.nothing


def test_an_empty_summary_says_what_fills_it_and_one_with_notes_does_not(as_alice, alice):
    assert "Write down today" in as_alice.get(reverse("diary:summary")).content.decode()
    PainEntryFactory(user=alice, day=moments.today("UTC"), score=3)
    assert "Write down today" not in as_alice.get(reverse("diary:summary")).content.decode()


def test_the_page_shows_one_persons_notes_and_no_one_elses(as_alice, sick):
    shown = as_alice.get(reverse("diary:summary"), {"first": CHOICE.first, "last": LAST}).content.decode()
    assert "worst 9" in shown
    assert "Bob" not in shown


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"first": "2026-11-22", "last": "2026-11-01"}, "The last day comes before the first."),
        ({"first": "2020-01-01", "last": "2026-11-01"}, "366 days are the most that fit on one page."),
        ({"first": "2026-11-01"}, "Give both days."),
        ({"first": "yesterday", "last": "2026-11-01"}, "Enter a valid date."),
    ],
)
def test_a_period_that_makes_no_sense_is_refused_beside_its_field(as_alice, asked, problem):
    answer = as_alice.get(reverse("diary:summary"), asked)
    assert answer.status_code == 422
    assert problem in answer.content.decode()


def test_the_page_costs_the_same_however_long_the_diary(as_alice, sick, django_assert_max_num_queries):
    for days in (14, 90):
        with django_assert_max_num_queries(25):
            as_alice.get(reverse("diary:summary"), {"days": days})


def test_two_complete_days_have_no_average_anywhere_on_the_page(alice):
    ProfileFactory(user=alice, sex="female", birth_year=1986, birth_month=1, country="GB")
    for day in (LAST, LAST - timedelta(days=1)):
        eat(alice, day, complete=True)
    found = page(summary_of(alice))
    assert "Food: 2 complete days in this time, and averages begin at 3." in found.nothing
    assert not [term for term, _ in found.glance if term.startswith("Food")]
    assert [each for each in figures(summary_of(alice)) if each.what == "average" and each.value is not None] == []


def test_each_place_a_figure_was_printed_is_named_once(alice):
    ProfileFactory(user=alice, sex="female", birth_year=1986, birth_month=1, country="US")
    eat(alice, LAST, complete=True)
    [said] = [line for line in method(summary_of(alice)).lines if line.startswith("Reference amounts")]
    assert said == (
        "Reference amounts of NASEM: DRI tables, 2011 update (vitamin D, vitamin B12, magnesium, calcium, iron and "
        "omega-3 ALA); NIH ODS fact sheet (omega-3 EPA+DHA)."
    )


def test_what_nobody_confirmed_is_marked_where_it_is_printed(alice):
    ProfileFactory(user=alice, sex="female", birth_year=1986, birth_month=1, country="GB")
    eat(alice, LAST, complete=True)
    [said] = [line for line in method(summary_of(alice)).lines if line.startswith("Reference amounts")]
    assert said.startswith("Reference amounts of the UK: ")
    assert "EVM 2003 (magnesium, calcium and iron; unconfirmed)" in said  # their LRNI are from memory


def test_the_worst_day_and_single_doses_read_as_sentences(alice):
    PainEntryFactory(user=alice, day=LAST, score=7)
    for back in range(3):
        SupplementDoseFactory(user=alice, day=LAST - timedelta(days=back), label="Drops", vitamin_d=5.0)
    assert dict(section(alice, "pain").facts)["Worst"] == "7 of 10, on 22 Nov 2026"
    assert section(alice, "taken").table.rows[0][1] == "1 tablet on 3 days"
