"""Every row of the published tables, reached through a person."""

import csv
from collections import Counter
from itertools import product

import pytest

from nutrients.reference import AUTHORITIES, Person, reference, sources
from nutrients.registry import NUTRIENTS
from nutrients.science.tables import FOLDER, rows

LINES = list(csv.DictReader((FOLDER / "reference_intakes.csv").open(encoding="utf-8")))
FIGURES = [line for line in LINES if line["value"] and line["kind"] not in {"PRI_ADD", "VEGETARIAN_FACTOR"}]
GROUPS = [("male", "none"), ("female", "none"), ("female", "pregnant"), ("female", "lactating")]


def ages(line):
    first, last = max(9, int(line["age_min_years"])), int(line["age_max_years"] or 100)
    return {first, last}


def people(line):
    sexes = ["male", "female"] if line["sex"] == "any" else [line["sex"]]
    return [Person(sex, age, line["life_stage"]) for sex in sexes for age in ages(line)]


def of(authority, nutrient, *person, **about):
    return reference(authority, Person(*person, **about))[nutrient]


def test_all_855_rows_are_there():
    assert len(LINES) == 855


@pytest.mark.parametrize("line", FIGURES, ids=lambda line: "-".join(list(line.values())[:8]))
def test_every_printed_figure_is_reached_at_both_ends_of_its_ages(line):
    for person in people(line):
        found = reference(line["authority"], person)[line["nutrient"]]
        assert found.amounts[line["kind"]].value == float(line["value"])
        assert found.amounts[line["kind"]].scope == line["ul_scope"]
        assert found.amounts[line["kind"]].unconfirmed == (line["verified"] == "memory")
        assert found.unit == line["unit"]
        assert set(line["source_id"].split(";")) <= set(found.source_ids)


@pytest.mark.parametrize("line", [line for line in LINES if line["kind"] in {"UL_NONE", "NONE"}], ids=str)
def test_none_set_is_said_and_is_no_figure(line):
    for person in people(line):
        found = reference(line["authority"], person)[line["nutrient"]]
        assert line["kind"] in found.none_set
        assert found.upper_limit is None
        assert line["kind"] not in found.answer()


@pytest.mark.parametrize("line", [line for line in LINES if line["kind"] == "NO_INCREMENT"], ids=str)
def test_no_increment_means_the_amount_outside_pregnancy(line):
    for age in (15, 34, 50):
        pregnant = of("UK", line["nutrient"], "female", age, "pregnant")
        assert pregnant.recommended == of("UK", line["nutrient"], "female", age).recommended is not None


def test_each_person_meets_at_most_one_row_of_a_kind():
    """Overlaps would make the answer depend on the order of lines."""
    for (sex, stage), age in product(GROUPS, range(9, 101)):
        fitting = Counter(
            (line["authority"], line["nutrient"], line["kind"])
            for line in LINES
            if line["sex"] in {sex, "any"}
            and line["life_stage"] == stage
            and int(line["age_min_years"]) <= age <= int(line["age_max_years"] or 999)
        )
        assert max(fitting.values(), default=1) == 1, (sex, stage, age)


@pytest.mark.parametrize("authority", AUTHORITIES)
def test_every_age_has_an_answer_in_a_registered_unit(authority):
    for (sex, stage), age in product(GROUPS, range(9, 101)):
        for key, found in reference(authority, Person(sex, age, stage, energy_kcal=2000)).items():
            assert found.unit == NUTRIENTS[key].unit
            assert all(value > 0 for value in found.values.values())


@pytest.mark.parametrize(
    ("age", "kind", "expected"),
    [(50, "EAR", 8.1), (51, "EAR", 5), (50, "RDA", 18), (51, "RDA", 8)],
)
def test_a_birthday_moves_iron_between_50_and_51(age, kind, expected):  # S01, S02
    assert of("NASEM", "iron", "female", age).values[kind] == expected


@pytest.mark.parametrize(("age", "expected"), [(70, 15), (71, 20)])
def test_a_birthday_moves_vitamin_d_between_70_and_71(age, expected):  # S01, S02
    assert of("NASEM", "vitamin_d", "male", age).recommended == expected


def test_a_requirement_stands_before_a_recommendation_and_keeps_its_own_name():
    found = of("NASEM", "magnesium", "female", 40)
    assert (found.requirement, found.recommended, found.recommended_kind) == (265, 320, "RDA")
    assert (found.upper_limit, found.limits_supplements_only) == (350, True)
    assert found.answer() == {
        "EAR": 265.0,
        "RDA": 320.0,
        "UL": 350.0,
        "unit": "mg",
        "source": "DRI tables, 2011 update (S01, S02)",
    }


def test_the_united_kingdom_names_a_lower_amount_and_its_guidance_level():
    found = of("UK", "magnesium", "female", 40)
    assert (found.recommended_kind, found.recommended, found.lower) == ("RNI", 270, 150)
    assert (found.upper_limit, found.limits_supplements_only) == (400, True)
    assert found.requirement is None


def test_no_increment_in_pregnancy_keeps_the_usual_amount_and_its_limit():
    usual, pregnant = (of("UK", "magnesium", "female", 30, stage) for stage in ("none", "pregnant"))
    assert (pregnant.recommended, pregnant.upper_limit) == (usual.recommended, usual.upper_limit) == (270, 400)


def test_a_safe_level_or_prudent_limit_is_not_an_upper_limit():
    assert of("EFSA", "iron", "male", 40).upper_limit is None
    assert of("EFSA", "iron", "male", 40).values["SAFE_LEVEL"] == 40
    assert of("NHMRC", "vitamin_c", "male", 40).upper_limit is None


