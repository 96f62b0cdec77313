"""Tablets and drops on a typed line: "2 x 400 IU vitamin D", "magnesium 200 mg", "fish oil 1000mg"."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nutrients.quantities import is_number, read_number, read_unit, units
from nutrients.text import rows, singular

FORMS = frozenset({"tablet", "capsule"})
DOSES = frozenset({"IU", "ug", "mg", "g"})


@dataclass(frozen=True, slots=True)
class Dose:
    """What a label says of one tablet, and how many were taken."""

    nutrient: str
    count: float
    form: str
    amount: float | None
    unit: str
    assumed: str = ""


@cache
def names() -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    """By first word: names of supplements, longest first, the nutrient, and whether the name needs an amount."""
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for row in rows("supplement_names.csv"):
        said = tuple(row["name"].split())
        found.setdefault(said[0], []).append((said, row["nutrient"], row["alone"] == "Y"))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def read(words: Sequence[str]) -> Dose | None:
    """The dose on a part of a line; None when it is food ("calcium" in tofu is not a tablet)."""
    words = [word for word in words if word != "-"]  # omega-3
    known = nutrient_in(words)
    if known is None:
        return None
    nutrient, alone = known
    amount, unit = strength(words)
    form = next((units()[singular(word)].name for word in words if singular(word) in units()
                 and units()[singular(word)].name in FORMS), "")  # fmt: skip
    if not (alone or form or amount is not None):
        return None
    if not alone and not form and unit == "g":
        return None
    assumed = "" if amount is not None else "the label's amount is not given"
    return Dose(nutrient, count(words), form or "dose", amount, unit, assumed)


def nutrient_in(words: Sequence[str]) -> tuple[str, bool] | None:
    for place, word in enumerate(words):
        for said, nutrient, alone in names().get(singular(word), ()):
            if tuple(singular(each) for each in words[place : place + len(said)]) == said:
                return nutrient, alone
    return None


def strength(words: Sequence[str]) -> tuple[float | None, str]:
    """The number with a dose unit behind it: 400 IU, 1000 mcg."""
    for place, word in enumerate(words):
        if is_number(word) and (number := read_number(words, place)):
            unit = read_unit(words, number[1])
            if unit and unit[0].name in DOSES:
                return number[0], unit[0].name
    return None, ""


def count(words: Sequence[str]) -> float:
    """How many: the leading number unless it is the strength itself."""
    if "x" in words[1:] and (after := read_number(words, len(words) - 1)) and words[-2] == "x":
        return after[0]
    number = read_number(words, 0)
    if number is None or number[1] >= len(words):
        return 1.0
    unit = read_unit(words, number[1])
    return 1.0 if unit and unit[0].name in DOSES else number[0]
