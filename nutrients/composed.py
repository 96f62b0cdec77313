"""Meals that are several foods by nature, like fish and chips, and the dishes that people take apart."""

from dataclasses import dataclass
from functools import cache

from nutrients.quantities import split_words
from nutrients.text import bare, rows, tokens

Said = tuple[str, ...]


@cache
def composed_meals() -> dict[str, list[str]]:
    """The parts of each such meal, as they would be typed."""
    return {row["name"]: [part.strip() for part in row["parts"].split(";")] for row in rows("composed.csv")}


@cache
def composed_names() -> frozenset[Said]:
    """The names of composed meals, each word in the singular."""
    return frozenset(tuple(bare(word) for word in split_words(name)) for name in composed_meals())


@cache
def composed_by_words() -> dict[Said, list[str]]:
    """Composed meals by the words that count, so that a bacon butty is a bacon sandwich."""
    return {tuple(tokens(name)): meal for name, meal in composed_meals().items()}


@dataclass(frozen=True, slots=True)
class Dish:
    """A dish people take apart: what it cannot be without, and the bread it comes in."""

    core: frozenset[str]
    beside: str


@cache
def made_of() -> dict[str, Dish]:
    """Dishes people take apart, by the last word of their name."""
    return {tokens(row["dish"])[-1]: Dish(frozenset(tokens(row["core"])), row["beside"]) for row in rows("made_of.csv")}
