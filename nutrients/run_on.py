"""Foods typed one after the other with no mark between them, told apart by their amounts or by their names."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from nutrients import lexicon
from nutrients.composed import Said, composed_names
from nutrients.line_amounts import Words, leading, read_amount
from nutrients.quantities import is_number, read_number, read_unit
from nutrients.search import search
from nutrients.text import bare, rows, singular

LONGEST_NAME = 6  # words
LONGEST_LIST = 14  # words
WELL_NAMED = 1.5  # a phrase that a food answers so well is that food
NAMED = 1.0  # a salad or another open dish that a food answers so well is that one

# What may end a list of foods, because nothing is called after the foods before it: "egg chips beans", but a bean soup.
ENDS_A_LIST = frozenset(
    ["Vegetables and Vegetable Products", "Fruits and Fruit Juices", "Legumes and Legume Products",
     "Sausages and Luncheon Meats", "Pork Products"]
)  # fmt: skip


def pieces(words: Words) -> list[Words]:
    """The foods of words that nothing divides; mostly one."""
    found = [words]
    for cut in (by_measures, by_counts, by_names):
        found = [piece for whole in found for piece in cut(whole)]
    return found


def by_measures(words: Words) -> list[Words]:
    """By weights and volumes: "oats 40g milk 150ml", "100g rice 80g ham"."""
    amounts = [*stated_amounts(words)]
    if len(amounts) < 2:
        return [words]
    if len(amounts) == 2 and amounts[1][0] == amounts[0][1]:  # a cup, 120 ml: said twice
        return [[*words[: amounts[0][0]], *words[amounts[1][0] :]]]
    cuts = [start for start, _ in amounts] if amounts[0][0] == 0 else [0, *(end for _, end in amounts)]
    return slices(words, cuts)


def slices(words: Words, cuts: list[int]) -> list[Words]:
    return [words[start:end] for start, end in pairwise([*cuts, len(words)]) if start < end]


def stated_amounts(words: Words) -> Iterator[tuple[int, int]]:
    """Where the weights and volumes of a part begin and end."""
    place = 0
    while place < len(words):
        number = read_number(words, place) if is_number(words[place]) else None
        unit = read_unit(words, number[1]) if number else None
        if unit and (unit[0].kind in {"mass", "volume", "kitchen"} or unit[0].name in {"IU", "ug"}):
            yield place, unit[1]
            place = unit[1]
        else:
            place = number[1] if number else place + 1


def by_counts(words: Words) -> list[Words]:
    """By how many of each: "1 banana 1 apple", "soup 2 slices bread", "eggs 2 toast 1"."""
    numbers = [*counts(words)]
    for places in ([start for start, _ in numbers], [end for _, end in numbers]):
        found = slices(words, sorted({0, *places}))
        if says_it_twice(found):
            break
        if len(found) > 1 and all(map(is_amount_of_a_food, found)):
            return found
    return [words]


def says_it_twice(found: list[Words]) -> bool:
    """Scrambled eggs, 3 eggs."""
    return len({singular(piece[-1]) for piece in found}) < len(found)


def counts(words: Words) -> Iterator[tuple[int, int]]:
    """Where the numbers of a part begin and end."""
    place = 0
    while place < len(words):
        number = read_number(words, place)
        if number and words[number[1] : number[1] + 1] != ["inch"]:
            yield place, number[1]
        place = number[1] if number else place + 1


def is_amount_of_a_food(words: Words) -> bool:
    return is_name(read_amount(words)[1])


def is_name(words: Words) -> bool:
    return said(words) in lexicon.names_as_said() or is_meal(words)


def is_meal(words: Words) -> bool:
    return said(words) in composed_names()


def said(words: Words) -> Said:
    return tuple(bare(word) for word in words)


def by_names(words: Words) -> list[Words]:
    """By names alone, where they cannot be one dish: "sausage mash peas", "fish fingers chips"."""
    rest = leading(words)[1] if read_number(words, 0) else words
    if not 2 <= len(rest) <= LONGEST_LIST or is_name(rest):
        return [words]
    names = tiles(rest)
    if len(names) < 2 or not is_list(names) or is_named(rest, NAMED if is_open(names[-1]) else WELL_NAMED):
        return [words]
    return [[*words[: len(words) - len(rest)], *names[0]], *names[1:]]


def tiles(words: Words) -> list[Words]:
    """The fewest names that these words are made of; none where a word is over."""
    best: list[list[Words] | None] = [[]]
    for end in range(1, len(words) + 1):
        ways = (
            [*before, words[start:end]]
            for start in range(max(0, end - LONGEST_NAME), end)
            if (before := best[start]) is not None and is_name(words[start:end])
        )
        best.append(min(ways, key=len, default=None))
    return best[-1] or []


def is_list(names: list[Words]) -> bool:
    """
    Are the names those of several foods?

    In English what describes a food stands before it in the singular: "carrot soup", but "carrots soup". A plural or
    a dish before the end is a food of its own, and so are three that do not flavour one another.
    """
    *before, last = names
    if any(map(is_meal, before)) or is_open(last):
        return True
    if not ends_a_list(last):
        return len(last) > 1 and any(map(is_dish, before))
    enough = len(names) > 2 or singular(last[-1]) == "egg"  # ham egg (and chips)
    return any(map(is_apart, before)) or (enough and not any(map(is_flavour, before)))


def ends_a_list(name: Words) -> bool:
    last = singular(name[-1])
    if last in roles("dish") or last in roles("head"):
        return False
    food = lexicon.names_as_said().get(said(name))
    return last in roles("list end") or (food is not None and lexicon.group_of(food.code) in ENDS_A_LIST)


def is_apart(name: Words) -> bool:
    """Is it a plural, or a dish of its own?"""
    return name[-1] != singular(name[-1]) or is_dish(name)


def is_dish(name: Words) -> bool:
    """A bacon sandwich is one; a sandwich may yet become a sandwich spread."""
    return len(name) > 1 and singular(name[-1]) in roles("dish") | roles("head")


def is_flavour(name: Words) -> bool:
    return all(singular(word) in roles("flavour") for word in name)


def is_open(name: Words) -> bool:
    """Is it a dish that is eaten with what stands before it: a chickpea salad is chickpeas and leaves?"""
    return " ".join(said(name)) in roles("open")


def is_named(words: Words, score: float) -> bool:
    hits = search(" ".join(words), limit=1)
    return bool(hits) and hits[0].score >= score


@cache
def roles(role: str) -> frozenset[str]:
    """The words of `line_words.csv` that tell a list of foods from one dish."""
    return frozenset(row["word"] for row in rows("line_words.csv") if row["role"] == role)
