"""
Codes for figures that leave the diary (`health_codes.csv`): LOINC where one was verified, else our own.

Rows that nobody verified, or only from memory, are not used: a wrong code is worse than a plain word.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from nutrients.registry import Nutrient
from nutrients.science.tables import rows
from nutrients.science.units import WEIGHT_PER_VOLUME, spelling

LOINC: Final = "http://loinc.org"
UCUM: Final = "http://unitsofmeasure.org"
OURS: Final = "urn:x-sunplate:diary"
LOINC_NOTICE: Final = "LOINC codes: loinc.org, © Regenstrief Institute, Inc., free to use under loinc.org/license."

PAIN: Final = "72514-3"
PEG_SCORE: Final = "91147-9"
PEG_ITEMS: Final = {"pain": "75893-8", "enjoyment": "91145-3", "activity": "91146-1"}
SCORE: Final = "{score}"
PER_DAY: Final = "(24.h)"
LABS: Final = {
    "vitamin_d_25oh": "62292-8",
    "vitamin_b12": "2132-9",
    "ferritin": "2276-4",
    "haemoglobin": "718-7",
    "mma": "13964-2",
}
UCUM_SPELLING: Final = {"µg/L": "ug/L", "µg/dL": "ug/dL", "µg/mL": "ug/mL", "µmol/L": "umol/L", "mEq/L": "meq/L"}


@dataclass(frozen=True, slots=True)
class Code:
    """One verified row of the table."""

    code: str
    display: str
    unit: str


@cache
def verified() -> Mapping[str, Code]:
    """Return every LOINC code that may be used, by itself."""
    usable = (row for row in rows("health_codes") if row["system"] == "LOINC" and row["code"])
    return {
        row["code"]: Code(row["code"], row["display"], row["unit_ucum"])
        for row in usable
        if row["verified"] in {"one_source", "two_sources"}
    }


def concept(code: str, text: str) -> dict[str, Any]:
    """Return a coded term: LOINC's for a verified code, our own for a key of ours; always in words too."""
    known = verified().get(code)
    coding = {"system": LOINC, "code": code, "display": known.display} if known else {"system": OURS, "code": code}
    return {"coding": [coding], "text": text}


def intake(nutrient: Nutrient) -> dict[str, Any]:
    """Return the term for the intake of a nutrient over 24 hours."""
    return concept(nutrient.loinc or f"intake-{nutrient.key}", f"{nutrient.name}, average intake a day")


def laboratory(analyte: str, unit: str, text: str) -> dict[str, Any]:
    """Return the term for a test; weight and amount of substance have codes of their own, so the unit decides."""
    code = LABS.get(analyte, "")
    if code and (spelling(unit) in WEIGHT_PER_VOLUME) == (spelling(verified()[code].unit) in WEIGHT_PER_VOLUME):
        return concept(code, text)
    return concept(f"lab-{analyte}", text)


def quantity(value: float, ucum: str, unit: str, comparator: str = "") -> dict[str, Any]:
    """Return an amount; the comparator ">=" says that it is a lower bound."""
    bound = {"comparator": comparator} if comparator else {}
    return {"value": value, **bound, "unit": unit, "system": UCUM, "code": ucum}


def ucum(unit: str) -> str:
    """Return the UCUM code of a unit as reports print it."""
    return UCUM_SPELLING.get(unit, unit)
