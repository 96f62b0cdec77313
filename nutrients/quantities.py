"""How much somebody says they had: numbers in figures, words, fractions and ranges, and the measure that follows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nutrients.text import rows, singular, without_accents

TOKEN = re.compile(r"\d+(?:\.\d+)?|[a-z]+(?:'[a-z]+)?|[/%*,;+:.!?()\n-]")
THOUSANDS = re.compile(r"\b([1-9]\d{0,2}),(\d{3})\b")
DECIMAL_COMMA = re.compile(r"(\d),(\d{1,2})\b")
INCHES = re.compile(r"(?<=\d)\s*-?\s*(?:\"|″|”|''|inch(?:es)?\b)")
FOOT_LONG = re.compile(r"\bfoot[ -]?long\b")
FRACTION_SIGN = re.compile("([¼-¾⅐-⅞])")

WORDS = {
    **dict.fromkeys(("a", "an", "one", "single"), 1.0),
    **{"two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0},
    **{"ten": 10.0, "eleven": 11.0, "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "fifty": 50.0},
    **{"couple": 2.0, "pair": 2.0, "dozen": 12.0, "hundred": 100.0},
}
PARTS = {"half": 0.5, "halve": 0.5, "third": 1 / 3, "quarter": 0.25, "fourth": 0.25, "eighth": 0.125}
OF_A_NAME = frozenset({"pounder", "guys", "spice"})  # a quarter pounder is a burger
SIZES = {
    **dict.fromkeys(("small", "sml", "little", "mini", "thin", "short", "child", "child's", "kids", "kid's"), "small"),
    **dict.fromkeys(("medium", "med", "average", "normal"), "medium"),
    **dict.fromkeys(("large", "lrg", "lge", "big", "huge", "thick", "tall", "generous", "massive", "giant"), "large"),
    "double": "double",
}
CUP_SIZES = frozenset({"tall", "grande", "venti"})  # of a coffee; a tall glass is a large one
HEAPED = {"heaped": 1.5, "heaping": 1.5, "rounded": 1.25, "level": 1.0, "scant": 1.0}
LARGEST = 100_000.0


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure by the name it is shown under; `kind` says how it becomes grams."""

    name: str
    kind: str
    amount: float | None
    us: float | None
    gb: float | None

    def size_in(self, country: str) -> float:
        """Grams of a mass, millilitres of a volume; kitchen measures differ by country."""
        local = self.us if country.upper() in {"", "US"} else self.gb
        return self.amount or local or 1.0


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it counts; without a unit it counts the food itself."""

    quantity: float
    unit: Unit | None = None
    size: str = ""
    note: str = ""
    stated: bool = True
    inches: float = 0.0  # how long or how wide it is said to be; 0 is not said


@cache
def units() -> dict[str, Unit]:
    def number(text: str) -> float | None:
        return float(text) if text else None

    return {
        row["word"]: Unit(row["unit"], row["kind"], number(row["amount"]), number(row["us"]), number(row["gb"]))
        for row in rows("units.csv")
    }


def split_words(line: str) -> list[str]:
    """Words, numbers and marks of a line; "1½ cups" gives 1, 1, /, 2, cups and "0,5 l" gives 0.5, l."""
    line = FRACTION_SIGN.sub(
        r" \1", line.replace("–", "-").replace("—", " , ").replace("×", " x ").replace("&", " and ")
    )
    line = without_accents(line.lower().replace("’", "'")).replace("⁄", "/").replace("w/o ", "without ")
    line = FOOT_LONG.sub("12 inch", INCHES.sub(" inch ", line))
    line = DECIMAL_COMMA.sub(r"\1.\2", THOUSANDS.sub(r"\1\2", line.replace(" w/ ", " with ")))
    words = TOKEN.findall(line)
    return ["and" if is_and(words, place) else word for place, word in enumerate(words)]


def is_and(words: Sequence[str], place: int) -> bool:
    """Is it the "n" of fish n chips?"""
    beside = words[place - 1 : place + 2 : 2] if place else []
    return words[place] == "n" and len(beside) == 2 and all(word[0].isalpha() for word in beside)


def is_number(word: str) -> bool:
    return word[:1].isdigit()


def read_number(words: Sequence[str], start: int) -> tuple[float, int, str] | None:
    """The number at a place, where it ends, and a note on what was taken for it; None where there is none."""
    if start >= len(words):
        return None
    first = read_simple(words, start)
    if first is None:
        return None
    value, end = first
    top = read_simple(words, end + 1) if words[end : end + 1] in (["-"], ["to"], ["or"]) else None
    if top is None or top[0] <= value:
        return value, end, ""
    middle = (value + top[0]) / 2
    return middle, top[1], f"{value:g} to {top[0]:g} taken as {middle:g}"


def read_simple(words: Sequence[str], start: int) -> tuple[float, int] | None:
    if start >= len(words):
        return None
    word = singular(words[start])
    if is_number(word):
        return read_figures(words, start)
    if words[start + 1 : start + 2] and words[start + 1] in OF_A_NAME:
        return None
    if word in PARTS:
        return PARTS[word], after_article(words, start + 1)
    if word not in WORDS:
        return None
    value, end = WORDS[word], start + 1
    following = singular(words[end]) if end < len(words) else ""
    if following in PARTS and word != "single":  # "a half", "three quarters"
        return value * PARTS[following], after_article(words, end + 1)
    if following in {"couple", "pair", "dozen", "hundred"}:  # "two dozen"
        value, end = value * WORDS[following], end + 1
    return and_part(words, value, end)


def read_figures(words: Sequence[str], start: int) -> tuple[float, int]:
    """2, 2.5, 1/2 and 1 1/2."""
    value, end = min(float(words[start]), LARGEST), start + 1
    if (below := fraction_below(words, end)) is not None:
        return value / below, after_article(words, end + 2)
    if end < len(words) and is_number(words[end]) and (below := fraction_below(words, end + 1)) is not None:
        return value + float(words[end]) / below, after_article(words, end + 3)
    if end < len(words) and words[end] == "dozen":
        return value * 12, end + 1
    return and_part(words, value, end)


def fraction_below(words: Sequence[str], slash: int) -> float | None:
    if slash + 1 < len(words) and words[slash] == "/" and is_number(words[slash + 1]) and float(words[slash + 1]) > 0:
        return float(words[slash + 1])
    return None


def and_part(words: Sequence[str], value: float, end: int) -> tuple[float, int]:
    """One "and a half"."""
    place = end + 1 if end < len(words) and words[end] == "and" else len(words)
    if place < len(words) and words[place] in {"a", "one"}:
        place += 1
    if place < len(words) and singular(words[place]) in PARTS:
        return value + PARTS[singular(words[place])], place + 1
    return value, end


def after_article(words: Sequence[str], place: int) -> int:
    """Past "of a", "an": half of an apple, three quarters of a cup."""
    if place < len(words) and words[place] == "of":
        place += 1
    return place + 1 if place < len(words) and words[place] in {"a", "an"} else place


def read_unit(words: Sequence[str], start: int) -> tuple[Unit, int] | None:
    if start >= len(words):
        return None
    if words[start] in {"fl", "fluid"} and start + 1 < len(words) and singular(words[start + 1]) in {"oz", "ounce"}:
        return units()["floz"], start + 2
    if (
        start + 1 < len(words)
        and singular(words[start + 1]) in {"spoon", "spoonful"}
        and words[start] + "spoon" in units()
    ):
        return units()[words[start] + "spoon"], start + 2
    unit = units().get(words[start]) or units().get(singular(words[start]))
    return (unit, start + 1) if unit else None


def read_sizes(words: Sequence[str], start: int) -> tuple[str, float, int]:
    """Size words at a place ("large", "heaped"): the size, a factor, and where they end."""
    size, factor = "", 1.0
    while start < len(words) and is_size(words, start):
        size = SIZES.get(words[start], size)
        factor *= HEAPED.get(words[start], 1.0)
        start += 1
    return size, factor, start


def is_size(words: Sequence[str], place: int) -> bool:
    word = words[place]
    if word in CUP_SIZES:
        return read_unit(words, place + 1) is not None
    return word in SIZES or word in HEAPED or word in {"extra", "very"} or (place > 0 and word in {"size", "sized"})
