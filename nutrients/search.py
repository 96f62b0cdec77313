"""
From what somebody types to the foods they mean, plain ones first. No database: the index is built from the food files.

A name of `data/names.csv` leads to a food; words that are left over ("grilled", "no skin", "tinned") choose among the
siblings of that food, nearest to it. Foods nobody gave a name are found by their own descriptions, behind the named.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nsmallest
from math import log2

from nutrients import catalogue, lexicon
from nutrients.composed import composed_by_words
from nutrients.country import region, suited
from nutrients.lexicon import Described, Name
from nutrients.line_amounts import read_amount
from nutrients.quantities import split_words
from nutrients.spelling import understood
from nutrients.text import spoken, tokens

EXACT = 0.6  # the name has these words and no others
AS_SAID = 0.1  # in this order: potato salad is not salad potatoes
OF_NAME = 0.2  # a name used up more of the query
WHOLE_NAME = 0.15  # and nothing of the name was left over
LIKE_FOOD = 0.15  # a sibling resembles the food the name leads to
COMPLETE = 0.05  # the national survey uses it, so every nutrient has a value
OTHER_TABLE = -0.04
CONFLICT = 0.3  # raw was asked, cooked is offered
HEADLESS = 0.25  # what the phrase says it is, by its last word, is not in the food: an energy gel is no energy drink
BESIDE = 0.5  # what comes after "with" says less of what it is
OUT = 5.0  # vegan was asked, and nothing says that it is
UNASKED = 0.45  # share of a name's words nobody typed
UNNAMED = 0.72  # a food found by its description alone
FOR_BABIES = frozenset({"baby", "babyfood", "infant", "toddler", "formula", "junior", "strained"})
LONGEST = 200  # characters of a query
WORDS = 12  # words of a query that are looked at
LEAST = 0.45  # below this share of the query nothing was understood
MOST_NAMES = 80  # names, and
MOST_FOODS = 150  # foods without one, that a query is compared with
ENOUGH = 10  # with so many foods found by an exact name no description is read
FLOOR = 0.45  # a food that shares so little with what was typed had better not be shown
TAIL = 0.35  # hits this much worse than the best are noise


@dataclass(frozen=True, slots=True)
class Hit:
    """One food that may be meant, with the everyday name it was found by."""

    code: str
    source: str
    description: str
    score: float
    name: str


@dataclass(frozen=True)
class Asked:
    """One word of a query: the words of names it may be, what it accepts in a description, and what it excludes."""

    readings: Mapping[str, float]
    accepts: tuple[tuple[str, float], ...]
    rivals: frozenset[str]
    weight: float

    @property
    def is_decisive(self) -> bool:
        return not lexicon.DECISIVE.isdisjoint(self.readings)

    @cached_property
    def foods(self) -> frozenset[str]:
        """Foods whose description answers this word at all."""
        by_word = lexicon.foods_by_word()
        return frozenset().union(*(by_word.get(accepted, frozenset()) for accepted, _ in self.accepts))

    @cached_property
    def in_order(self) -> tuple[tuple[str, float], ...]:
        return tuple(sorted(self.readings.items(), key=lambda reading: -reading[1]))

    def in_name(self, words: frozenset[str]) -> float:
        for word, good in self.in_order:  # plain loops: these two are asked thousands of times for a line
            if word in words:
                return good
        return 0.0

    def in_description(self, words: frozenset[str]) -> float:
        """How well a food answers this word; what answers best stands first."""
        for word, well in self.accepts:
            if word in words:
                return well
        return 0.0

    def excludes(self, words: frozenset[str]) -> bool:
        """Raw was asked and the food is boiled; skimmed was asked and the food is whole."""
        return not self.rivals.isdisjoint(words) and not self.in_description(words)


@dataclass(frozen=True)
class Query:
    """What was asked for, word by word."""

    words: tuple[Asked, ...]
    said: tuple[str, ...]
    spoken_in: str

    @cached_property
    def total(self) -> float:
        return sum(word.weight for word in self.words)

    @cached_property
    def readings(self) -> frozenset[str]:
        return frozenset(reading for word in self.words for reading in word.readings)

    @cached_property
    def telling(self) -> tuple[Asked, ...]:
        """The words that say what is eaten; those for cooking and keeping tell only when there are no others."""
        return tuple(word for word in self.words if word.weight > lexicon.FORM_WEIGHT) or self.words

    @cached_property
    def head(self) -> Asked | None:
        """In English the last word says what a thing is, unless it says how it was cooked."""
        return next((word for word in reversed(self.words) if word.weight == 1.0), None)

    def lacks_head(self, words: frozenset[str]) -> float:
        head = self.head
        return 0.0 if head is None or head.in_name(words) or head.in_description(words) else HEADLESS

    @cached_property
    def decisive(self) -> tuple[Asked, ...]:
        return tuple(word for word in self.words if word.is_decisive)

    @cached_property
    def excluding(self) -> tuple[Asked, ...]:
        return tuple(word for word in self.words if word.rivals)

    def conflicts(self, words: frozenset[str]) -> float:
        if not (self.decisive or self.excluding):
            return 0.0
        missing = sum(not word.in_description(words) for word in self.decisive)
        return CONFLICT * sum(word.excludes(words) for word in self.excluding) + OUT * missing


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

    Notes
    -----
    A meal that is several foods by nature (a full English) gives those foods, in their order.
    """
    said = tokens(query[:LONGEST])
    if lexicon.absent(said, nearest=False):
        return []
    if meal := composed_by_words().get(tuple(said)):
        return parts_of(meal, country)[: max(limit, 0)]
    if cooked is not None:
        query = f"{query} {'cooked' if cooked else 'raw'}"
    scores = dict(suited(ranked(query[:LONGEST], region(country)), country))
    for code, often in (boost or {}).items():
        if code in scores:
            scores[str(code)] += habit(str(code), query, often)
    best = sorted(scores.items(), key=best_first)
    return [hit(code, score) for code, score in best[: max(limit, 0)]]


