"""Blood results: kept as printed, shown in both units, drawn with the laboratory's own range and nothing of ours."""

import csv
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from diary import lab_words, limits
from diary.lab_charts import lab_chart, lab_table
from diary.models import LabResult, Operation
from diary.notation import current
from diary.reports.labs import labs_between
from diary.wording import THIN_SPACE
from nutrients.labs import LABS
from nutrients.science.tables import rows
from nutrients.science.units import ANALYTES, convert, spelling
from tests.factories import DAY, LabResultFactory

LIST = reverse("diary:labs")
ADD = reverse("diary:lab_add", args=["vitamin_d_25oh"])
TYPED = {"value": "20.8", "unit": "ng/mL", "low": "20", "high": "100", "day": "2026-11-20", "test_name": "25-OH Vit. D"}


def plain(text):
    return text.replace(THIN_SPACE, " ")


def result_of(user):
    return LabResult.objects.for_user(user).get()


@pytest.fixture
def course(alice):
    LabResultFactory(user=alice, day=date(2026, 3, 2), value=20.0, unit="ng/mL", low=20.0, high=100.0)
    LabResultFactory(user=alice, day=date(2026, 6, 1), value=60.0, unit="nmol/L", low=50.0)
    LabResultFactory(user=alice, day=date(2026, 9, 7), value=75.0, unit="nmol/L")
    return labs_between(alice, date.min, date.max)[0]


def test_the_table_holds_all_nine_tests_in_the_units_of_the_sources():
    assert list(LABS) == list(ANALYTES)
    assert len(LABS) == 9
    for row in rows("labs"):
        test = next(each for each in LABS.values() if ANALYTES[each.key] == row["test"])
        assert spelling(test.international) == spelling(row["unit_si"])
        assert spelling(test.american) == spelling(row["unit_us"].split("=")[0])


@pytest.mark.parametrize("test", LABS.values(), ids=lambda test: test.key)
def test_every_unit_offered_converts_both_ways(test):
    for unit in test.units:
        there = test.international_value(7.0, unit)
        assert convert(there, test.international, test.key, unit) == pytest.approx(7.0)


@pytest.mark.parametrize(
    ("key", "unit", "other"),
    [
        ("vitamin_d_25oh", "ng/mL", "nmol/L"),
        ("vitamin_d_25oh", "nmol/L", "ng/mL"),
        ("vitamin_b12", "ng/L", "pmol/L"),
        ("magnesium", "mEq/L", "mmol/L"),
        ("ferritin", "µg/L", ""),
        ("active_b12", "pmol/L", ""),
        ("omega3_index", "%", ""),
    ],
)
def test_a_result_is_shown_in_the_other_system_where_that_is_another_figure(key, unit, other):
    assert LABS[key].other_unit(unit) == other


def test_a_result_is_kept_as_printed(as_alice, alice):
    assert as_alice.post(ADD, TYPED).status_code == 303
    kept = result_of(alice)
    assert (kept.analyte, kept.value, kept.unit, kept.low, kept.high) == ("vitamin_d_25oh", 20.8, "ng/mL", 20, 100)
    assert (kept.day, kept.test_name) == (date(2026, 11, 20), "25-OH Vit. D")


def test_the_list_shows_both_units_and_the_laboratorys_own_range(as_alice, alice):
    as_alice.post(ADD, TYPED)
    page = plain(as_alice.get(LIST).content.decode())
    assert "20.8 ng/mL" in page
    assert "51.9 nmol/L" in page
    assert "Laboratory's range: 20 to 100 ng/mL" in page
    assert "25-OH Vit. D" in page


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(1, 2, "1 to 2 mmol/L"), (1, None, "from 1 mmol/L"), (None, 2, "up to 2 mmol/L"), (None, None, "")],
)
def test_half_a_range_is_said_as_half_a_range(alice, low, high, said):
    LabResultFactory(user=alice, analyte="calcium", value=1.5, unit="mmol/L", low=low, high=high)
    assert plain(lab_words.own_range(labs_between(alice, DAY, DAY)[0].results[0])) == said


