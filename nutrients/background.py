"""
Conditions, medicines and habits that can matter for a nutrient: what a person may choose to mention.

After `symptoms_and_prompts`, risk factors and medicines. The lists are only ever offered; nothing here says that
somebody lacks anything, and no medicine is to be changed because of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Kind = Literal["condition", "medicine", "habit", "told"]
ALL: Final = ("vitamin_b12", "iron", "vitamin_d", "calcium", "magnesium")


@dataclass(frozen=True, slots=True)
class Factor:
    """
    One thing to mention.

    Parameters
    ----------
    key : str
    kind : {"condition", "medicine", "habit", "told"}
        "told" follows from what the profile says: age, diet, life stage.
    label : str
    nutrients : tuple of str
        Keys it can matter for.
    source_ids : tuple of str
    """

    key: str
    kind: Kind
    label: str
    nutrients: tuple[str, ...]
    source_ids: tuple[str, ...] = ()


_CONDITIONS: Final = (
    Factor("gut", "condition", "Coeliac disease, Crohn's or ulcerative colitis", ALL, ("S91", "S98")),
    Factor("surgery", "condition", "Surgery on stomach or small bowel, for weight too", ALL, ("S91", "S98")),
    Factor("pancreas", "condition", "Disease of the pancreas", ALL, ("S91", "S98")),
    Factor("gastritis", "condition", "Autoimmune gastritis", ("vitamin_b12",), ("S91", "S98")),
    Factor("type_1_diabetes", "condition", "Type 1 diabetes", ("vitamin_b12",), ("S91", "S98")),
    Factor("type_2_diabetes", "condition", "Type 2 diabetes", ("magnesium",), ("S93",)),
    Factor("thyroid", "condition", "Autoimmune thyroid disease", ("vitamin_b12",), ("S91", "S98")),
    Factor("kidney", "condition", "Kidney disease", ("magnesium", "potassium", "calcium", "vitamin_d"), ("S93",)),
    Factor("diarrhoea", "condition", "Diarrhoea that goes on", ("magnesium",), ("S93",)),
    Factor("alcohol_dependence", "condition", "Alcohol dependence", ("magnesium",), ("S93",)),
    Factor("obesity", "condition", "A body mass index of 30 or more", ("vitamin_d",), ("S43",)),
)
_MEDICINES: Final = (
    Factor("metformin", "medicine", "Metformin", ("vitamin_b12",), ("S99",)),
    Factor("ppi", "medicine", "Acid blockers such as omeprazole (PPI)", ("vitamin_b12", "magnesium"), ("S98", "S93")),
    Factor("h2_blocker", "medicine", "Acid blockers such as famotidine (H2)", ("vitamin_b12",), ("S98",)),
    Factor("antacid", "medicine", "Antacids or laxatives, often", ("magnesium", "phosphorus", "iron"), ("S103",)),
    Factor("colchicine", "medicine", "Colchicine", ("vitamin_b12",), ("S98",)),
    Factor("pregabalin", "medicine", "Pregabalin", ("vitamin_b12",), ("S98",)),
    Factor("topiramate", "medicine", "Topiramate", ("vitamin_b12",), ("S98",)),
    Factor("primidone", "medicine", "Primidone or phenobarbital", ("vitamin_b12", "vitamin_d"), ("S98",)),
    Factor("loop_diuretic", "medicine", "Water tablets such as furosemide", ("magnesium", "calcium"), ("S93",)),
    Factor("thiazide", "medicine", "Thiazide water tablets", ("magnesium", "calcium", "vitamin_d"), ("S93",)),
    Factor("potassium_sparing", "medicine", "Spironolactone, ACE inhibitors or sartans", ("potassium",)),
    Factor("corticosteroid", "medicine", "Cortisone tablets, such as prednisolone", ("calcium", "vitamin_d")),
    Factor("resin", "medicine", "Orlistat, cholestyramine or another resin", ("vitamin_d",)),
    Factor("enzyme_inducer", "medicine", "Carbamazepine, phenytoin or rifampicin", ("vitamin_d",)),
    Factor("statin", "medicine", "A statin", ("vitamin_d",)),
    Factor("levothyroxine", "medicine", "Levothyroxine", ("calcium", "iron", "magnesium"), ("S100", "S101")),
    Factor("antibiotic", "medicine", "Tetracycline or quinolone antibiotics", ("calcium", "iron", "magnesium", "zinc")),
    Factor("bisphosphonate", "medicine", "Bisphosphonate tablets", ("calcium", "iron", "magnesium")),
    Factor("blood_thinner", "medicine", "Warfarin or another blood thinner", ("omega3_epa_dha",)),
    Factor("digoxin", "medicine", "Digoxin", ("calcium", "vitamin_d")),
    Factor("levodopa", "medicine", "Levodopa, methyldopa or mycophenolate", ("iron",)),
    Factor("light_sensitive", "medicine", "Methotrexate, amiodarone, retinoids or St John's wort", ()),
)
# Medicines that make skin sensitive to light, as sun_vitamin_d lists them (from memory).
SENSITIVE_TO_LIGHT: Final = frozenset({"antibiotic", "thiazide", "light_sensitive"})
_HABITS: Final = (
    Factor("fortified", "habit", "I use fortified plant drinks or yeast often", ("vitamin_b12", "calcium")),
    Factor("indoors", "habit", "I am mostly indoors, or cover my skin outside", ("vitamin_d",), ("S22", "S78")),
    Factor("heavy_periods", "habit", "Heavy periods", ("iron",), ("S26", "S97")),
    Factor("blood_donor", "habit", "I give blood regularly", ("iron",), ("S26", "S97")),
    Factor("endurance", "habit", "Endurance sport", ("iron",), ("S26", "S97")),
    Factor("nitrous_oxide", "habit", "Nitrous oxide (laughing gas) for fun", ("vitamin_b12",), ("S91", "S98")),
)
FACTORS: Final[Mapping[str, Factor]] = MappingProxyType(
    {factor.key: factor for factor in (*_CONDITIONS, *_MEDICINES, *_HABITS)}
)


# Over 50, 65 and 70 years: the uptake of B12, vitamin D made by the skin, and calcium, in the order of the table.
_AGES: Final[Mapping[int, Factor]] = MappingProxyType(
    {
        50: Factor("over_50", "told", "an age over 50", ("vitamin_b12",), ("S01",)),
        65: Factor("over_65", "told", "an age over 65", ("vitamin_d",), ("S01",)),
        70: Factor("over_70", "told", "an age over 70", ("calcium",), ("S01",)),
    }
)
_OF_ANIMALS: Final = ("vitamin_b12", "omega3_epa_dha", "calcium", "iron", "zinc", "vitamin_d")
_DIETS: Final[Mapping[str, Factor]] = MappingProxyType(
    {
        "vegan": Factor("vegan", "told", "a vegan diet", _OF_ANIMALS, ("S91", "S98")),
        "vegetarian": Factor("vegetarian", "told", "a vegetarian diet", ("iron", "vitamin_b12"), ("S05",)),
    }
)
_STAGES: Final[Mapping[str, Factor]] = MappingProxyType(
    {
        "pregnant": Factor("pregnant", "told", "pregnancy", ("iron", "calcium", "vitamin_d"), ("S01",)),
        "lactating": Factor("lactating", "told", "breastfeeding", ("iron", "calcium", "vitamin_d"), ("S01",)),
    }
)


def told_factors(*, age: int | None, diet: str, life_stage: str) -> list[Factor]:
    """
    Return what follows from age, diet and life stage.

    Parameters
    ----------
    age : int or None
        None when not told. [years]
    diet, life_stage : str
        As `standards.Diet` and `standards.LifeStage` name them; any other word says nothing.

    Returns
    -------
    list of Factor

    References
    ----------
    symptoms_and_prompts, "Risk factors"; which age matters for which nutrient is read from the order of its row.
    """
    ages = [factor for over, factor in _AGES.items() if age is not None and age > over]
    named = (_DIETS.get(diet), _STAGES.get(life_stage))
    return [*(factor for factor in named if factor), *ages]
