"""
From what somebody types to the foods they mean, plain ones first. No database: the index is built from the food files.

A name of `data/names.csv` leads to a food; words that are left over ("grilled", "no skin", "tinned") choose among the
siblings of that food, nearest to it. Foods nobody gave a name are found by their own descriptions, behind the named.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log2

from nutrients import catalogue, lexicon
from nutrients.country import suited
from nutrients.lexicon import Described, Name
from nutrients.spelling import understood
from nutrients.text import spoken, tokens

EXACT = 0.6  # the name has these words and no others
AS_SAID = 0.1  # in this order: potato salad is not salad potatoes
OF_NAME = 0.2  # a name used up more of the query
LIKE_FOOD = 0.15  # a sibling resembles the food the name leads to
COMPLETE = 0.05  # the national survey uses it, so every nutrient has a value
OTHER_TABLE = -0.04
CONFLICT = 0.3  # raw was asked, cooked is offered
UNASKED = 0.45  # share of a name's words nobody typed
UNNAMED = 0.72  # a food found by its description alone
LEAST = 0.45  # below this share of the query nothing was understood
TAIL = 0.35  # hits this much worse than the best are noise
SIBLINGS = 900  # a family larger than this is no family


@dataclass(frozen=True, slots=True)
class Hit:
    """One food that may be meant, with the everyday name it was found by."""

    code: str
    source: str
    description: str
    score: float
    name: str


@dataclass(frozen=True)
class Query:
    """The words asked for, each with the words of the index that may stand for it and how well they do."""

    words: tuple[Mapping[str, float], ...]
    weights: tuple[float, ...]
    said: tuple[str, ...]

    @cached_property
    def total(self) -> float:
        return sum(self.weights)

    @cached_property
    def readings(self) -> frozenset[str]:
        return frozenset(word for choices in self.words for word in choices)


def search(
    query: str,
    *,
    limit: int = 10,
    cooked: bool | None = None,
    country: str = "",
    boost: Mapping[int | str, float] | None = None,
) -> list[Hit]:
    """
    Rank the foods a phrase may mean.

    Parameters
    ----------
    query : str
        Anything; nonsense gives no hits.
    limit : int
        At most so many hits.
    cooked : bool or None
        Prefer the cooked or the raw food where the phrase does not say.
    country : str
        ISO 3166 code of the person's country; decides whether milk is taken to be fortified. "" is not known.
    boost : mapping of str to float or None
        How often the person ate a food, by its code; frequent foods rise.
    """
    if cooked is not None:
        query = f"{query} {'cooked' if cooked else 'raw'}"
    scores = dict(suited(ranked(query[:200]), country))
    for code, often in (boost or {}).items():
        if code in scores:
            scores[str(code)] += min(0.12 * log2(1 + often), 0.6)
    best = sorted(scores.items(), key=lambda scored: -scored[1])
    return [hit(code, score) for code, score in best[: max(limit, 0)]]


def hit(code: str, score: float) -> Hit:
    food = catalogue.entries()[code]
    name = lexicon.display_names().get(code, food.description)
    return Hit(code, food.source, food.description, round(score, 3), name)


@lru_cache(maxsize=2048)
def ranked(query: str) -> tuple[tuple[str, float], ...]:
    """Codes and scores, the best first; the same for everybody, so remembered."""
    asked = asked_words(query)
    if not asked.words:
        return ()
    scores: dict[str, float] = {}
    for code, score in [*by_name(asked), *by_description(asked)]:
        if score > scores.get(code, 0.0):
            scores[code] = score
    best = sorted(scores.items(), key=lambda scored: -scored[1])[:40]
    return tuple(scored for scored in best if scored[1] > best[0][1] * TAIL)


def asked_words(query: str) -> Query:
    words = tuple(understood(tokens(query)))
    weights = tuple(lexicon.weight(next(iter(choices))) for choices in words)
    return Query(words, weights, tuple(spoken(query)))


def by_name(asked: Query) -> Iterator[tuple[str, float]]:
    found = sorted(((name_score(asked, name), name) for name in touched(asked)), key=lambda scored: -scored[0])
    for score, name in found[:60]:
        if score > 0:
            yield name.code, score
    for _, name in found[:25]:
        used = [any(word in name.words for word in choices) for choices in asked.words]
        if not all(used) and name.words <= asked.readings:
            yield from by_sibling(asked, name, used)


def touched(asked: Query) -> set[Name]:
    """Names that share a word with the query; "cooked" alone does not count, unless nothing else is asked."""
    telling = [choices for choices, weight in zip(asked.words, asked.weights, strict=True) if weight == 1.0]
    found: set[Name] = set()
    for choices in telling or asked.words:
        for word in choices:
            found |= lexicon.names_by_word().get(word, frozenset())
    return found


def name_score(asked: Query, name: Name) -> float:
    food = lexicon.described()[name.code]
    by_the_name, covered = 0.0, 0.0
    for choices, weight in zip(asked.words, asked.weights, strict=True):
        of_name = max((good for word, good in choices.items() if word in name.words), default=0.0)
        by_the_name += weight * of_name
        covered += weight * max(of_name, 0.9 * likeness(choices, food.words))
    if covered < LEAST * asked.total:
        return 0.0
    unasked = sum(lexicon.weight(word) for word in name.words - asked.readings)
    score = covered / asked.total + OF_NAME * by_the_name / asked.total + LIKE_FOOD + standing(food)
    score -= UNASKED * unasked / (asked.total + unasked) + conflicts(asked, name.words | food.words)
    if unasked or by_the_name < 0.99 * asked.total:
        return score
    return score + EXACT + (AS_SAID if name.said == asked.said else 0.0)


def by_sibling(asked: Query, name: Name, used: list[bool]) -> Iterator[tuple[str, float]]:
    """Foods of the same kind as the named one that answer the words the name left over."""
    food = lexicon.described()[name.code]
    kin = (food.head - lexicon.empty_words()) | (name.words & food.words - lexicon.form_groups().keys())
    families = [lexicon.foods_by_word()[word] for word in kin if word in lexicon.foods_by_word()]
    family = frozenset.intersection(*families) if families else frozenset()
    if len(family) > SIBLINGS:
        return
    for code in family - {name.code}:
        other = lexicon.described()[code]
        covered = sum(
            weight * (1.0 if is_used else 0.97 * likeness(choices, other.words))
            for choices, weight, is_used in zip(asked.words, asked.weights, used, strict=True)
        )
        alike = len(other.words & food.words) / len(other.words | food.words)
        yield code, covered / asked.total + LIKE_FOOD * alike + standing(other) - conflicts(asked, other.words)


def by_description(asked: Query) -> Iterator[tuple[str, float]]:
    """Foods found by their own words; the part before the first comma is what a food is."""
    for code in candidates(asked):
        food = lexicon.described()[code]
        matched = [likeness(choices, food.words) for choices in asked.words]
        covered = sum(weight * good for weight, good in zip(asked.weights, matched, strict=True)) / asked.total
        if covered < LEAST:
            continue
        untyped = food.words - asked.readings - lexicon.empty_words()
        unasked = len(untyped & food.head) + 0.25 * len(untyped - food.head)
        extra = UNASKED * unasked / (2 * len(asked.words) + unasked)
        yield code, UNNAMED * covered + standing(food) - extra - conflicts(asked, food.words)


def candidates(asked: Query) -> set[str]:
    """Foods with the rarest telling words of the query, so that "cooked" alone fetches nothing."""
    telling = [choices for choices, weight in zip(asked.words, asked.weights, strict=True) if weight == 1.0]
    found = [set().union(*(lexicon.foods_by_word().get(word, frozenset()) for word in choices)) for choices in telling]
    found = sorted((codes for codes in found if codes), key=len)[:2]
    if len(found) == 2 and (both := found[0] & found[1]):
        return both
    return found[0] if found else set()


def likeness(choices: Mapping[str, float], words: frozenset[str]) -> float:
    """How well the words of a food answer one word of the query."""
    return max((good * fit(word, words) for word, good in choices.items()), default=0.0)


def fit(word: str, words: frozenset[str]) -> float:
    accepted = lexicon.forms().get(word)
    if accepted is None:
        return float(word in words)
    return max((well for found, well in accepted.items() if found in words), default=0.0)


def conflicts(asked: Query, words: frozenset[str]) -> float:
    """Raw was asked and the food is boiled; skimmed was asked and the food is whole."""
    groups = lexicon.form_groups()
    clashes = 0
    for choices in asked.words:
        word = next(iter(choices))
        if word in groups and not likeness(choices, words):
            clashes += any(groups.get(other) == groups[word] for other in words)
    return CONFLICT * clashes


def standing(food: Described) -> float:
    return COMPLETE * food.complete + OTHER_TABLE * (not food.from_sr28)
