"""Amounts and words that call for a plain safety notice instead of a chart."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from nutrients.science.iron import MEN_ROOT_WEIGHT
from nutrients.science.standards import SUPPLEMENTS_ONLY

Urgency = Literal["now", "ask"]
Scope = Literal["total", "supplement_only"]

# Without a weight, that of a light adult: the 2.5th percentile of the weights in the iron model (S52). [kg]
LIGHT_ADULT: Final = MEN_ROOT_WEIGHT.inv_cdf(0.025) ** 2


@dataclass(frozen=True, slots=True)
class Notice:
    """
    A few plain sentences to show in place of figures.

    Parameters
    ----------
    key : str
    urgency : {"now", "ask"}
        "now" stands alone, above everything, with no chart beside it.
    title, text : str
    source_ids : tuple of str
        Empty where the figure is from memory.
    """

    key: str
    urgency: Urgency
    title: str
    text: str
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Threshold:
    """
    From which amount on a notice is shown.

    Parameters
    ----------
    nutrient : str
    scope : {"total", "supplement_only"}
    amount : float
        More than this; for each kilogram, this much. [nutrient unit/day, or nutrient unit/kg/day]
    notice : Notice
    per_kg : bool
        Whether the amount is for each kilogram of body weight.
    usual : bool
        Whether it speaks of long-term averages rather than of one day.
    """

    nutrient: str
    scope: Scope
    amount: float
    notice: Notice
    per_kg: bool = False
    usual: bool = False


CALL_NOW: Final = "Call a poison centre or the emergency number now, even if you feel well, with the packet at hand."
IF_MISTAKEN: Final = "If it is a slip of the pen, correct the entry."

IRON_NOW: Final = Notice("iron", "now", "That is a dangerous amount of iron", f"{CALL_NOW} {IF_MISTAKEN}")
MAGNESIUM_NOW: Final = Notice(
    "magnesium", "now", "That is a dangerous amount of magnesium", f"{CALL_NOW} {IF_MISTAKEN}"
)
MAGNESIUM_ASK: Final = Notice(
    "magnesium-bowels",
    "ask",
    "Much magnesium from tablets",
    "More than 350 mg a day from supplements, antacids and laxatives often loosens the bowels. With kidney disease "
    "even less can be too much: ask a pharmacist or doctor.",
    ("S93",),
)
CALCIUM_ASK: Final = Notice(
    "calcium",
    "ask",
    "Much calcium",
    f"More than 2,500 mg in a day is above what the authorities call an upper limit. {IF_MISTAKEN} If it is what you "
    "take, show the packets to a pharmacist or doctor.",
    ("S01", "S12"),
)
SELENIUM_ASK: Final = Notice(
    "selenium",
    "ask",
    "Much selenium",
    f"More than 400 µg in a day is above what the authorities call an upper limit. {IF_MISTAKEN} If it is what you "
    "take, show the packets to a pharmacist or doctor.",
    ("S01",),
)
VITAMIN_D_ASK: Final = Notice(
    "vitamin-d",
    "ask",
    "Much vitamin D for a long time",
    "More than 100 µg (4,000 IU) a day over a long time is meant only for people whose doctor follows it. If yours "
    "does not know, tell them what you take.",
    ("S22",),
)
IRON_AND_CHILDREN: Final = Notice(
    "iron-children",
    "ask",
    "Iron tablets and children",
    "Adult iron tablets can kill a child. Keep them out of reach. If a child swallows any, call a poison centre or the "
    "emergency number at once; do not wait for signs.",
)
KERNELS: Final = Notice(
    "kernels",
    "now",
    "These kernels release cyanide",
    "Apricot and bitter-almond kernels, and products sold as vitamin B17, amygdalin or laetrile, release cyanide in "
    "the body. There is no vitamin B17, and nothing of it is counted here. If someone has eaten them, call a poison "
    "centre or the emergency number now; do not wait for signs.",
    ("S104", "S105"),
)

# symptoms_and_prompts, "Toxic amounts". The gravest of a nutrient comes first.
THRESHOLDS: Final = (
    Threshold("iron", "supplement_only", 20.0, IRON_NOW, per_kg=True),
    Threshold("magnesium", "supplement_only", 5000.0, MAGNESIUM_NOW),
    Threshold("magnesium", "supplement_only", 350.0, MAGNESIUM_ASK),
    Threshold("calcium", "total", 2500.0, CALCIUM_ASK),
    Threshold("selenium", "total", 400.0, SELENIUM_ASK),
    Threshold("vitamin_d", "total", 100.0, VITAMIN_D_ASK, usual=True),
)

# The refined oil of apricot kernels is a food of the tables and holds no amygdalin.
_KERNELS = re.compile(
    r"\bb[\s-]*17\b|amygdalin|laetrile|bitter\W+almond"
    r"|(?<!oil,\s)(?<!oil\sof\s)apricot\W+(?:kernel|stone|seed|pit)s?\b(?!\W+oil)"
    r"|(?:kernel|stone|seed|pit)s?\W+of\W+apricot",
    re.IGNORECASE,
)


def notice(
    nutrient: str, *, total: float, from_supplements: float, usual: bool = False, weight_kg: float | None = None
) -> Notice | None:
    """
    Return the gravest notice that an amount calls for.

    Parameters
    ----------
    nutrient : str
    total, from_supplements : float
        Of one day, or the average of a usual day. [nutrient unit/day]
    usual : bool
        Whether they are an average over many days.
    weight_kg : float or None
        Body weight; a light adult's when not known. [kg]

    Returns
    -------
    Notice or None

    References
    ----------
    symptoms_and_prompts, "Toxic amounts" (iron and 5,000 mg of magnesium from memory; S22, S93).
    """
    for threshold in THRESHOLDS:
        counted = from_supplements if threshold.scope == SUPPLEMENTS_ONLY else total
        most = threshold.amount * ((weight_kg or LIGHT_ADULT) if threshold.per_kg else 1.0)
        reached = counted >= most if threshold.per_kg else counted > most  # ">= 20 mg/kg", but "> 350 mg"
        if threshold.nutrient == nutrient and reached and (usual or not threshold.usual):
            return threshold.notice
    return None


def poison_notice(text: str) -> Notice | None:
    """Return the cyanide notice when free text names amygdalin, its trade names, or the kernels that hold it."""
    return KERNELS if _KERNELS.search(text) else None
