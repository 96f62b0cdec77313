"""
A typed line into foods with amounts: "2 eggs, a cup of whole milk and a slice of toast". It only fills a review list.

The line is cut at commas and joining words, but never inside a name ("mac and cheese"). Each part gives its amount and
its measure; the rest of its words are searched. Whatever had to be assumed is said in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from nutrients import doses, lexicon
from nutrients.line_amounts import Words, leading, read_amount
from nutrients.measures import Food, piece, weigh
from nutrients.quantities import Amount, is_number, read_number, read_unit, split_words, units
from nutrients.search import Hit, search
from nutrients.text import rows, singular, tokens

LONGEST = 500
MOST_ITEMS = 16
SURE = 0.62  # a hit below this score is a guess nobody should be shown as an answer
RUNNERS_UP = 5

STOPS = frozenset({",", ";", "+", "\n", ":", ".", "!", "?"})
KEPT_NEGATIONS = frozenset({"noskin", "nosalt"})
ASIDE = frozenset({"Beverages", "Baked Products", "Breakfast Cereals", "Sweets"})  # never half of a dish

Kind = Literal["food", "supplement", "unknown"]


class LineTooLongError(ValueError):
    """More than a meal's worth of text."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the review list: what was understood, how much of it, and what was assumed."""

    text: str
    kind: Kind
    code: str = ""
    source: str = ""
    description: str = ""
    quantity: float = 1.0
    unit: str = ""
    grams: float = 0.0
    assumed: str = ""
    alternatives: list[Hit] = field(default_factory=list)
    nutrient: str = ""
    amount: float | None = None
    amount_unit: str = ""


def parse(line: str, *, country: str = "") -> list[Item]:
    """
    Read a line into items to review.

    Parameters
    ----------
    line : str
        At most 500 characters, in English.
    country : str
        ISO 3166 code; decides cups, pints and whether milk is fortified. "" is not known.

    Raises
    ------
    LineTooLongError
        If the line is longer than that; the message is fit to be shown.
    """
    if len(line) > LONGEST:
        raise LineTooLongError(f"A line can have {LONGEST} characters; this one has {len(line)}. Split it in two.")
    found = list(merged(parts(split_words(line))))
    items: list[Item] = []
    for part in found[:MOST_ITEMS]:
        items += read_part(part, country, before(items))
    if rest := [word for part in found[MOST_ITEMS:] for word in part]:
        items.append(
            Item(" ".join(rest), "unknown", assumed=f"one line takes {MOST_ITEMS} foods: put these on another")
        )
    return items


def before(items: list[Item]) -> frozenset[str]:
    """The words and groups of the foods named so far: milk after tea is a splash, after cereal more."""
    said = [f"{item.text} {lexicon.group_of(item.code) if item.kind == 'food' else ''}" for item in items]
    return frozenset(tokens(" ".join(said)))


@cache
def words_for(role: str) -> frozenset[str]:
    """The words of `line_words.csv` that join foods, deny them, or say nothing about them."""
    return frozenset(row["word"] for row in rows("line_words.csv") if row["role"] == role)


