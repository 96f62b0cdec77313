"""The FHIR document holds the page's figures, codes that were verified, and a reason wherever there is no figure."""

import copy
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from fhir.resources.R4B.bundle import Bundle

from diary.models import LabResult
from diary.person import profile_of
from diary.reports.summary import Choice, summarise
from diary.summary import codes, fhir
from diary.summary.fhir_check import FhirError, check
from nutrients.registry import NUTRIENTS
from nutrients.science.tables import rows
from tests.diary.patients import CHOICE, LAST, NOTE, patient
from tests.factories import NOON, MealItemFactory, PainEntryFactory, ScheduleFactory

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)
ONE_DAY = timedelta(days=1)


def bundle_of(user, choice=CHOICE):
    return fhir.bundle(summarise(user, profile_of(user), choice), NOW)


def of_kind(bundle, kind):
    return [entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind]


def observed(bundle, code):
    found = [each for each in of_kind(bundle, "Observation") if each["code"].get("coding", [{}])[0].get("code") == code]
    assert found, f"no observation {code}"
    return found


@pytest.fixture
def sick(alice, bob):
    patient(bob)
    PainEntryFactory(user=bob, day=LAST, score=10)
    return patient(alice)


def test_the_document_passes_fhirs_rules_and_ours(sick):
    made = json.loads(fhir.document(summarise(sick, profile_of(sick), CHOICE), NOW))
    assert Bundle.model_validate(made).type == "document"
    assert made["entry"][0]["resource"]["resourceType"] == "Composition"


def test_an_average_carries_its_code_unit_bound_and_known_share(sick):
    magnesium = observed(bundle_of(sick), "81005-1")[0]
    assert magnesium["valueQuantity"] == {
        "value": 240.0,
        "comparator": ">=",
        "unit": "mg/day",
        "system": codes.UCUM,
        "code": "mg/(24.h)",
    }
    parts = {part["code"]["coding"][0]["code"]: part["valueQuantity"]["value"] for part in magnesium["component"]}
    assert parts == {"from-supplements": 0.0, "known-share": 90, "complete-days": 26}
    assert magnesium["referenceRange"] == [{"text": "RDA 320\u202fmg, NASEM"}]


def test_an_unknown_average_has_a_reason_and_never_a_zero(sick):
    vitamin_d = observed(bundle_of(sick), "81929-2")[0]
    assert "valueQuantity" not in vitamin_d
    assert vitamin_d["dataAbsentReason"]["coding"] == [{"system": fhir.ABSENT, "code": "unknown"}]


def test_a_true_zero_is_a_value(alice):
    patient(alice)
    only = Choice(LAST, LAST)
    MealItemFactory(user=alice, day=LAST, vitamin_d=0.0)
    assert fhir._score(0.0)["valueQuantity"]["value"] == 0.0
    assert "dataAbsentReason" in observed(bundle_of(alice, only), "81929-2")[0]  # no complete day: no average


def test_pain_is_one_observation_a_scored_day_and_gaps_have_none(sick):
    days = observed(bundle_of(sick), codes.PAIN)
    assert len(days) == 15
    assert days[0]["effectiveDateTime"] == CHOICE.first.isoformat()
    assert days[0]["valueQuantity"] == codes.quantity(9.0, "{score}", "score")


def test_peg_is_a_questionnaire_response_and_the_score_derived_from_it(sick):
    bundle = bundle_of(sick)
    answers = of_kind(bundle, "QuestionnaireResponse")
    assert [[item["answer"][0]["valueInteger"] for item in each["item"]] for each in answers] == [[7, 8, 6], [6, 7, 5]]
    scores = observed(bundle, codes.PEG_SCORE)
    assert [each["valueQuantity"]["value"] for each in scores] == [7.0, 6.0]
    addresses = {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}
    assert [addresses[each["derivedFrom"][0]["reference"]] for each in scores] == answers


def test_the_patient_has_no_name_and_a_year_only_if_allowed(sick):
    assert of_kind(bundle_of(sick), "Patient") == [{"resourceType": "Patient", "birthDate": "1986"}]
    private = Choice(CHOICE.first, LAST, CHOICE.sections - {"about"})
    assert of_kind(bundle_of(sick, private), "Patient") == [{"resourceType": "Patient"}]
    assert "alice" not in json.dumps(bundle_of(sick))


