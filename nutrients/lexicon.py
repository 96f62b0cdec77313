"""The everyday names, the words of every food, and which way of cooking answers which. Built once, on first use."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from nutrients import catalogue
from nutrients.text import rows, spoken, tokens

Key = TypeVar("Key")
Value = TypeVar("Value")

DECISIVE = frozenset({"vegan", "vegetarian", "plant", "dairyfree", "meatfree"})  # vegan cheese is no kind of cheese
DECISIVE_WEIGHT = 0.7  # too little to find a food by, but a food without it is out
SERVED_IN = frozenset(  # a poke bowl is no porridge, and cheese cubes are no stock cubes
    ["bowl", "slice", "ring", "plate", "pot", "bag", "box", "packet", "cube", "wedge", "piece", "chunk", "stick",
     "half", "sabzi"]
)  # fmt: skip
CUT = frozenset({"chopped", "sliced", "diced", "grated", "shredded", "cubed", "crushed", "halved"})
CUT_WEIGHT = 0.1  # chopped broccoli is broccoli, not frozen broccoli because that is sold chopped
FORM_WEIGHT = 0.4  # how much "grilled" counts beside "salmon"


@dataclass(frozen=True, slots=True, eq=False)  # each is the one of its line: compared by identity, which is quick
class Name:
    """An everyday name and the food it leads to."""

    text: str
    words: frozenset[str]
    said: tuple[str, ...]
    code: str
    spoken_in: str


@dataclass(frozen=True, slots=True)
class Described:
    """A food by the words of its own description."""

    code: str
    words: frozenset[str]
    head: frozenset[str]
    complete: bool
    from_sr28: bool


@cache
def names() -> tuple[Name, ...]:
    return tuple(
        Name(row["name"], frozenset(tokens(row["name"])), tuple(spoken(row["name"])), row["code"], row["spoken_in"])
        for row in rows("names.csv")
    )


@cache
def described() -> dict[str, Described]:
    return {code: describe(entry) for code, entry in catalogue.entries().items()}


def describe(entry: catalogue.Entry) -> Described:
    head, _, rest = entry.description.partition(",")
    first = tokens(head)
    words = frozenset([*first, *tokens(rest), *tokens(entry.common_names)])
    return Described(entry.code, words, frozenset(first), entry.complete, entry.source == "SR28")


@cache
def forms() -> dict[str, dict[str, float]]:
    """What a word for cooking, keeping, fat, skin or salt accepts in a description, and how well."""
    accepted: dict[str, dict[str, float]] = {}
    for row in rows("forms.csv"):
        accepted.setdefault(row["asked"], {})[row["found"]] = float(row["weight"])
    return accepted


@cache
def form_groups() -> dict[str, str]:
    """Of two words of one group only one can be true of a food: raw or cooked, skimmed or whole."""
    table = rows("forms.csv")
    return {row[column]: row["group"] for column in ("found", "asked") for row in table}


@cache
def rivals() -> dict[str, frozenset[str]]:
    """For each such word the words of its group, itself among them."""
    groups = form_groups()
    return {word: frozenset(other for other in groups if groups[other] == group) for word, group in groups.items()}


@cache
def foods_by_word() -> dict[str, frozenset[str]]:
    return gathered((word, food.code) for food in described().values() for word in food.words)


@cache
def baby_foods() -> frozenset[str]:
    return frozenset(code for code, entry in catalogue.entries().items() if "Baby" in entry.group)


@cache
def empty_words() -> frozenset[str]:
    """Words that tell nothing apart, because they stand in hundreds of descriptions."""
    return frozenset(row["word"] for row in rows("empty_words.csv"))


@cache
def published_words() -> frozenset[str]:
    """The words of SR28; FNDDS has typing mistakes of its own."""
    return frozenset().union(*(food.words for food in described().values() if food.from_sr28))


@cache
def names_by_word() -> dict[str, frozenset[Name]]:
    return gathered((word, name) for name in names() for word in name.words)


@cache
def names_as_said() -> dict[tuple[str, ...], Name]:
    """Names by their very words in their order, each in the singular."""
    return {name.said: name for name in reversed(names())}


@cache
def display_names() -> dict[str, str]:
    """The first name in the table is the one a food is shown by."""
    table: dict[str, str] = {}
    for name in names():
        table.setdefault(name.code, name.text)
    return table


@cache
def not_there() -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    """By first word: what the tables do not hold, its name, and whether a food stands in for it."""
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for row in rows("not_there.csv"):
        said = tuple(tokens(row["name"]))
        found.setdefault(said[0], []).append((said, row["name"], bool(row["nearest"])))
    return found


def absent(words: Sequence[str], *, nearest: bool) -> str:
    """The food among these words that the tables do not hold, with or without one that stands in for it; "" is none."""
    for place, word in enumerate(words):
        for said, name, has_near in not_there().get(word, ()):
            if has_near == nearest and tuple(words[place : place + len(said)]) == said:
                return name
    return ""


@cache
def everyday_words() -> dict[str, int]:
    """How many names use a word: what typing mistakes and beginnings of words are compared with."""
    return dict(Counter(word for name in names() for word in name.words))


@cache
def everyday_in_order() -> list[str]:
    return sorted(everyday_words())


def gathered(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, frozenset[Value]]:
    table: defaultdict[Key, set[Value]] = defaultdict(set)
    for key, value in pairs:
        table[key].add(value)
    return {key: frozenset(values) for key, values in table.items()}


@lru_cache(maxsize=16_384)
def weight(word: str) -> float:
    if word in DECISIVE:
        return DECISIVE_WEIGHT
    if word in CUT:
        return CUT_WEIGHT
    return FORM_WEIGHT if word in SERVED_IN or word in form_groups() else 1.0


def group_of(code: str) -> str:
    return catalogue.entries()[code].group
