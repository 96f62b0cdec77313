"""What supplement labels weigh, and what of it is the nutrient itself (`supplements.csv`)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from nutrients.registry import NUTRIENTS
from nutrients.science.tables import rows
from nutrients.science.units import MASS, UnitError, convert, spelling

FOODS: Final = frozenset({"chia seed 28 g", "walnuts 28 g"})
MEDICINES: Final = frozenset({"calcifediol (25-OH D3)"})
INJECTIONS: Final = frozenset({"hydroxocobalamin injection"})
NOT_MINERALS: Final = frozenset({"vitamin_b12", "omega3_epa_dha", "omega3_ala"})
# The nutrients of the registry that a label can give.
ON_LABELS: Final = tuple(
    nutrient
    for key, nutrient in NUTRIENTS.items()
    if (nutrient.unit in {"mg", "ug"} or key == "omega3_ala") and key not in {"added_b12", "caffeine"}
)
UNITS: Final = ("ug", "mg", "g", "IU", "%NRV", "%DV")
SYMBOLS: Final = {"ug": "µg", "%NRV": "% NRV (UK, EU)", "%DV": "% DV (US)"}


@dataclass(frozen=True, slots=True)
class Item:
    """
    One row of the table.

    Parameters
    ----------
    name, nutrient : str
    share : tuple of float or None
        Lowest and highest share of the weight that is the nutrient; None where weight says nothing. [unitless]
    typical : str
        A product as it is often printed; never a dose to take.
    printed : str
        How much of the nutrient such a product then states.
    note : str
    source_ids : sequence of str
    unconfirmed : bool
    """

    name: str
    nutrient: str
    share: tuple[float, float] | None
    typical: str
    printed: str
    note: str
    source_ids: Sequence[str]
    unconfirmed: bool

    @property
    def is_salt(self) -> bool:
        """Whether a label may give the weight of the compound instead of the nutrient in it."""
        return self.share is not None and self.nutrient not in NOT_MINERALS

    @property
    def is_injection(self) -> bool:
        return self.name in INJECTIONS

    @property
    def is_medicine(self) -> bool:
        """Logged by name only: its weight does not convert into the nutrient."""
        return self.name in MEDICINES


@dataclass(frozen=True, slots=True)
class Content:
    """The nutrient in one serving, in its registry unit; estimated where the salt's share is printed as a range."""

    nutrient: str
    amount: float
    is_estimated: bool


def elemental(nutrient: str, amount: float, unit: str, salt: str = "") -> Content:
    """
    Return how much of a nutrient a label line stands for.

    Parameters
    ----------
    nutrient : str
    amount : float
        As printed. [unit]
    unit : str
        One of `UNITS`; a salt is weighed, so only g, mg or µg go with it.
    salt : str
        Name of the compound the label weighs; "" when it states the nutrient itself.

    Raises
    ------
    UnitError
        If the unit does not fit the nutrient or the salt.
    KeyError
        If the salt is not one of this nutrient's.

    Notes
    -----
    Where the table prints a range, the middle is taken and marked as estimated.

    References
    ----------
    `supplements.csv` (S80 to S87; shares computed from formulas, S82).
    """
    stated = convert(amount, unit, nutrient, NUTRIENTS[nutrient].unit)
    if not salt:
        return Content(nutrient, stated, is_estimated=False)
    if spelling(unit) not in MASS:
        raise UnitError("A salt is given by weight: g, mg or µg.")
    low, high = salts(nutrient)[salt].share or (1.0, 1.0)
    return Content(nutrient, stated * (low + high) / 2, is_estimated=low != high)


@cache
def salts(nutrient: str) -> Mapping[str, Item]:
    """Return the compounds of a nutrient that labels weigh, by name."""
    return MappingProxyType({item.name: item for item in catalogue() if item.is_salt and item.nutrient == nutrient})


@cache
def catalogue() -> Sequence[Item]:
    """Return what a product can start from, in the order of the table; foods and the label rule left out."""
    return tuple(_read(row) for row in rows("supplements") if row["item"] not in FOODS and "%NRV" not in row["item"])


def _printed(amount: str, unit: str) -> str:
    return f"{amount} {SYMBOLS.get(unit, unit)}" if amount else ""


def _read(row: Mapping[str, str]) -> Item:
    return Item(
        name=row["item"],
        nutrient=row["nutrient"],
        share=_share(row["elemental_fraction_percent"]),
        typical=row["typical_product"].replace(" ug", " µg"),
        printed=_printed(row["amount_per_unit"].replace("-", " to "), row["unit"]),
        note=_plain(row["note"]),
        source_ids=tuple(filter(None, row["source_id"].split(";"))),
        unconfirmed="memory" in row["verified"] or "memory" in row["note"],
    )


def _plain(note: str) -> str:
    """The note as a reader wants it: no codes, micrograms as printed, "unconfirmed" for what is from memory."""
    without_codes = re.sub(r"\s*\(S\d+\)", "", note)
    return re.sub(r"\bug\b", "µg", without_codes).replace("(memory)", "(unconfirmed)")


def _share(percent: str) -> tuple[float, float] | None:
    if not percent:
        return None
    low, _, high = percent.partition("-")
    return float(low) / 100, float(high or low) / 100
