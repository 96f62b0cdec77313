"""Household portions: the weight of one, a readable label, and no row that nobody could eat from."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from nutrients.building.rows import PortionRow


def anywhere(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


POUND_YIELD = anywhere(r"yield from 1 lb|\bunit, yield")
YIELD_NOTE = anywhere(r"\s*\(\s*yield from[^)]*\)")
TRAILING_YIELD = anywhere(r",?\s+yields?$")
LABELLING_ACT = anywhere(r"\s*\(\s*1? ?NLEA serving\s*\)|\bNLEA (?=serving)")
# What a bracket says of all 10 crackers ("1 serving", "1 oz") is not true of one of them.
ABOUT_THE_WHOLE = anywhere(r"\s*\((?:[\d./ -]+\s*)?(?:NLEA |fl |whole )?(?:servings?|oz|cups?|tbsp|g)\b[^)]*\)")
SERVING_TAIL = anywhere(r"\s+1 (?:NLEA )?serving$")
FIRST_WORD = re.compile(r"^\w+")
SINGULAR = {"leaves": "leaf", "cookies": "cookie"}
SINGULAR_ENDINGS = [(anywhere(r"ies$"), "y"), (anywhere(r"(?<=\w\w[^su])s$"), "")]


def usable_portions(records: Iterable[Sequence[str]]) -> tuple[list[PortionRow], Counter[str]]:
    """Return the portions in the order of the table, and how many rows were left out for which reason."""
    kept: dict[tuple[str, str], PortionRow] = {}
    left_out: Counter[str] = Counter()
    for code, sequence, amount, label, grams, *_ in records:
        one = PortionRow(code, int(sequence), readable(label, float(amount)), float(grams) / float(amount))
        if POUND_YIELD.search(label):
            left_out["what a pound of raw meat or bird yields"] += 1
        elif (code, one.label) in kept:
            left_out["same measure as an earlier row"] += 1
        else:
            kept[code, one.label] = one
    return list(kept.values()), left_out


def readable(label: str, amount: float) -> str:
    """A label that is true of one: no yield notes, no labelling-act jargon, singular after a division."""
    label = TRAILING_YIELD.sub("", YIELD_NOTE.sub("", " ".join(label.split())))
    if amount != 1:
        label = SERVING_TAIL.sub("", ABOUT_THE_WHOLE.sub("", label))
    if amount > 1:
        label = singular(label)
    return LABELLING_ACT.sub("", label)


def singular(label: str) -> str:
    return FIRST_WORD.sub(lambda word: singular_word(word[0]), label)


def singular_word(word: str) -> str:
    if word in SINGULAR:
        return SINGULAR[word]
    for pattern, ending in SINGULAR_ENDINGS:
        if pattern.search(word):
            return pattern.sub(ending, word)
    return word
