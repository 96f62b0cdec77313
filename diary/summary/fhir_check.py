"""What FHIR's own rules leave open: whether each status, code and unit is one that we may use."""

from collections.abc import Iterator
from typing import Any, Final

from diary.summary import codes
from nutrients.labs import LABS

STATUSES: Final = {
    "Composition": {"final"},
    "Observation": {"final"},
    "QuestionnaireResponse": {"completed"},
    "MedicationStatement": {"active", "completed", "unknown"},
}
CODED: Final = {
    "http://terminology.hl7.org/CodeSystem/observation-category": {"survey", "social-history", "laboratory"},
    "http://terminology.hl7.org/CodeSystem/data-absent-reason": {"unknown"},
}
PLAIN_UNITS: Final = {"d", "min", "%", codes.SCORE}
LAB_UNITS: Final = {codes.ucum(unit) for analyte in LABS.values() for unit in analyte.units}
INTAKE_UNITS: Final = {f"{unit}/{codes.PER_DAY}" for unit in ("ug", "mg", "g", "kcal")}
UNITS: Final = PLAIN_UNITS | LAB_UNITS | INTAKE_UNITS


class FhirError(ValueError):
    """A bundle that must not leave the house."""


def check(bundle: dict[str, Any]) -> None:
    """
    Look through a bundle.

    Raises
    ------
    FhirError
        With every fault found, if there is one.
    """
    if faults := list(_faults(bundle)):
        raise FhirError("; ".join(faults))


def _faults(bundle: dict[str, Any]) -> Iterator[str]:
    addresses = {entry["fullUrl"] for entry in bundle["entry"]}
    if bundle["entry"][0]["resource"]["resourceType"] != "Composition":
        yield "a document begins with its Composition"
    for entry in bundle["entry"]:
        resource = entry["resource"]
        kind = resource["resourceType"]
        if kind in STATUSES and resource.get("status") not in STATUSES[kind]:
            yield f"{kind} has the status {resource.get('status')}"
        if kind == "Observation":
            yield from _told(resource)
        yield from _inside(resource, addresses)


def _told(observation: dict[str, Any]) -> Iterator[str]:
    """Each figure is there, or the reason why it is not; never both, never neither."""
    for part in (observation, *observation.get("component", [])):
        values = [name for name in part if name.startswith("value")]
        if len(values) + ("dataAbsentReason" in part) != 1:
            yield f"{part['code'].get('text')} needs one value or one reason"


def _inside(node: Any, addresses: set[str]) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _inside(each, addresses)
    elif isinstance(node, dict):
        yield from _node(node, addresses)
        for each in node.values():
            yield from _inside(each, addresses)


def _node(node: dict[str, Any], addresses: set[str]) -> Iterator[str]:
    system, code = node.get("system"), str(node.get("code"))
    known = codes.verified().get(code)
    if system == codes.LOINC and (known is None or node["display"] != known.display):
        yield f"LOINC {code} is not one we verified"
    if system == codes.UCUM and code not in UNITS:
        yield f"{code} is not a unit we use"
    if system in CODED and code not in CODED[system]:
        yield f"{code} is not in {system}"
    if "reference" in node and node["reference"] not in addresses:
        yield f"{node['reference']} leads nowhere"