def parts_of(meal: Iterable[str], country: str) -> list[Hit]:
    """The foods of a composed meal: of "2 fried eggs" the fried egg."""
    words = (" ".join(read_amount(split_words(part))[1]) for part in meal)
    found = (hit for said in words for hit in search(said, limit=1, country=country))
    return list({hit.code: hit for hit in found}.values())


def habit(code: str, query: str, often: float) -> float:
    """What a habit adds: whoever always takes skimmed milk means it by "milk", but "egg" never means egg noodles."""
    name = spoken(lexicon.display_names().get(code, ""))
    same_thing = name[-1:] == spoken(query)[-1:]
    return min(0.3 * log2(1 + max(often, 0.0)), 1.5) * (1.0 if same_thing else 0.25)


def hit(code: str, score: float) -> Hit:
    food = catalogue.entries()[code]
    name = lexicon.display_names().get(code, food.description)
    return Hit(code, food.source, food.description, round(score, 3), name)


@lru_cache(maxsize=2048)
def ranked(query: str, spoken_in: str) -> tuple[tuple[str, float], ...]:
    """Codes and scores, the best first; the same for everybody, so remembered."""
    understood_query = asked_words(query, spoken_in)
    scores: dict[str, float] = {}
    for code, score in by_name(understood_query):
        scores[code] = max(score, scores.get(code, 0.0))
    if len(scores) < ENOUGH or max(scores.values()) < 1 + EXACT:
        for code, score in by_description(understood_query):
            scores[code] = max(score, scores.get(code, 0.0))
    meant = scores.keys() if FOR_BABIES & understood_query.readings else scores.keys() - lexicon.baby_foods()
    best = sorted(((code, scores[code]) for code in meant), key=best_first)[:40]
    return tuple(scored for scored in best if scored[1] > max(best[0][1] * TAIL, FLOOR))


def best_first(scored: tuple[str, float]) -> tuple[float, str]:
    """Equal scores stand in the order of their codes, so that every process gives one answer."""
    return -scored[1], scored[0]


def asked_words(query: str, spoken_in: str) -> Query:
    beside = aside(query)
    found = understood(tokens(query)[:WORDS])
    words = tuple(asked(readings, BESIDE if next(iter(readings)) in beside else 1.0) for readings in found)
    return Query(words, tuple(spoken(query)), spoken_in)


def aside(query: str) -> frozenset[str]:
    """The words that only come with the food: of a bagel with cream cheese the cream and the cheese."""
    main, _, rest = query.lower().replace(" on toast", " with toast").partition(" with ")
    return frozenset(tokens(rest)) - frozenset(tokens(main))


def asked(readings: Mapping[str, float], share: float) -> Asked:
    accepts: dict[str, float] = {}
    for word, good in readings.items():
        for found, well in lexicon.forms().get(word, {word: 1.0}).items():
            accepts[found] = max(accepts.get(found, 0.0), good * well)
    first = next(iter(readings))
    best_first = tuple(sorted(accepts.items(), key=lambda accepted: -accepted[1]))
    return Asked(readings, best_first, lexicon.rivals().get(first, frozenset()), share * lexicon.weight(first))