def test_no_verdict_of_ours_is_on_the_page(as_alice, alice):
    """The cut-offs of the sources stay in the sources: a very low figure reads like any other."""
    LabResultFactory(user=alice, value=12.0)
    page = as_alice.get(LIST).content.decode().lower()
    assert all(word not in page for word in ("deficien", "insufficien", "verdict", "too low", "too high", "normal"))


def test_the_next_form_offers_the_unit_and_the_name_of_the_last_report(as_alice, alice, bob):
    LabResultFactory(user=bob, unit="nmol/L", test_name="Somebody else's")
    LabResultFactory(user=alice, value=30, unit="ng/mL", test_name="25(OH)D", low=20)
    page = as_alice.get(ADD).content.decode()
    assert '<option value="ng/mL" selected>' in page
    assert 'value="25(OH)D"' in page
    assert "Somebody" not in page


@pytest.mark.parametrize(
    ("analyte", "value", "unit"),
    [("haemoglobin", 13.5, "g/L"), ("haemoglobin", 135, "g/dL"), ("calcium", 9.4, "mmol/L"), ("omega3_index", 85, "%")],
)
def test_a_figure_in_the_wrong_unit_is_asked_about(as_alice, alice, analyte, value, unit):
    url = reverse("diary:lab_add", args=[analyte])
    answer = as_alice.post(url, {"value": value, "unit": unit, "day": "2026-11-20"})
    assert answer.status_code == 422
    assert "Is the unit right?" in answer.content.decode()
    assert not LabResult.objects.of_user_with_deleted(alice).exists()


@pytest.mark.parametrize("test", LABS.values(), ids=lambda test: test.key)
def test_the_bounds_are_far_outside_every_figure_of_the_sources(test):
    """They catch slips; whoever is very ill can still write down what the report says."""
    lowest, highest = limits.LAB_VALUE[test.key]
    assert highest / lowest >= 15


def test_a_range_that_runs_backwards_is_refused(as_alice, alice):
    answer = as_alice.post(ADD, TYPED | {"low": "100", "high": "20"})
    assert answer.status_code == 422
    assert "end above where it begins" in answer.content.decode()


def test_a_range_may_begin_at_nothing(as_alice, alice):
    assert as_alice.post(ADD, TYPED | {"low": "0"}).status_code == 303
    assert result_of(alice).low == 0


@pytest.mark.parametrize("missing", ["value", "unit", "day"])
def test_a_missing_answer_is_named_and_nothing_is_kept(as_alice, alice, missing):
    answer = as_alice.post(ADD, TYPED | {missing: ""})
    assert answer.status_code == 422
    assert f'id="error_1_id_{missing}"' in answer.content.decode()
    assert not LabResult.objects.of_user_with_deleted(alice).exists()


def test_the_model_refuses_a_unit_of_something_else(alice):
    with pytest.raises(ValidationError, match="mmol/L or mg/dL or mEq/L"):
        LabResult(user=alice, analyte="magnesium", value=0.8, unit="ng/mL").clean()


def test_editing_deleting_and_undo(as_alice, alice):
    as_alice.post(ADD, TYPED)
    url = reverse("diary:lab_edit", args=[result_of(alice).pk])
    assert 'value="20.8"' in as_alice.get(url).content.decode()
    assert as_alice.post(url, TYPED | {"value": "28", "version": "1"}).status_code == 303
    assert result_of(alice).value == 28
    as_alice.post(reverse("diary:lab_remove", args=[result_of(alice).pk]))
    assert not LabResult.objects.for_user(alice).exists()
    last = Operation.objects.order_by("created_at").last()
    as_alice.post(reverse("diary:undo", args=[last.pk]))
    assert result_of(alice).value == 28


def test_a_form_that_was_open_elsewhere_does_not_overwrite(as_alice, alice):
    entry = LabResultFactory(user=alice)
    url = reverse("diary:lab_edit", args=[entry.pk])
    as_alice.post(url, TYPED | {"value": "28", "version": "1"})
    assert as_alice.post(url, TYPED | {"value": "99", "version": "1"}).status_code == 409
    assert result_of(alice).value == 28


