"""Asking the knowledge from outside: the same figures as the pages, as JSON, and plain words when it cannot be said."""

import io
import json
import re

import pytest
from django.core.management import CommandError, call_command

from nutrients.asking import PARTS, AskError, answer
from nutrients.management.commands.ask import ARGUMENTS

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


def test_a_supplement_on_the_line_is_named_with_its_dose():
    pill, egg = answer({"ask": "meal", "line": "2 x 400 IU vitamin D and an egg"})
    assert (pill["description"], pill["quantity"], pill["grams"]) == ("Vitamin D, 400 IU", 2, 0)
    assert pill.keys() == egg.keys()
    assert answer({"ask": "meal", "line": "b12 1000mcg"})[0]["description"] == "Vitamin B12, 1000 µg"
    assert answer({"ask": "meal", "line": "a magnesium tablet"})[0]["description"] == "Magnesium"


def test_what_is_not_understood_has_a_text_and_no_food():
    unknown = answer({"ask": "meal", "line": "qwrtzx blorpf"})[0]
    assert (unknown["text"], unknown["description"], unknown["grams"]) == ("qwrtzx blorpf", "", 0)
    assert answer({"ask": "foods", "query": "qwrtzx blorpf"}) == []
    assert answer({"ask": "meal", "line": "no milk"}) == []


@pytest.mark.parametrize("limit", [0, 101, -1, True, 2.5, "many", [3]])
def test_a_limit_is_a_whole_number(limit):
    with pytest.raises(AskError, match="whole number between 1 and 100"):
        answer({"ask": "foods", "query": "egg", "limit": limit})


def test_what_a_program_may_send_beside_the_question_does_no_harm(monkeypatch):
    egg = '{"ask": "foods", "query": "egg", "limit": null, "colour": "blue"}'
    answers = ask_lines(
        monkeypatch,
        "\ufeff" + egg + "\r",
        "",
        "   ",
        '{"ask": "foods", "query": "\\ud800 egg"}',
        '{"ask": "meal", "line": "½ crème fraîche 😀 \\ud83d"}',
        '{"ask": "meal", "line": "2 eggs", "country": ["GB"]}',
        '{"ask": "meal", "line": ["2 eggs"]}',
    )
    assert [type(each) for each in answers] == [list, list, list, dict, dict]
    assert answers[0] == answers[1]
    assert len(answers[0]) == 10


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


def test_a_part_that_means_nothing_is_refused_and_not_left_out():
    """ "lifestage" left out in silence would answer for somebody who is not pregnant."""
    with pytest.raises(AskError, match=r"'lifestage' is no part .* life_stage"):
        answer({"ask": "reference", **WOMAN_40, "lifestage": "pregnant"})


@pytest.mark.parametrize(
    ("put", "meant"),
    [
        ({"authority": " nasem "}, {}),
        ({"sex": "F"}, {}),
        ({"age": "40"}, {}),
        ({"life-stage": "pregnancy"}, {"life_stage": "pregnant"}),
        ({"life_stage": None}, {}),
        ({"life_stage": "Breastfeeding"}, {"life_stage": "lactating"}),
        ({"diet": "VEGAN"}, {"diet": "vegan"}),
        ({"id": 17}, {}),
    ],
)
def test_other_ways_to_say_the_same_person_are_understood(put, meant):
    assert answer({"ask": "reference", **WOMAN_40, **put}) == answer({"ask": "reference", **WOMAN_40, **meant})


@pytest.mark.parametrize("said", [False, "false", "no", 0, "0"])
def test_the_word_false_is_no(said):  # EFSA: PRI 16 mg before menopause, 11 mg after
    assert answer({"ask": "reference", **WOMAN_40, "authority": "EFSA", "menopause": said})["iron"]["PRI"] == 16
    assert answer({"ask": "sun", **LONDON, **SKIN, "glass": said})["high_ug"] > 0


@pytest.mark.parametrize("said", [True, "true", "Yes", 1])
def test_the_word_true_is_yes(said):
    assert answer({"ask": "reference", **WOMAN_40, "authority": "EFSA", "menopause": said})["iron"]["PRI"] == 11
    assert answer({"ask": "sun", **LONDON, **SKIN, "glass": said})["high_ug"] == 0


