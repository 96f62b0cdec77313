"""What the building passes from step to step: foods and portions as they will stand in the files."""

from dataclasses import dataclass, field

from nutrients.models import Quality
from nutrients.registry import NUTRIENTS


@dataclass(slots=True)
class FoodRow:
    code: str
    description: str
    group: str
    common_names: str = ""
    manufacturer: str = ""
    scientific_name: str = ""
    complete: bool = False
    refuse: int = 0
    amounts: dict[str, float] = field(default_factory=dict)
    quality: dict[str, Quality] = field(default_factory=dict)

    def put(self, key: str, amount: float, quality: Quality) -> None:
        self.amounts[key] = amount
        self.quality[key] = quality

    def is_published(self, key: str) -> bool:
        """True for a value of the table itself, False for a gap and for what was filled in here."""
        return self.quality.get(key) not in {None, Quality.ESTIMATED, Quality.ASSUMED}

    @property
    def qualities(self) -> str:
        """One letter a nutrient, in the order of the bits."""
        in_order = sorted(NUTRIENTS.values(), key=lambda nutrient: nutrient.bit)
        return "".join(self.quality.get(nutrient.key, Quality.MISSING) for nutrient in in_order)


@dataclass(frozen=True, slots=True)
class PortionRow:
    code: str
    sequence: int
    label: str
    grams: float
