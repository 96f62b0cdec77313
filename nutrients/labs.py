"""Blood tests a person may write down: their names and the units reports print (`labs.csv`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

from nutrients.science.tables import rows
from nutrients.science.units import ANALYTES, MOL_PER_EQUIVALENT, convert, spelling

SHORT_NAMES: Final = {
    "vitamin_d_25oh": "Vitamin D, 25(OH)D",
    "vitamin_b12": "Vitamin B12, total",
    "active_b12": "Active B12 (holo-TC)",
    "mma": "Methylmalonic acid",
    "ferritin": "Ferritin",
    "haemoglobin": "Haemoglobin",
    "magnesium": "Magnesium in serum",
    "calcium": "Calcium in serum",
    "omega3_index": "Omega-3 index",
}


@dataclass(frozen=True)
class Analyte:
    """
    One row of the table.

    Parameters
    ----------
    key : str
        Key of `units.ANALYTES`.
    name : str
        As people say it.
    american, international : str
        The unit of either system as reports print it; the same word where both use one.
    also : tuple of str
        Other ways the same result is printed.
    """

    key: str
    name: str
    american: str
    international: str
    also: tuple[str, ...]

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Every unit a result may be given in, the international one first."""
        return tuple(dict.fromkeys((self.international, self.american, *self.also)))

    def international_value(self, value: float, unit: str) -> float:
        """Return a result in the international unit; raises `UnitError` for a unit of something else."""
        return convert(value, unit, self.key, self.international)

    def other_unit(self, unit: str) -> str:
        """Return the unit of the other system, "" where both systems print the same figure."""
        other = self.american if spelling(unit) == spelling(self.international) else self.international
        return "" if convert(1.0, unit, self.key, other) == 1.0 else other


def _read(key: str, row: Mapping[str, str]) -> Analyte:
    american, *also = (_printed(unit) for unit in row["unit_us"].split("="))
    equivalents = ("mEq/L",) if key in MOL_PER_EQUIVALENT else ()
    return Analyte(key, SHORT_NAMES[key], american, _printed(row["unit_si"]), (*also, *equivalents))


def _printed(unit: str) -> str:
    return unit.strip().replace("ug/", "µg/")


_ROWS = {row["test"]: row for row in rows("labs")}
LABS: Final[Mapping[str, Analyte]] = MappingProxyType({key: _read(key, _ROWS[name]) for key, name in ANALYTES.items()})