@pytest.mark.parametrize(("authority", "stage"), [("NASEM", "none"), ("NASEM", "pregnant"), ("NHMRC", "none")])
@pytest.mark.parametrize("diet", ["vegetarian", "vegan"])
def test_iron_without_meat_is_eighteen_tenths_and_the_limit_stays(authority, stage, diet):  # S05
    usual, without = (of(authority, "iron", "female", 30, stage, diet=diet) for diet in ("omnivore", diet))
    assert without.requirement == pytest.approx(1.8 * usual.requirement)
    assert without.recommended == pytest.approx(1.8 * usual.recommended)
    assert without.upper_limit == usual.upper_limit == 45
    assert without.unconfirmed
    assert "S05" in without.source_ids


@pytest.mark.parametrize("authority", ["EFSA", "UK"])
def test_the_others_print_no_factor_for_iron_without_meat(authority):
    assert of(authority, "iron", "female", 30, diet="vegan") == of(authority, "iron", "female", 30)


@pytest.mark.parametrize(
    ("age", "menopause", "expected"),
    [(40, None, 16), (40, True, 11), (55, None, 11), (55, False, 16), (55, True, 11), (12, True, 13)],
)
def test_efsa_iron_follows_menopause_not_age(age, menopause, expected):  # S10, S16
    assert of("EFSA", "iron", "female", age, menopause=menopause).recommended == expected


def test_menopause_changes_nothing_where_tables_go_by_age():
    assert of("NASEM", "iron", "female", 55, menopause=False).recommended == 8


def test_efsa_ala_comes_from_energy():  # S10: grams = 0.005 x kcal / 9
    found = of("EFSA", "omega3_ala", "female", 30, energy_kcal=1800)
    assert (found.unit, found.recommended) == ("g", pytest.approx(1.0))
    assert of("UK", "omega3_ala", "female", 30, energy_kcal=1800).values["MINIMUM"] == pytest.approx(0.4)


def test_efsa_ala_without_energy_stays_a_share():
    found = of("EFSA", "omega3_ala", "female", 30)
    assert (found.unit, found.recommended) == ("percent_energy", 0.5)


def test_efsa_zinc_keeps_its_four_phytate_levels_and_picks_none():  # S10
    found = of("EFSA", "zinc", "female", 30)
    assert [found.values[f"PRI_PHYTATE_{level}"] for level in (300, 600, 900, 1200)] == [7.5, 9.3, 11.0, 12.7]
    assert found.requirement is found.recommended is None


@pytest.mark.parametrize(("stage", "first"), [("pregnant", 9.1), ("lactating", 10.4)])
def test_efsa_zinc_adds_its_increment_to_each_level(stage, first):  # S10: 7.5 + 1.6, 7.5 + 2.9
    found = of("EFSA", "zinc", "female", 30, stage)
    assert found.values["PRI_PHYTATE_300"] == pytest.approx(first)
    assert not any(kind.startswith("AR") or kind == "PRI_ADD" for kind in found.amounts)


def test_a_life_stage_never_borrows_a_target_printed_for_others():
    assert of("EFSA", "vitamin_c", "female", 30, "pregnant").values == {"PRI": 105.0}
    assert "omega3_ala" not in reference("EFSA", Person("female", 30, "pregnant"))


def test_a_life_stage_without_a_limit_of_its_own_keeps_the_general_one_and_says_so():
    limit = of("EFSA", "magnesium", "female", 30, "pregnant").amounts["UL"]
    assert (limit.value, limit.scope) == (250, "supplement_only")
    assert "adults in general" in limit.note


def test_nasem_has_no_target_for_epa_and_dha():
    found = of("NASEM", "omega3_epa_dha", "male", 40)
    assert found.values == {}
    assert found.none_set == ("NONE",)


@pytest.mark.parametrize(
    "about",
    [
        {"sex": "male", "age": 8},
        {"sex": "male", "age": 131},
        {"sex": "male", "age": 30, "life_stage": "pregnant"},
        {"sex": "any", "age": 30},
        {"sex": "male", "age": 30, "diet": "carnivore"},
        {"sex": "female", "age": 30, "life_stage": "nursing"},
        {"sex": "male", "age": 30, "energy_kcal": 0},
    ],
)
def test_impossible_people_are_refused(about):
    with pytest.raises(ValueError, match=r"."):
        Person(**about)


def test_an_unknown_authority_is_refused():
    with pytest.raises(ValueError, match="authority must be one of NASEM, EFSA, UK, NHMRC"):
        reference("WHO", Person("male", 40))


def test_every_source_named_in_the_tables_is_listed():
    named = {
        source
        for table in ("reference_intakes", "requirement_variability", "supplements", "labs", "symptoms")
        for line in rows(table)
        for source in line.get("source_id", "").split(";")
        if source
    }
    assert named <= sources().keys()


def test_every_reference_names_an_edition():
    for authority, (sex, stage) in product(AUTHORITIES, GROUPS):
        for found in reference(authority, Person(sex, 30, stage)).values():
            assert found.edition.strip("; ")
            assert not found.edition.startswith(";")
            assert "; ;" not in found.edition


def test_every_source_says_what_it_is_and_links_to_the_open_web_if_anywhere():
    for source in sources().values():
        assert len(source.text) > 5
        assert not source.url or source.url.startswith(("https://", "http://"))
        assert not source.url.endswith((";", ",", "."))