@pytest.mark.parametrize("name", ["vitamin_d", "Vitamin D", "vitamin-d", "VITAMIN_D", "vit D", "vitamin D3"])
def test_a_nutrient_is_known_by_its_names(name):
    assert answer({"ask": "units", "value": 400, "from": "IU", "nutrient": name, "to": "µg"}) == {"value": 10.0}


@pytest.mark.parametrize(
    ("name", "source", "target", "value"),
    [
        ("25(OH)D", "ng/mL", "nmol/L", 49.92),  # labs.csv: x 2.496
        ("Vitamin D, 25(OH)D", "ng/mL", "nmol/L", 49.92),
        ("hemoglobin", "g/dL", "g/L", 200.0),
        ("B12", "pg/mL", "pmol/L", 14.756),  # x 0.7378
        ("methylmalonic acid", "ng/mL", "nmol/L", 169.36),  # x 8.468
        ("holotranscobalamin", "pmol/L", "pmol/L", 20.0),
    ],
)
def test_a_blood_test_is_known_by_its_names(name, source, target, value):
    question = {"ask": "units", "value": "20", "from": source, "analyte": name, "to": target}
    assert answer(question) == {"value": value}


def test_a_name_that_is_not_known_is_told_what_is():
    with pytest.raises(AskError, match=r"'sunshine' is no nutrient known here; there are vitamin_d, .*"):
        answer({"ask": "adequacy", **WOMAN_40, "nutrient": "sunshine", "days": 7, "mean": 1})


@pytest.mark.parametrize(
    ("put", "said"),
    [
        ({"age": "forty"}, "age must be a number, not 'forty'"),
        ({"age": [40]}, "age must be a number"),
        ({"age": True}, "age must be a number"),
        ({"sex": ["female"]}, "sex must be a word"),
        ({"menopause": "maybe"}, "menopause must be true or false, not 'maybe'"),
    ],
)
def test_an_impossible_part_is_named(put, said):
    with pytest.raises(AskError, match=re.escape(said)):
        answer({"ask": "reference", **WOMAN_40, **put})


def test_half_a_skin_type_or_day_is_no_figure():
    for question in (
        {"ask": "sun", **LONDON, **SKIN, "skin_type": 2.5},
        {"ask": "adequacy", **WOMAN_40, "nutrient": "magnesium", "days": 2.5, "mean": 300},
    ):
        with pytest.raises(AskError, match=r"must be a whole number, not 2\.5"):
            answer(question)


@pytest.mark.parametrize("start", ["2026-06-21T12:00", "2026-06-21", "12:00Z", "noon"])
def test_a_time_without_its_zone_is_no_moment(start):
    with pytest.raises(AskError, match="with its zone"):
        answer({"ask": "sun", **LONDON, **SKIN, "start": start})


def test_one_moment_in_two_zones_is_one_sun():
    noon = answer({"ask": "sun", **LONDON, **SKIN})
    for start in ("2026-06-21T13:00+01:00", "2026-06-21T12:00:00z", "2026-06-21 08:00-04:00"):
        assert answer({"ask": "sun", **LONDON, **SKIN, "start": start}) == noon


def test_the_ozone_column_can_be_told():  # S60: (350/300)^-1.23 = 0.827
    usual, thick = (answer({"ask": "sun", **LONDON, **SKIN, **more}) for more in ({}, {"ozone": 350}))
    assert thick["uv_index"] == pytest.approx(0.827 * usual["uv_index"], rel=0.001)


def test_sums_carry_no_tail_of_binary_fractions():  # EFSA zinc, pregnant: 12.7 + 1.6
    zinc = answer({"ask": "reference", "authority": "EFSA", "sex": "female", "age": 30, "life_stage": "pregnant"})[
        "zinc"
    ]
    assert zinc["PRI_PHYTATE_1200"] == 14.3


@pytest.mark.parametrize("name", PARTS)
def test_the_command_line_offers_every_part(name):
    options = {option.lstrip("-").replace("-", "_") for option in ARGUMENTS[name]}
    assert options == set(PARTS[name]) - {"analyte"}  # there one word names either


def test_the_command_line_refuses_in_json_too(capsys):
    with pytest.raises(SystemExit):
        call_command("ask", "units", "many", "IU", "vitamin_d", "ug")
    assert json.loads(capsys.readouterr().out) == {"error": "value must be a number, not 'many'"}
