"""Every conversion between units, in one place. Kitchen measures belong to foods and are not here."""

import re
from math import isfinite
from typing import Final

from nutrients.science.tables import rows

IU_PER_UG: Final = {"vitamin_d": 40.0}  # S01, S22: exact by definition. Other vitamins have factors of their own.
MASS: Final = {"g": 1.0, "mg": 1e-3, "ug": 1e-6}  # [g]
ENERGY: Final = {"kcal": 1.0}  # no figure for the kilojoule in our sources, so none here

# Label percentages: what 100 % stands for. From `supplements.csv`, row "%NRV" (memory; magnesium also S85).
LABEL: Final[dict[str, dict[str, tuple[float, str]]]] = {
    "%nrv": {
        "vitamin_d": (5.0, "ug"),
        "vitamin_b12": (2.5, "ug"),
        "magnesium": (375.0, "mg"),
        "calcium": (800.0, "mg"),
        "iron": (14.0, "mg"),
    },
    "%dv": {
        "vitamin_d": (20.0, "ug"),
        "vitamin_b12": (2.4, "ug"),
        "magnesium": (420.0, "mg"),
        "calcium": (1300.0, "mg"),
        "iron": (18.0, "mg"),
    },
}

# Concentrations: weights as g/L, amounts of substance as mol/L.
WEIGHT_PER_VOLUME: Final = {
    "pg/ml": 1e-9,
    "ng/l": 1e-9,
    "ng/dl": 1e-8,
    "ng/ml": 1e-6,
    "ug/l": 1e-6,
    "ug/dl": 1e-5,
    "ug/ml": 1e-3,
    "mg/l": 1e-3,
    "mg/dl": 1e-2,
    "g/l": 1.0,
    "g/dl": 10.0,
}
SUBSTANCE_PER_VOLUME: Final = {"pmol/l": 1e-12, "nmol/l": 1e-9, "umol/l": 1e-6, "mmol/l": 1e-3}
MOL_PER_EQUIVALENT: Final = {"magnesium": 0.5}  # labs.csv: 1 mEq/L of magnesium is 0.5 mmol/L

ANALYTES: Final = {
    "vitamin_d_25oh": "25-hydroxyvitamin D",
    "vitamin_b12": "vitamin B12 total (cobalamin)",
    "active_b12": "active B12 (holotranscobalamin)",
    "mma": "methylmalonic acid serum",
    "ferritin": "ferritin",
    "haemoglobin": "haemoglobin",
    "magnesium": "magnesium serum",
    "calcium": "calcium serum total",
    "omega3_index": "omega-3 index (EPA+DHA % of red-cell fatty acids)",
}
ALSO_NUTRIENTS: Final = frozenset({"vitamin_b12", "magnesium", "calcium"})

_SPELLINGS = {"i.u.": "iu", "gram": "g", "grams": "g", "percent": "%"}


class UnitError(ValueError):
    """A unit, or a pair of units, that means nothing for this substance."""


def convert(value: float, from_unit: str, substance: str, to_unit: str) -> float:
    """
    Express an amount of a nutrient, or a laboratory result, in another unit.

    Parameters
    ----------
    value : float
        [from_unit]
    from_unit, to_unit : str
        g, mg, µg (also "μg", "ug", "mcg"), IU, kcal, "%NRV", "%DV"; or a concentration for an analyte.
    substance : str
        Key of a nutrient or of `ANALYTES`. Where one word is both, the units decide.

    Returns
    -------
    float
        [to_unit], not rounded.

    Raises
    ------
    UnitError
        If the value is negative or not finite, a unit is unknown, or the two do not measure the same thing here.

    Notes
    -----
    IU is an activity: its weight depends on the vitamin, and only vitamin D has a sourced factor.

    References
    ----------
    Vitamin D: S01, S22. Laboratory factors: `labs.csv`, computed from molar masses. Labels: `supplements.csv`.
    """
    if not isfinite(value) or value < 0:
        raise UnitError(f"{value} is not an amount")
    size_from, measure_from = _size(from_unit, substance)
    size_to, measure_to = _size(to_unit, substance)
    if measure_from != measure_to:
        raise UnitError(f"{from_unit} and {to_unit} do not measure the same thing for {substance}")
    return value if size_from == size_to else value * size_from / size_to


def spelling(unit: str) -> str:
    """Return the one way a unit is written here: "µg", "μg" and "MCG" are all "ug"."""
    plain = re.sub(r"\s+", "", unit).replace("µ", "u").replace("μ", "u").casefold()
    plain = plain.replace("mcg", "ug")
    return _SPELLINGS.get(plain, plain)


def _size(unit: str, substance: str) -> tuple[float, str]:
    """How large one unit is, and of what: [g], [kcal], [g/L] or [%]."""
    name = spelling(unit)
    found = _laboratory(name, substance) if substance in ANALYTES else None
    if found is None and (substance not in ANALYTES or substance in ALSO_NUTRIENTS):
        found = _intake(name, substance)
    if found is None:
        raise UnitError(f"{unit!r} is not a unit of {substance} known here")
    return found


def _intake(name: str, substance: str) -> tuple[float, str] | None:
    if substance == "energy":
        return (ENERGY[name], "energy") if name in ENERGY else None
    if name in MASS:
        return MASS[name], "weight"
    if name == "iu" and substance in IU_PER_UG:
        return MASS["ug"] / IU_PER_UG[substance], "weight"
    if substance in LABEL.get(name, {}):
        amount, unit = LABEL[name][substance]
        return amount * MASS[unit] / 100, "weight"
    return None


def _laboratory(name: str, analyte: str) -> tuple[float, str] | None:
    us, si, factor = _published(analyte)
    if name == "%":
        return (1.0, "share") if si == "%" else None
    if name in WEIGHT_PER_VOLUME and us in WEIGHT_PER_VOLUME:
        return WEIGHT_PER_VOLUME[name], "concentration"
    moles = SUBSTANCE_PER_VOLUME.get(name)
    if name == "meq/l" and analyte in MOL_PER_EQUIVALENT:
        moles = MOL_PER_EQUIVALENT[analyte] * 1e-3
    if moles is None or si not in SUBSTANCE_PER_VOLUME:
        return None
    if us in SUBSTANCE_PER_VOLUME:
        return moles, "substance"
    grams_per_mole = WEIGHT_PER_VOLUME[us] / (factor * SUBSTANCE_PER_VOLUME[si])
    return moles * grams_per_mole, "concentration"


def _published(analyte: str) -> tuple[str, str, float]:
    """The two units of `labs.csv`, and how many of the second make one of the first."""
    row = next(row for row in rows("labs") if row["test"] == ANALYTES[analyte])
    return spelling(row["unit_us"].split("=")[0]), spelling(row["unit_si"]), float(row["factor_us_to_si"])
