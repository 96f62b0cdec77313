"""What an authority publishes for one person and one nutrient."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

Sex = Literal["female", "male"]
LifeStage = Literal["none", "pregnant", "lactating"]
Diet = Literal["omnivore", "vegetarian", "vegan"]
Authority = Literal["NASEM", "EFSA", "UK", "NHMRC"]

YOUNGEST = 9  # years; the tables here start at nine
ADULT = 19  # years; the day-to-day spreads of `requirement_variability.csv` start here
SHARE_OF_ENERGY = "percent_energy"  # the unit of a figure that needs the person's energy to become grams
MOST_KCAL = 20_000.0  # a day beyond it is a slip of the pen, and no energy to take a share of
MENOPAUSE = 51  # years; where tables split women by age, and our guess when nobody said

REQUIREMENT = ("EAR", "AR")
RECOMMENDED = ("RDA", "PRI", "RNI", "RDI", "AI")
UPPER = ("UL", "SUL", "GL")
# Figures an authority gives without calling them an upper limit: shown by their own name, never turned into a verdict.
GUIDANCE = ("SAFE_LEVEL", "NO_CONCERN_UP_TO", "PRUDENT_LIMIT")
SUPPLEMENTS_ONLY: Final = "supplement_only"  # what some upper limits count


@dataclass(frozen=True, slots=True)
class Person:
    """
    What of a person decides which row of a table applies.

    Parameters
    ----------
    sex : {"female", "male"}
        The column the published tables use.
    age : int
        Completed years. [years]
    life_stage : {"none", "pregnant", "lactating"}
    menopause : bool or None
        Whether it has passed; None when not said, then age decides.
    diet : {"omnivore", "vegetarian", "vegan"}
    energy_kcal : float or None
        Usual energy intake, for amounts given as a share of energy. [kcal/day]

    Raises
    ------
    ValueError
        If the age lies outside the tables, the life stage does not fit the sex, or energy is not positive.
    """

    sex: Sex
    age: int
    life_stage: LifeStage = "none"
    menopause: bool | None = None
    diet: Diet = "omnivore"
    energy_kcal: float | None = None

    def __post_init__(self) -> None:
        allowed = {"sex": Sex, "life_stage": LifeStage, "diet": Diet}
        for name, choices in allowed.items():
            if getattr(self, name) not in choices.__args__:  # type: ignore[attr-defined]
                raise ValueError(f"{name} must be one of {', '.join(choices.__args__)}")  # type: ignore[attr-defined]
        if not YOUNGEST <= self.age <= 130:
            raise ValueError(f"reference amounts start at {YOUNGEST} years; {self.age} is outside the tables")
        if self.sex == "male" and self.life_stage != "none":
            raise ValueError(f"a {self.life_stage} life stage goes with the female tables only")
        if self.energy_kcal is not None and believable_energy(self.energy_kcal) is None:
            raise ValueError("energy must be a positive number of kcal")

    @property
    def is_postmenopausal(self) -> bool:
        """Said so, or, when nothing was said, past the age at which the tables split."""
        return self.sex == "female" and (self.age >= MENOPAUSE if self.menopause is None else self.menopause)

    @property
    def eats_no_meat(self) -> bool:
        return self.diet != "omnivore"


@dataclass(frozen=True, slots=True)
class Amount:
    """
    One published figure.

    Parameters
    ----------
    kind : str
        The authority's own name for it: "EAR", "PRI", "LRNI", …
    value : float
        [unit of its `Reference`/day]
    scope : {"", "total", "supplement_only"}
        What an upper limit counts; "" for anything else.
    source_ids : tuple of str
        Rows of `sources.csv`.
    verified : {"two_sources", "one_source", "memory"}
    note : str
        What the table says beside the figure.
    """

    kind: str
    value: float
    scope: str
    source_ids: tuple[str, ...]
    verified: str
    note: str = ""

    @property
    def counts_supplements_only(self) -> bool:
        """An upper limit of supplements and medicines, whatever food holds."""
        return self.scope == SUPPLEMENTS_ONLY

    @property
    def unconfirmed(self) -> bool:
        """Nobody has yet held this figure against the printed table."""
        return self.verified == "memory"

    def scaled(self, factor: float) -> "Amount":
        """The same figure times a factor, such as the 1.8 of iron without meat; all else as printed."""
        return replace(self, value=self.value * factor)


@dataclass(frozen=True, slots=True)
class Reference:
    """
    All that one authority publishes on one nutrient for one person.

    Parameters
    ----------
    authority, nutrient : str
    unit : str
        Unit of every figure; "percent_energy" when energy is needed and not known.
    amounts : mapping of str to Amount
        By kind.
    edition : str
        Name and year of what the figures were taken from.
    source_ids : tuple of str
        Rows of `sources.csv`.
    none_set : tuple of str
        Kinds for which the authority says that it set none: "UL_NONE", "NONE".
    """

    authority: str
    nutrient: str
    unit: str
    amounts: Mapping[str, Amount]
    edition: str
    source_ids: tuple[str, ...]
    none_set: tuple[str, ...] = ()

    def first(self, kinds: Iterable[str]) -> Amount | None:
        """The first of these kinds that is published."""
        return next((self.amounts[kind] for kind in kinds if kind in self.amounts), None)

    @property
    def values(self) -> dict[str, float]:
        """The figures alone, by kind. [unit/day]"""
        return {kind: amount.value for kind, amount in self.amounts.items()}

    @property
    def requirement(self) -> float | None:
        """EAR or AR: enough for half of people like this one. [unit/day]"""
        return _value(self.first(REQUIREMENT))

    @property
    def recommended(self) -> float | None:
        """RDA, PRI, RNI or RDI, else AI. [unit/day]"""
        return _value(self.first(RECOMMENDED))

    @property
    def recommended_kind(self) -> str | None:
        """The authority's own word for `recommended`."""
        amount = self.first(RECOMMENDED)
        return amount.kind if amount else None

    @property
    def upper_limit(self) -> float | None:
        """UL, or the UK's SUL or GL. [unit/day]"""
        return _value(self.first(UPPER))

    @property
    def limits_supplements_only(self) -> bool:
        """Whether there is an upper limit, and it counts no food."""
        amount = self.first(UPPER)
        return amount is not None and amount.counts_supplements_only

    @property
    def lower(self) -> float | None:
        """LRNI, the UK's lower amount. [unit/day]"""
        return _value(self.amounts.get("LRNI"))

    @property
    def unconfirmed(self) -> bool:
        """At least one of the figures is."""
        return any(amount.unconfirmed for amount in self.amounts.values())

    @property
    def source(self) -> str:
        """One line to print beneath the figures."""
        unconfirmed = ", unconfirmed" if self.unconfirmed else ""
        return f"{self.edition} ({', '.join(self.source_ids)}{unconfirmed})"

    def answer(self) -> dict[str, float | str]:
        """The figures under the authority's own names, with unit and source, ready for JSON."""
        return {**self.values, "unit": self.unit, "source": self.source}


def believable_energy(kcal: float) -> float | None:
    """
    Return an energy that amounts given as a share of energy can be worked out from.

    Parameters
    ----------
    kcal : float
        Of one day, or of an average day. [kcal/day]

    Returns
    -------
    float or None
        The same; None where it is nothing, or a slip of the pen. [kcal/day]
    """
    return kcal if 0 < kcal < MOST_KCAL else None


def within_a_sentence(authority: str) -> str:
    """Name an authority as one says it: "NASEM", "the UK"."""
    return f"the {authority}" if authority == "UK" else authority


def _value(amount: Amount | None) -> float | None:
    return None if amount is None else amount.value
