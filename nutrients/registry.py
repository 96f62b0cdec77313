"""
The nutrients Sunplate follows, one row each.

Adding a row (and making the migrations that give it columns) adds a nutrient everywhere: to foods, to diary entries,
to totals, charts and exports. Nothing else in the code names a nutrient, the rules in `science/` and in the prompts
aside, because those are about one nutrient by nature.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Group = Literal["core", "secondary"]


@dataclass(frozen=True, slots=True)
class Nutrient:
    """
    One nutrient as it is stored, summed and shown.

    Parameters
    ----------
    key : str
        Name in code, in columns and in `science/` files.
    name : str
        Name on the page.
    unit : str
        Canonical unit of storage: "ug", "mg", "g" or "kcal".
    usda : sequence of str
        USDA nutrient numbers whose sum is this nutrient; EPA+DHA has two.
    usda_scale : float
        Factor from the USDA unit to `unit`. [unit / USDA unit]
    bit : int
        Place in the marks of a row (which amounts are estimated, which assumed). Never reuse a number.
    loinc : str
        LOINC code of the 24-hour intake, or "" where none was verified (`science/health_codes.csv`).
    group : {"core", "secondary"}
        Core nutrients are always shown, secondary ones on request.
    digits : int
        Decimals shown on the page.
    """

    key: str
    name: str
    unit: str
    usda: Sequence[str]
    bit: int
    loinc: str = ""
    group: Group = "secondary"
    digits: int = 0
    usda_scale: float = 1.0

    @property
    def symbol(self) -> str:
        """The unit as printed."""
        return {"ug": "µg"}.get(self.unit, self.unit)

    @property
    def is_core(self) -> bool:
        return self.group == "core"


NUTRIENTS: dict[str, Nutrient] = {
    nutrient.key: nutrient
    for nutrient in (
        Nutrient("vitamin_d", "Vitamin D", "ug", ["328"], 0, "81929-2", "core", 1),
        Nutrient("vitamin_b12", "Vitamin B12", "ug", ["418"], 1, "81062-2", "core", 1),
        Nutrient("magnesium", "Magnesium", "mg", ["304"], 2, "81005-1", "core"),
        Nutrient("calcium", "Calcium", "mg", ["301"], 3, "81137-2", "core"),
        Nutrient("iron", "Iron", "mg", ["303"], 4, "81082-0", "core", 1),
        # ALA has no USDA number of its own here: the three-step rule of `composition` finds it from 851, 619, 685, 856.
        Nutrient("omega3_ala", "Omega-3 ALA", "g", [], 5, "", "core", 2),
        Nutrient("omega3_epa_dha", "Omega-3 EPA+DHA", "mg", ["629", "621"], 6, "", "core", usda_scale=1000.0),
        Nutrient("energy", "Energy", "kcal", ["208"], 7),
        Nutrient("protein", "Protein", "g", ["203"], 8, digits=1),
        Nutrient("fibre", "Fibre", "g", ["291"], 9, digits=1),
        Nutrient("potassium", "Potassium", "mg", ["306"], 10, "81010-1"),
        Nutrient("sodium", "Sodium", "mg", ["307"], 11),
        Nutrient("phosphorus", "Phosphorus", "mg", ["305"], 12),
        Nutrient("zinc", "Zinc", "mg", ["309"], 13, "81089-5", digits=1),
        Nutrient("selenium", "Selenium", "ug", ["317"], 14),
        Nutrient("vitamin_c", "Vitamin C", "mg", ["401"], 15, "81074-7"),
        Nutrient("added_b12", "Added vitamin B12", "ug", ["578"], 16, digits=1),
        Nutrient("water", "Water", "g", ["255"], 17),
        Nutrient("caffeine", "Caffeine", "mg", ["262"], 18, "80489-8"),
        Nutrient("alcohol", "Alcohol", "g", ["221"], 19, digits=1),
    )
}

CORE: tuple[Nutrient, ...] = tuple(nutrient for nutrient in NUTRIENTS.values() if nutrient.is_core)
SECONDARY: tuple[Nutrient, ...] = tuple(nutrient for nutrient in NUTRIENTS.values() if not nutrient.is_core)