@cache
def joined_names() -> dict[str, list[tuple[str, ...]]]:
    """By first word: names with a joining word inside, longest first, and the phrases of composed meals."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for said in [*lexicon.names_as_said(), *composed_names()]:
        if words_for("joiner") & set(said[1:-1]):
            found.setdefault(said[0], []).append(said)
    for names in found.values():
        names.sort(key=lambda said: -len(said))
    return found


@cache
def composed_meals() -> dict[str, list[str]]:
    """Meals that are several foods by nature, like fish and chips."""
    return {row["name"]: [part.strip() for part in row["parts"].split(";")] for row in rows("composed.csv")}


@cache
def composed_names() -> frozenset[tuple[str, ...]]:
    """The names of composed meals, each word in the singular."""
    return frozenset(tuple(singular(word) for word in split_words(name)) for name in composed_meals())


@cache
def composed_by_words() -> dict[tuple[str, ...], list[str]]:
    """Composed meals by the words that count, so that a bacon butty is a bacon sandwich."""
    return {tuple(tokens(name)): meal for name, meal in composed_meals().items()}


def parts(words: Words) -> Iterator[Words]:
    """Cut a line into its foods, at commas and joining words outside of names."""
    current: Words = []
    place = 0
    while place < len(words):
        if (length := name_length(words, place, after=current)) > 1:
            current += words[place : place + length]
            place += length
            continue
        if words[place] == "." and place and is_abbreviated(words[place - 1]):
            place += 1
            continue
        if words[place] in STOPS or (words[place] in words_for("joiner") and not within_number(words, place)):
            if not (
                current and current[-1] in words_for("made") and words[place] in words_for("joiner")
            ):  # its ingredients follow
                yield [] if words[place] == ":" and is_heading(current) else current
            current = []
        else:
            current.append(words[place])
        place += 1
    yield current


def is_abbreviated(word: str) -> bool:
    """Does the full stop belong to a measure ("4 oz. salmon"), not to a sentence?"""
    return word in units() or len(word) == 1


def is_heading(words: Words) -> bool:
    """Does the line name the meal before it lists what was in it ("fry-up: 2 eggs, toast")?"""
    return tuple(tokens(" ".join(words))) in composed_by_words()


def name_length(words: Words, place: int, after: Words) -> int:
    """The words of the name that begins here; a composed meal begins its part: a veggie burger is not a burger."""
    for said in joined_names().get(singular(words[place]), ()):
        if tuple(singular(word) for word in words[place : place + len(said)]) == said:
            return len(said) if said not in composed_names() or is_only_an_amount(after) else 0
    return 0


def is_only_an_amount(words: Words) -> bool:
    """Has nothing been named yet but how much: "2 large slices of"?"""
    said = trimmed(words)
    return not said or not [word for word in leading([*said, "food"])[1][:-1] if word not in words_for("noise")]


def within_number(words: Words, place: int) -> bool:
    """Is this "and" part of "one and a half"?"""
    start = place - 1
    if words[place] != "and" or start < 0:
        return False
    number = read_number(words, start)
    return number is not None and number[1] > place


def merged(found: Iterator[Words]) -> Iterator[Words]:
    """Put "chicken" and "avocado sandwich" together again: the dish at the end belongs to both."""
    held: Words = []
    for part in found:
        if len(part) == 1 and part[0] in words_for("meal"):
            continue
        if held and len(part) == 1 and part[0] in units() and units()[part[0]].kind == "vague":
            held = [*part, "of", *held]
            continue
        if held and is_afterthought(held, part):
            held = [*held, *part] if is_cooking(part[0]) or is_number(part[0]) else [*held, "with", *part]
            continue
        if held and is_one_dish(held, part):
            held = [*held, *part]
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def is_afterthought(first: Words, second: Words) -> bool:
    """Does a part only add to the one before: how it was cooked ("grilled"), or how much it was ("2 scoops")?"""
    said = tokens(" ".join(second))
    if said[1:] == ["milk"] and words_for("milky") & set(first):
        return True
    if singular(first[-1]) == "sandwich" and words_for("bread").issuperset(second):
        return True
    if second and all(word in words_for("prepared") or is_cooking(word) for word in second):
        return True
    if words_for("milky") & set(first) and len(said) == 1 and said[0] in milk_words():
        return True
    number = read_number(second, second[:1] == ["x"])
    unit = read_unit(second, number[1]) if number else None
    is_bare = number is not None and is_number(second[-1]) and number[1] == len(second)
    is_bare |= unit is not None and unit[1] == len(second) and unit[0].kind != "dose"
    return is_bare and not any(read_number([word], 0) for word in first)


@cache
def milk_words() -> frozenset[str]:
    """What is left of the milk when somebody takes a flat white "with skim" or "with oat"."""
    fats = {word for word, group in lexicon.form_groups().items() if group == "fat"}
    return frozenset({"oat", "soy", "almond", "coconut", *fats})


def is_cooking(word: str) -> bool:
    """Does the word say how something was cooked? "Toasted" does, toast is a food."""
    said = tokens(word)
    if said == ["toast"]:
        return word == "toasted"
    return bool(said) and all(lexicon.form_groups().get(each) == "heat" for each in said)


def is_one_dish(first: Words, second: Words) -> bool:
    if len(first) > 2 or not 2 <= len(second) <= 3 or singular(second[-1]) not in words_for("dish"):
        return False
    if any(is_number(word) or read_number([word], 0) for word in (*first, *second)):
        return False
    hits = search(" ".join(first), limit=1)
    return bool(hits) and lexicon.group_of(hits[0].code) not in ASIDE


def read_part(words: Words, country: str, beside: frozenset[str]) -> list[Item]:
    words = trimmed(words)
    if (
        not words
        or is_denied(words)
        or words_for("nothing") & set(words)
        or (len(words) == 1 and words[0] in words_for("meal"))
    ):
        return []
    words = without_denied(words)
    text = as_typed(words)
    if dose := doses.read(words):
        return [Item(text, "supplement", quantity=dose.count, unit=dose.form, nutrient=dose.nutrient,
                     amount=dose.amount, amount_unit=dose.unit, assumed=dose.assumed)]  # fmt: skip
    amount, rest = read_amount(words)
    if meal := composed_by_words().get(tuple(tokens(" ".join(rest)))):
        items = [item for part in meal for item in read_part(split_words(part), country, beside)]
        return multiplied(items, amount)
    return [found_item(text, rest, amount, country, beside)] if tokens(" ".join(rest)) else []


def multiplied(items: list[Item], amount: Amount) -> list[Item]:
    """The parts of a composed meal, as many times as it was eaten; a weighed one keeps their proportions."""
    times = amount.quantity
    if amount.unit and amount.unit.kind == "mass":
        times *= amount.unit.size_in("") / sum(item.grams for item in items)
    if times == 1.0:
        return items
    return [replace(item, quantity=item.quantity * times, grams=round(item.grams * times, 1)) for item in items]


def found_item(text: str, rest: Words, amount: Amount, country: str, beside: frozenset[str]) -> Item:
    unit = amount.unit.name if amount.unit else ""
    phrase = as_typed([*([amount.size] if amount.size == "double" else []), *rest])
    hits = search(phrase, limit=RUNNERS_UP + 1, country=country)
    if not hits or hits[0].score < SURE:
        return Item(text, "unknown", quantity=amount.quantity, unit=unit, alternatives=hits[:RUNNERS_UP])
    best = countable(hits, rest) if amount.stated and amount.unit is None else hits[0]
    weighed = weigh(as_food(best.code, rest, beside), amount, country)
    return Item(
        text,
        "food",
        best.code,
        best.source,
        best.description,
        amount.quantity,
        unit,
        weighed.grams,
        weighed.assumed,
        [hit for hit in hits if hit is not best],
    )


def countable(hits: list[Hit], rest: Words) -> Hit:
    """Of foods that answer equally well, the one that comes in pieces: half a pepper is no spice."""
    equal = [hit for hit in hits if hit.score == hits[0].score]
    return next((hit for hit in equal if piece(as_food(hit.code, rest, frozenset()), "")), hits[0])


def as_typed(words: Words) -> str:
    return " ".join(words).replace(" / ", "/").replace(" - ", "-").replace(" %", "%")


def as_food(code: str, rest: Words, beside: frozenset[str]) -> Food:
    """What comes before "on" or "with" is the food itself: a tuna sandwich on brown bread is a sandwich."""
    if rest[-1:] == ["toasted"]:  # said afterwards: a bagel, toasted, is no slice of toast
        rest = ["toasted", *rest[:-1]]
    join = next(
        (place for place, word in enumerate(rest) if place and word in words_for("joiner") - {"and"}), len(rest)
    )
    said, main = (tuple(tokens(" ".join(words))) for words in (rest, rest[:join]))
    return Food(code, said, main, frozenset(rest), beside)


def trimmed(words: Words) -> Words:
    """Without "I had", "about", "for breakfast"."""
    for place, word in enumerate(words):
        if word == "for" and place + 1 < len(words) and words[place + 1] in words_for("meal") | {"tea"}:
            words = words[:place]
            break
    when = next((place for place, word in enumerate(words) if place and word in words_for("when")), len(words))
    words = words[:when]
    if len(words) > 2 and words[0] in words_for("meal") and words[1] in {"was", "is", "-"}:
        words = words[2:]
    while words and (words[0] in words_for("noise") or words[0] in {"-", "*", "/", "%"}):
        words = words[1:]
    return words


def is_denied(words: Words) -> bool:
    """Is all of it denied, as in "no sugar"? "No added sugar muesli" is a food."""
    return words[0] in words_for("without") and all(word.startswith("no") for word in tokens(" ".join(words)))


def without_denied(words: Words) -> Words:
    """Drop what the food came without, unless it is another form of the food (no skin, no salt)."""
    place = next((place for place, word in enumerate(words) if word in words_for("without") and place), None)
    if place is None or KEPT_NEGATIONS & set(tokens(" ".join(words[place:]))):
        return words
    return words[:place]