def by_name(query: Query) -> Iterator[tuple[str, float]]:
    scored = ((name_score(query, name), name) for name in touched(query))
    found = sorted(scored, key=lambda one: (-one[0], one[1].code, one[1].text))
    for score, name in found[:60]:
        if score > 0:
            yield name.code, score
    for _, name in found[:25]:
        left = [word for word in query.words if not word.in_name(name.words)]
        if left and name.words <= query.readings:
            yield from by_sibling(query, name, left)


def touched(query: Query) -> list[Name]:
    """Names that share a telling word with the query; where they are many, those that share most and say least else."""
    by_word = lexicon.names_by_word()
    shared: dict[Name, float] = {}
    for word in query.telling:
        for reading, good in word.in_order:
            for name in by_word.get(reading, ()):
                shared[name] = shared.get(name, 0.0) + good
    found = [name for name in shared if name.spoken_in in {"", query.spoken_in}]
    if len(found) <= MOST_NAMES:
        return found
    forms = query.readings & lexicon.form_groups().keys()

    def closest_first(name: Name) -> tuple[float, str, str]:
        return len(name.words) / 4 - shared[name] - len(name.words & forms) / 2, name.code, name.text

    return nsmallest(MOST_NAMES, found, key=closest_first)


def name_score(query: Query, name: Name) -> float:
    food = lexicon.described()[name.code]
    by_the_name, covered = 0.0, 0.0
    for word in query.words:
        of_name = word.in_name(name.words)
        by_the_name += word.weight * of_name
        covered += word.weight * (of_name or 0.9 * word.in_description(food.words))
    if covered < LEAST * query.total:
        return 0.0
    unasked = sum(map(lexicon.weight, name.words - query.readings))
    share = by_the_name / query.total
    score = covered / query.total + (OF_NAME + WHOLE_NAME * (not unasked)) * share + LIKE_FOOD + standing(food)
    either = name.words | food.words
    score -= UNASKED * unasked / (query.total + unasked) + query.conflicts(either) + query.lacks_head(either)
    if unasked or by_the_name < 0.99 * query.total:
        return score
    return score + EXACT + (AS_SAID if name.said == query.said else 0.0)


def by_sibling(query: Query, name: Name, left: list[Asked]) -> Iterator[tuple[str, float]]:
    """Foods of the same kind as the named one that answer some of the words the name left over."""
    food = lexicon.described()[name.code]
    kin = family(food, name)
    of_name = (OF_NAME + WHOLE_NAME) * (1 - sum(word.weight for word in left) / query.total)
    for code in {code for word in left for code in kin & word.foods}:
        other = lexicon.described()[code]
        covered = query.total - sum(word.weight * (1 - 0.97 * word.in_description(other.words)) for word in left)
        alike = len(other.words & food.words) / len(other.words | food.words)
        score = covered / query.total + of_name + LIKE_FOOD * alike + standing(other)
        yield code, score - query.conflicts(other.words) - query.lacks_head(name.words | other.words)


def family(food: Described, name: Name) -> frozenset[str]:
    """Foods that share what a food is, by the head of its description and by the name it goes under."""
    kin = (food.head - lexicon.empty_words()) | (name.words & food.words - lexicon.form_groups().keys())
    found = [lexicon.foods_by_word()[word] for word in kin]
    return frozenset.intersection(*found) if found else frozenset()


def by_description(query: Query) -> Iterator[tuple[str, float]]:
    """Foods found by their own words; the part before the first comma is what a food is."""
    for code in candidates(query):
        food = lexicon.described()[code]
        covered = sum([word.weight * word.in_description(food.words) for word in query.words]) / query.total
        if covered < LEAST:
            continue
        untyped = food.words - query.readings - lexicon.empty_words()
        unasked = len(untyped & food.head) + 0.25 * len(untyped - food.head)
        extra = UNASKED * unasked / (2 * len(query.words) + unasked)
        score = UNNAMED * covered + standing(food) - extra - query.conflicts(food.words)
        yield code, score - query.lacks_head(food.words)


def candidates(query: Query) -> Collection[str]:
    """Foods with the two rarest telling words of the query, else with the rarest."""
    found = sorted((word.foods for word in query.telling if word.foods), key=len)[:2]
    if len(found) == 2 and (both := found[0] & found[1]):
        return most_complete(both)
    return most_complete(found[0]) if found else []


def most_complete(codes: frozenset[str]) -> Collection[str]:
    """Of very many foods those of the national survey, because of the others there are too many to look at."""
    if len(codes) <= MOST_FOODS:
        return codes
    described = lexicon.described()
    return nsmallest(MOST_FOODS, codes, key=lambda code: (not described[code].complete, code))


def standing(food: Described) -> float:
    return COMPLETE * food.complete + OTHER_TABLE * (not food.from_sr28)
