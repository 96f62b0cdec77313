"""Asking the knowledge from outside: the same figures as the pages, as JSON, and plain words when it cannot be said."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from nutrients.asking import AskError, answer

WOMAN_40 = {"authority": "NASEM", "sex": "female", "age": 40}
LONDON = {"latitude": 51.5, "longitude": 0, "start": "2026-06-21T12:00Z", "minutes": 20}
SKIN = {"skin_type": 2, "area": 0.25, "age": 30}


def ask(*arguments: str):
    out = io.StringIO()
    call_command("ask", *arguments, stdout=out)
    return json.loads(out.getvalue())


def ask_lines(monkeypatch, *lines: str):
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    call_command("ask", "--stdin", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_foods_are_named_by_their_usda_description():
    foods = ask("foods", "banana", "--limit", "3")
    assert foods[0] | {"score": 0} == {"id": "09040", "description": "Bananas, raw", "source": "SR28", "score": 0}
    assert len(foods) == 3


def test_a_meal_line_gives_grams_and_what_was_assumed():
    eggs = ask("meal", "2 eggs")[0]
    assert set(eggs) == {"text", "description", "quantity", "unit", "grams", "assumed", "alternatives"}
    assert (eggs["quantity"], eggs["grams"]) == (2, 100.0)  # SR28 01123: a large egg is 50 g
    assert eggs["description"].startswith("Egg, whole")


def test_reference_amounts_carry_the_authoritys_own_names():
    magnesium = ask("reference", "--authority", "NASEM", "--sex", "female", "--age", "40")["magnesium"]
    assert (magnesium["EAR"], magnesium["RDA"], magnesium["UL"], magnesium["unit"]) == (265, 320, 350, "mg")
    assert "source" in magnesium
    assert "AI" not in magnesium


def test_vegetarian_iron_is_one_point_eight_times():
    options = ("--authority", "NASEM", "--sex", "female", "--age", "40", "--diet", "vegetarian")
    assert ask("reference", *options)["iron"]["RDA"] == pytest.approx(32.4)


def test_adequacy_gives_the_published_example():  # IOM 2000, ch. 3: z just under 1, about 84 %
    found = answer({"ask": "adequacy", "nutrient": "magnesium", **WOMAN_40, "days": 3, "mean": 320})
    assert found["z"] == pytest.approx(0.977, abs=0.03)
    assert found["confidence"] == pytest.approx(0.836, abs=0.02)
    assert (found["method"], found["days"]) == ("EAR", 3)


def test_no_confidence_is_given_where_no_method_holds():
    found = answer({"ask": "adequacy", "nutrient": "vitamin_b12", **WOMAN_40, "days": 30, "mean": 5})
    assert found["confidence"] is None
    assert found["z"] is None


def test_two_days_are_too_few():
    found = answer({"ask": "adequacy", "nutrient": "magnesium", **WOMAN_40, "days": 2, "mean": 320})
    assert found["verdict"] == "cannot tell yet"


def test_the_sun_answers_a_range_and_its_position():
    found = answer({"ask": "sun", **LONDON, **SKIN})
    assert found["solar_zenith_deg"] == pytest.approx(28.1, abs=0.3)
    assert found["low_ug"] < found["central_ug"] < found["high_ug"]
    assert set(found) == {"solar_zenith_deg", "uv_index", "low_ug", "central_ug", "high_ug", "med_fraction"}


def test_a_measured_uv_index_gives_the_worked_example():  # sun_vitamin_d.md, full model: 10 / 31 / 70 µg, 0.54 MED
    options = ["--latitude", "51.5", "--longitude", "0", "--start", "2026-06-21T12:00Z", "--minutes", "15"]
    options += ["--skin-type", "2", "--area", "0.25", "--age", "30", "--uvi", "6"]
    found = ask("sun", *options)
    assert [round(found[name]) for name in ("low_ug", "central_ug", "high_ug")] == [10, 31, 70]
    assert found["med_fraction"] == pytest.approx(0.54)


def test_glass_lets_no_vitamin_d_through():
    assert answer({"ask": "sun", **LONDON, **SKIN, "glass": True})["high_ug"] == 0


def test_units_are_converted_in_one_place():
    assert ask("units", "2000", "IU", "vitamin_d", "ug") == {"value": 50.0}
    lab = {"ask": "units", "value": 20, "from": "ng/mL", "analyte": "vitamin_d_25oh", "to": "nmol/L"}
    assert answer(lab)["value"] == pytest.approx(49.92)


def test_an_impossible_line_is_answered_and_the_next_one_too(monkeypatch):
    answers = ask_lines(
        monkeypatch,
        "not json",
        "[]",
        '{"ask": "fortune"}',
        json.dumps({"ask": "meal", "line": "x" * 501}),
        '{"ask": "units", "value": 400, "from": "IU", "nutrient": "vitamin_d", "to": "ug"}',
    )
    assert all(set(each) == {"error"} for each in answers[:4])
    assert answers[4] == {"value": 10.0}


@pytest.mark.parametrize(
    "question",
    [
        {"ask": "reference", "authority": "WHO", "sex": "male", "age": 40},
        {"ask": "reference", "authority": "NASEM", "sex": "male", "age": 8},
        {"ask": "reference", "authority": "NASEM", "sex": "male", "age": "forty"},
        {"ask": "adequacy", "nutrient": "unobtainium", **WOMAN_40, "days": 7, "mean": 1},
        {"ask": "adequacy", "nutrient": "magnesium", **WOMAN_40, "days": 7, "mean": -1},
        {"ask": "adequacy", "nutrient": "magnesium", **WOMAN_40, "days": 7},
        {"ask": "sun", **LONDON, **SKIN, "latitude": 95},
        {"ask": "sun", **LONDON, **SKIN, "start": "noon"},
        {"ask": "sun", **LONDON, **SKIN, "cloud": "purple"},
        {"ask": "units", "value": 1, "from": "IU", "nutrient": "iron", "to": "mg"},
        {"ask": "units", "value": float("nan"), "from": "mg", "nutrient": "iron", "to": "ug"},
        {"ask": "units", "value": True, "from": "mg", "nutrient": "iron", "to": "ug"},
        {"ask": "foods", "query": "egg", "limit": 0},
        {"ask": "foods", "query": None},
    ],
)
def test_an_impossible_question_is_refused_in_words(question):
    with pytest.raises(AskError) as refused:
        answer(question)
    assert str(refused.value)


def test_the_command_exits_with_an_error_and_says_it_as_json(capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("ask", "units", "1", "IU", "iron", "mg")
    assert ended.value.code == 1
    assert "error" in json.loads(capsys.readouterr().out)


def test_asking_nothing_says_how_to_ask():
    with pytest.raises(CommandError, match="ask what"):
        call_command("ask")
