"""Authority and person in, reference amounts out: EAR, RDA, AI, UL and their kin, each with its source."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final, get_args

from nutrients.science.standards import (
    GUIDANCE,
    MENOPAUSE,
    RECOMMENDED,
    REQUIREMENT,
    SHARE_OF_ENERGY,
    UPPER,
    Amount,
    Authority,
    Person,
    Reference,
)
from nutrients.science.tables import rows

__all__ = ["AUTHORITIES", "Amount", "Authority", "Person", "Reference", "Source", "reference", "sources"]

AUTHORITIES: Final[tuple[str, ...]] = get_args(Authority)
ADJUSTMENTS: Final = frozenset({"NO_INCREMENT", "PRI_ADD"})  # instructions, not figures
LIMITS: Final = frozenset({*UPPER, *GUIDANCE, "UL_NONE", "NONE"})
KCAL_PER_GRAM_OF_FAT: Final = 9.0  # note of the EFSA ALA row: grams = 0.005 x kcal / 9
GENERAL_LIMIT: Final = "printed for adults in general; no separate figure for this life stage here"

Rows = Mapping[str, "Row"]


@dataclass(frozen=True, slots=True)
class Source:
    """
    One row of `sources.csv`.

    Parameters
    ----------
    id : str
        "S01", as other tables name it.
    how_read : str
        "T" text seen, "A" abstract or excerpt seen, "C" data or code read whole, "M" from memory; "" when not said.
    edition : str
        Short name and year to print beneath a figure; "" where no reference amount rests on it first.
    text, url : str
    """

    id: str
    how_read: str
    edition: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of `reference_intakes.csv`."""

    unit: str
    sex: str
    life_stage: str
    first_age: int
    last_age: int
    kind: str
    source_ids: tuple[str, ...]
    amount: Amount | None

    def fits(self, sex: str, life_stage: str, age: int) -> bool:
        return self.sex in {sex, "any"} and self.life_stage == life_stage and self.first_age <= age <= self.last_age

    @property
    def breadth(self) -> tuple[bool, int]:
        """The most specific row wins: one sex before any, the narrower age span before the wider."""
        return self.sex == "any", self.last_age - self.first_age


@cache
def sources() -> Mapping[str, Source]:
    """Return every source by its id."""
    return MappingProxyType({row["id"]: Source(**row) for row in rows("sources")})


@lru_cache(maxsize=512)
def reference(authority: str, person: Person) -> Mapping[str, Reference]:
    """
    Return what an authority publishes for a person, by nutrient.

    Parameters
    ----------
    authority : {"NASEM", "EFSA", "UK", "NHMRC"}
    person : Person

    Returns
    -------
    mapping of str to Reference
        Nutrients for which the authority says something; a kind it does not publish is absent.

    Raises
    ------
    ValueError
        If the authority is not one of the four.

    Notes
    -----
    Vegetarian iron (NASEM, NHMRC) is 1.8 times the printed EAR and RDA/RDI. EFSA's iron follows menopause, not age.
    Shares of energy become grams when energy is known. A life stage with figures of its own uses no general target;
    "no increment" uses the general ones; upper limits fall back on the general ones, so that none is lost.

    References
    ----------
    `reference_intakes.csv`; its sources in `sources.csv`.
    """
    if authority not in AUTHORITIES:
        raise ValueError(f"authority must be one of {', '.join(AUTHORITIES)}")
    found = {key: _select(authority, key, printed, person) for key, printed in _table()[authority].items()}
    said = {key: chosen for key, chosen in found.items() if chosen.keys() - ADJUSTMENTS}
    return MappingProxyType({key: _build(authority, key, chosen, person) for key, chosen in said.items()})


def _select(authority: str, nutrient: str, printed: Iterable[Row], person: Person) -> Rows:
    """The one row of each kind that is meant for this person."""
    age = _table_age(authority, nutrient, person)
    own = _narrowest(row for row in printed if row.fits(person.sex, person.life_stage, age))
    if person.life_stage == "none":
        return own
    general = _narrowest(row for row in printed if row.fits(person.sex, "none", age))
    return {**_inherited(general, own), **own}


def _inherited(general: Rows, own: Rows) -> dict[str, Row]:
    """Of the general rows, those that hold for a life stage too."""
    limits = {kind: _as_general(row) for kind, row in general.items() if kind in LIMITS}
    targets = {kind: row for kind, row in general.items() if kind not in LIMITS}
    if "NO_INCREMENT" in own:
        return {**limits, **targets}
    if "PRI_ADD" in own:
        return {**limits, **{kind: _raised(row, own["PRI_ADD"]) for kind, row in targets.items() if kind[:3] == "PRI"}}
    return limits