@pytest.mark.parametrize(
    ("analyte", "unit", "code"),
    [
        ("vitamin_d_25oh", "ng/mL", "62292-8"),
        ("vitamin_d_25oh", "nmol/L", "lab-vitamin_d_25oh"),  # the verified code in moles is D3 alone
        ("vitamin_b12", "ng/L", "2132-9"),
        ("vitamin_b12", "pmol/L", "lab-vitamin_b12"),
        ("mma", "nmol/L", "13964-2"),
        ("mma", "ng/mL", "lab-mma"),
        ("haemoglobin", "g/L", "718-7"),
        ("magnesium", "mmol/L", "lab-magnesium"),  # its codes are from memory
        ("omega3_index", "%", "lab-omega3_index"),
    ],
)
def test_a_test_has_the_code_of_its_kind_of_unit_or_a_word_of_ours(analyte, unit, code):
    assert codes.laboratory(analyte, unit, "x")["coding"][0]["code"] == code


def test_a_result_keeps_its_figure_unit_and_the_laboratorys_range(sick):
    ferritin = observed(bundle_of(sick), "2276-4")[0]
    assert ferritin["valueQuantity"] == codes.quantity(18.5, "ug/L", "µg/L")
    assert ferritin["referenceRange"][0]["high"]["value"] == 200
    assert ferritin["category"][0]["coding"][0]["code"] == "laboratory"


def test_supplements_are_statements_as_listed(sick):
    names = [each["medicationCodeableConcept"]["text"] for each in of_kind(bundle_of(sick), "MedicationStatement")]
    assert names == ["Vitamin D drops", NOTE[:60]]


@pytest.mark.parametrize(("last_day", "status"), [(None, "active"), (LAST, "active"), (LAST - ONE_DAY, "completed")])
def test_what_was_taken_every_day_goes_on_unless_it_ended_before_the_period_did(alice, last_day, status):
    ScheduleFactory(user=alice, first_day=CHOICE.first, last_day=last_day)
    (statement,) = of_kind(bundle_of(alice), "MedicationStatement")
    assert statement["status"] == status
    assert ("end" in statement["effectivePeriod"]) == (last_day is not None)


def test_every_code_of_the_registry_is_one_that_was_verified():
    assert {nutrient.loinc for nutrient in NUTRIENTS.values() if nutrient.loinc} <= codes.verified().keys()
    units = {nutrient.loinc: f"{nutrient.unit}/(24.h)" for nutrient in NUTRIENTS.values() if nutrient.loinc}
    assert {code: codes.verified()[code].unit for code in units} == units


def test_codes_from_memory_are_not_used():
    unused = {row["code"] for row in rows("health_codes") if row["verified"] not in {"one_source", "two_sources"}}
    assert not unused & codes.verified().keys()


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda each: each.update(status="amended"), "has the status amended"),
        (lambda each: each["code"]["coding"][0].update(code="12345-6"), "12345-6 is not one we verified"),
        (lambda each: each["code"]["coding"][0].update(display="Something else"), "is not one we verified"),
        (lambda each: each["valueQuantity"].update(code="mcg"), "mcg is not a unit we use"),
        (lambda each: each.update(dataAbsentReason={}), "needs one value or one reason"),
        (lambda each: each.pop("valueQuantity"), "needs one value or one reason"),
        (lambda each: each["subject"].update(reference="urn:uuid:0"), "leads nowhere"),
        (lambda each: each["category"][0]["coding"][0].update(code="mood"), "mood is not in"),
    ],
)
def test_our_own_check_finds_what_fhir_lets_pass(sick, spoil, fault):
    made = copy.deepcopy(bundle_of(sick))
    check(made)
    spoil(observed(made, "81137-2")[0])
    with pytest.raises(FhirError, match=fault):
        check(made)


def test_a_note_full_of_markup_stays_a_note(alice):
    patient(alice)
    evil = '<script>alert(1)</script>&"\x07'
    moment = {"user": alice, "day": LAST, "at": NOON, "zone": "UTC", "offset_minutes": 0}
    LabResult.objects.create(**moment, analyte="mma", value=1, unit="nmol/L", test_name=evil)
    made = json.loads(fhir.document(summarise(alice, profile_of(alice), CHOICE), NOW))
    assert observed(made, "13964-2")[0]["code"]["text"] == '<script>alert(1)</script>&"'
    assert "<script>" not in json.dumps([each["text"] for each in made["entry"][0]["resource"]["section"]])


def test_the_download_is_fhir_json_under_a_name_of_ours(as_alice):
    answer = as_alice.get(reverse("diary:summary_fhir"), {"first": "2026-11-01", "last": "2026-11-22"})
    assert answer["Content-Type"] == "application/fhir+json"
    assert answer["Content-Disposition"] == 'attachment; filename="sunplate-summary-2026-11-22.fhir.json"'
    assert Bundle.model_validate(answer.json())