def test_another_persons_result_is_no_page(as_bob, alice):
    entry = LabResultFactory(user=alice)
    for name in ("lab_edit", "lab_remove"):
        assert as_bob.post(reverse(f"diary:{name}", args=[entry.pk]), TYPED).status_code == 404
    assert as_bob.get(reverse("diary:labs_csv", args=["vitamin_d_25oh"])).status_code == 404
    assert "52" not in as_bob.get(LIST).content.decode().split("<main")[1].split("</main>")[0]


def test_an_unknown_test_is_no_page(as_alice):
    assert as_alice.get(reverse("diary:lab_add", args=["cortisol"])).status_code == 404


def test_a_course_is_drawn_in_the_unit_of_its_latest_result(course):
    table = lab_table(course)
    assert table.column("Result [nmol/L]") == [49.9, 60.0, 75.0]
    assert table.column("Laboratory's range from [nmol/L]") == [49.9, 50.0, None]
    assert table.column("Laboratory's range to [nmol/L]") == [250.0, None, None]
    assert table.column("Result [ng/mL]") == [20.0, 24.0, 30.0]


def test_the_chart_draws_the_numbers_of_its_table(course):
    chart = lab_chart(course)
    sets = chart.settings["data"]["datasets"]
    assert [each["data"] for each in sets] == [[row[place] for row in chart.table.rows] for place in (1, 2, 3)]
    assert chart.settings["data"]["labels"] == [row[0].isoformat() for row in chart.table.rows]
    assert chart.settings["notation"] == current().for_charts
    assert chart.settings["urls"] == [reverse("diary:lab_edit", args=[each.pk]) for each in course.results]


def test_no_line_of_a_range_is_drawn_where_no_report_printed_one(alice):
    LabResultFactory(user=alice)
    [course] = labs_between(alice, DAY, DAY)
    assert [each["label"] for each in lab_chart(course).settings["data"]["datasets"]] == ["Result"]


def test_the_file_holds_the_numbers_of_the_table(as_alice, course):
    answer = as_alice.get(reverse("diary:labs_csv", args=["vitamin_d_25oh"]))
    lines = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert lines[0] == [column.name for column in lab_table(course).columns]
    assert lines[1] == ["2026-03-02", "49.9", "49.9", "250.0", "20.0"]
    assert len(lines) == 4


def test_only_results_of_the_period_and_the_person_are_read(course, alice, bob, django_assert_num_queries):
    LabResultFactory(user=bob, day=DAY, analyte="ferritin", value=40, unit="ng/mL")
    with django_assert_num_queries(1):
        [found] = labs_between(alice, date(2026, 6, 1), date(2026, 6, 1) + timedelta(days=30))
    assert [each.value for each in found.results] == [60.0]


@pytest.mark.parametrize(
    ("value", "written"),
    [(135.0, "135"), (0.85, "0.85"), (20.80, "20.8"), (1250.0, "1 250"), (0.0, "0"), (7.12345, "7.12345")],
)
def test_a_figure_is_written_as_it_was_printed_wherever_it_stands(value, written, as_alice, alice):
    assert plain(lab_words.with_unit(value, "g/L")) == f"{written} g/L"
    LabResultFactory(user=alice, day=DAY, analyte="ferritin", value=max(value, 1.0), unit="µg/L", low=value, high=2_000)
    for page in (LIST, f"{reverse('diary:summary')}?first={DAY}&last={DAY}"):
        assert f"{written} to 2 000" in plain(as_alice.get(page).content.decode()), page


@pytest.mark.parametrize(
    ("value", "kept"), [(51.9168, 51.9), (0.349690, 0.35), (1844.5, 1840), (0.0, 0.0), (135.04, 135)]
)
def test_a_converted_figure_has_three_significant_digits(value, kept):
    assert lab_words.rounded(value) == kept