def _raised(row: Row, addition: Row) -> Row:
    if row.amount is None or addition.amount is None:
        return row
    value, note = row.amount.value + addition.amount.value, f"{row.amount.note}; {addition.amount.note}"
    return replace(row, amount=replace(row.amount, value=value, note=note))


def _as_general(row: Row) -> Row:
    return replace(row, amount=replace(row.amount, note=GENERAL_LIMIT)) if row.amount else row


def _build(authority: str, nutrient: str, chosen: Rows, person: Person) -> Reference:
    used = sorted((row for kind, row in chosen.items() if kind not in ADJUSTMENTS), key=_order)
    amounts = {row.kind: row.amount for row in used if row.amount}
    unit = used[0].unit
    if nutrient == "iron" and person.eats_no_meat and authority in {"NASEM", "NHMRC"}:
        amounts = {kind: _without_meat(amount) for kind, amount in amounts.items()}
    if unit == SHARE_OF_ENERGY and person.energy_kcal is not None:
        grams = person.energy_kcal / 100 / KCAL_PER_GRAM_OF_FAT
        amounts, unit = {kind: amount.scaled(grams) for kind, amount in amounts.items()}, "g"
    none_set = tuple(row.kind for row in used if row.amount is None)
    ids = {source: None for row in used for source in row.source_ids}
    ids |= {source: None for amount in amounts.values() for source in amount.source_ids}
    return Reference(authority, nutrient, unit, MappingProxyType(amounts), _edition(used), tuple(sorted(ids)), none_set)


def _order(row: Row) -> tuple[bool, bool, int]:
    """Targets before limits, requirement before recommendation, then as printed."""
    known = (*REQUIREMENT, *RECOMMENDED)
    return row.kind in LIMITS, row.kind not in known, known.index(row.kind) if row.kind in known else 0


def _without_meat(amount: Amount) -> Amount:
    """Iron from plants is taken up less well, so the printed targets are multiplied; limits are not."""
    if amount.kind in LIMITS:
        return amount
    factor = _vegetarian_factor()
    ids = tuple(dict.fromkeys((*amount.source_ids, *factor.source_ids)))
    return replace(amount.scaled(factor.value), source_ids=ids, verified=factor.verified)


def _edition(used: Iterable[Row]) -> str:
    """Name and year of what each line was first read from."""
    return "; ".join(dict.fromkeys(sources()[row.source_ids[0]].edition for row in used))


def _table_age(authority: str, nutrient: str, person: Person) -> int:
    """EFSA prints women's iron by age but means menopause."""
    if (authority, nutrient) != ("EFSA", "iron") or person.menopause is None or person.age < 18 or person.sex == "male":
        return person.age
    return max(person.age, MENOPAUSE) if person.menopause else min(person.age, MENOPAUSE - 1)


def _narrowest(fitting: Iterable[Row]) -> dict[str, Row]:
    chosen: dict[str, Row] = {}
    for row in sorted(fitting, key=lambda row: row.breadth):
        chosen.setdefault(row.kind, row)
    return chosen


@cache
def _table() -> Mapping[str, Mapping[str, list[Row]]]:
    table: dict[str, dict[str, list[Row]]] = {authority: defaultdict(list) for authority in AUTHORITIES}
    for line in rows("reference_intakes"):
        if line["kind"] != "VEGETARIAN_FACTOR":
            table[line["authority"]][line["nutrient"]].append(_read(line))
    return table


def _read(line: Mapping[str, str]) -> Row:
    ages = int(line["age_min_years"]), int(line["age_max_years"] or 999)
    amount = _read_amount(line) if line["value"] else None
    return Row(line["unit"], line["sex"], line["life_stage"], *ages, line["kind"], _ids(line), amount)


def _read_amount(line: Mapping[str, str]) -> Amount:
    return Amount(line["kind"], float(line["value"]), line["ul_scope"], _ids(line), line["verified"], line["note"])


def _ids(line: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(line["source_id"].split(";"))


@cache
def _vegetarian_factor() -> Amount:
    return next(_read_amount(line) for line in rows("reference_intakes") if line["kind"] == "VEGETARIAN_FACTOR")
