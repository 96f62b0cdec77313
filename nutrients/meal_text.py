"""
A typed line into foods with amounts: "2 eggs, a cup of whole milk and a slice of toast". It only fills a review list.

The line is cut at commas and joining words, but never inside a name ("mac and cheese"). Each part gives its amount and
its measure; the rest of its words are searched. Whatever had to be assumed is said in words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from nutrients import doses, lexicon
from nutrients.composed import composed_by_words
from nutrients.known_names import KnownName, Meant, is_whole, known_names, meant
from nutrients.line_amounts import Words, read_amount
from nutrients.line_parts import (
    ENDS,
    Part,
    food_parts,
    is_cooking,
    is_denied,
    trimmed,
    without_denied,
    words_for,
)
from nutrients.measures import Food, is_drunk, piece, weigh
from nutrients.quantities import Amount, split_words, units
from nutrients.search import COMPLETE, Hit, search
from nutrients.spelling import corrected
from nutrients.text import singular, tokens

LONGEST = 500
MOST_ITEMS = 16
SURE = 0.67  # a hit below this score is a guess nobody should be shown as an answer
DOUBTED = 1.0  # below this score something that was typed is not in the food, and that is said
RUNNERS_UP = 5
BROKEN_OFF = frozenset({"row", "square", "bar", "chunk", "slice"})  # never of a drink
CUPS = frozenset({"", "cup", "mug"})
POURED = frozenset({"glass", "shot", "measure", "mug", "bottle"})
SPOONS = frozenset({"tsp", "tbsp", "dessertspoon", "spoonful", "scoop"})

WITH = frozenset({"with", "w", "(", ":"})  # what follows tells more of the meal before
WITHIN = frozenset({"with", "w", "on", "in", "containing", "topped"})  # may name what a dish holds anyway
PREPARED = frozenset({"ground", "grated", "melted", "sliced", "chopped", "grilled", "fried"})
DISHES = ("fast foods", "entrees", "restaurant", "sandwich", "dishes", "burgers", "burritos", "pizza", "stir-fry")

Kind = Literal["food", "known", "supplement", "unknown"]


class LineTooLongError(ValueError):
    """More than a meal's worth of text."""


@dataclass(frozen=True, slots=True)
class Item:
    """
    One line of the review list: what was understood, how much of it, and what was assumed.

    Of "known" foods the caller knows the weight; `known` are those of its names that may be meant.
    """

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
    known: tuple[str, ...] = ()


def parse(line: str, *, country: str = "", known: Iterable[str] = ()) -> list[Item]:
    """
    Read a line into items to review.

    Parameters
    ----------
    line : str
        At most 500 characters, in English.
    country : str
        ISO 3166 code; decides cups, pints and whether milk is fortified. "" is not known.
    known : iterable of str
        Names the caller has foods for; they stand before all others and are never cut in two.

    Raises
    ------
    LineTooLongError
        If the line is longer than that; the message is fit to be shown.
    """
    if len(line) > LONGEST:
        raise LineTooLongError(f"A line can have {LONGEST} characters; this one has {len(line)}. Split it in two.")
    names = known_names(known)
    found = food_parts(split_words(line), [name.said for name in names])
    items: list[Item] = []
    meal: list[Item] = []  # a composed one, while it is being told what was with it
    drink: Item | None = None  # the same of cups of something
    for part in found[:MOST_ITEMS]:
        if items and is_within(part, items[-1]):
            continue
        new = read_part(part.words, country, before(items), names)
        drink = drink_of(part, items, drink)
        new = for_each_cup(new, drink) if drink else new
        items = [*(item for item in items if item not in meal or not is_told_again(item, new)), *new]
        if len(new) > 1 or part.end in ENDS:
            meal = new if part.end in WITH else []
    if rest := [word for part in found[MOST_ITEMS:] for word in part.words]:
        items.append(
            Item(" ".join(rest), "unknown", assumed=f"one line takes {MOST_ITEMS} foods: put these on another")
        )
    return items


def drink_of(part: Part, items: list[Item], before: Item | None) -> Item | None:
    """The cups that a part of the line goes into: milk, and sugar after it."""
    if part.join in WITHIN and items:
        named = items[-1].unit in CUPS and words_for("drink") & set(tokens(items[-1].text))
        return items[-1] if named else None
    return before if part.join == "and" and words_for("in a drink").issuperset(part.words) else None


def for_each_cup(new: list[Item], drink: Item) -> list[Item]:
    """Three teas with milk have three splashes, unless it was said how much."""
    if drink.quantity <= 1 or not all(item.assumed.startswith("no amount given") for item in new):
        return new
    return [
        replace(item, assumed=f"{item.assumed}, {drink.quantity:g} times")
        for item in multiplied(new, Amount(drink.quantity))
    ]


def is_told_again(item: Item, new: Iterable[Item]) -> bool:
    """A roast dinner with mash has no roast potatoes beside it; what is weighed in its recipe stays."""
    if item.unit == "g":
        return False
    described = lexicon.described()
    return any(each.kind == "food" and described[each.code].head == described[item.code].head for each in new)


def before(items: list[Item]) -> frozenset[str]:
    """The words and groups of the foods named so far: milk after tea is a splash, after cereal more."""
    said = [f"{item.text} {lexicon.group_of(item.code) if item.kind == 'food' else ''}" for item in items]
    return frozenset(tokens(" ".join(said)))


def is_within(part: Part, dish: Item) -> bool:
    """Does a dish hold this already: a taco with beef, a BLT on white?"""
    if part.join not in WITHIN or dish.kind != "food":
        return False
    group = lexicon.group_of(dish.code).lower()
    if not any(kind in group for kind in DISHES) or "without" in dish.description:
        return False
    said = [word for word in tokens(" ".join(part.words)) if word not in PREPARED]
    return bool(said) and lexicon.described()[dish.code].words.issuperset(said)


def read_part(words: Words, country: str, beside: frozenset[str], known: Sequence[KnownName] = ()) -> list[Item]:
    words = trimmed(words)
    if not words or is_denied(words) or words_for("nothing") & set(words) or is_meal(words):
        return []
    words = without_denied(words)
    text = as_typed(words)
    amount, rest = (Amount(1.0, stated=False), words) if is_whole(words, known) else read_amount(words)
    if not rest and amount.unit == units()["pint"]:  # of what, nobody has to say
        rest = ["beer"]
    own = meant(rest, known)
    if own.is_sure:
        return [known_item(text, rest, amount, country, own)]
    if dose := doses.read(words):
        return [Item(text, "supplement", quantity=dose.count, unit=dose.form, nutrient=dose.nutrient,
                     amount=dose.amount, amount_unit=dose.unit, assumed=dose.assumed)]  # fmt: skip
    if meal := composed(rest) or composed(words):
        items = [item for part in meal for item in read_part(split_words(part), country, beside)]
        return multiplied(items, amount)
    if not tokens(" ".join(rest)):
        return []
    return [replace(found_item(text, rest, amount, country, beside), known=own.names)]


def composed(words: Words) -> list[str] | None:
    return composed_by_words().get(tuple(tokens(" ".join(words))))


def is_meal(words: Words) -> bool:
    """Is it no food but the name of a meal, or the ice in a drink?"""
    return len(words) == 1 and words[0] in words_for("meal") | words_for("not eaten")


def known_item(text: str, rest: Words, amount: Amount, country: str, own: Meant) -> Item:
    """A food of the caller's; its weight is known here only where the line says it."""
    unit = amount.unit
    grams = round(amount.quantity * unit.size_in(country), 1) if unit and unit.kind == "mass" else 0.0
    others = search(as_typed(rest), limit=RUNNERS_UP, country=country)
    return Item(text, "known", "", "", own.names[0], amount.quantity, unit.name if unit else "", grams, amount.note,
                others, known=own.names)  # fmt: skip


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
    is_counted = amount.unit is None and (amount.stated or is_plural(rest))
    best = spoonable(fitting(hits, rest, amount) if is_counted or amount.unit else hits[0], phrase, amount)
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
        "; ".join(note for note in (doubt(phrase, best), weighed.assumed) if note),
        [hit for hit in hits if hit.code != best.code][:RUNNERS_UP],
    )


def doubt(phrase: str, best: Hit) -> str:
    """What has to be said of a food that is not quite what was typed; "" of one that is."""
    if name := lexicon.absent(tokens(phrase), nearest=True):
        return f"the food tables have no {name}; the nearest is {best.name}"
    return f"not sure; taken for {best.name}" if best.score < DOUBTED else ""


def fitting(hits: list[Hit], rest: Words, amount: Amount) -> Hit:
    """Of foods that answer as well, the one that comes so: half a pepper is no spice, a glass of bourbon no biscuit."""
    well = [(hit, as_food(hit.code, rest, frozenset())) for hit in hits if hit.score > hits[0].score - 2 * COMPLETE]
    if amount.unit is None:
        return next((hit for hit, food in well if hit.score == hits[0].score and piece(food, "")), hits[0])
    if amount.unit.kind == "volume" or amount.unit.name in POURED:
        return next((hit for hit, food in well if is_drunk(food)), hits[0])
    if amount.unit.name in BROKEN_OFF:
        return next((hit for hit, food in well if not is_drunk(food)), hits[0])
    return hits[0]


def spoonable(best: Hit, phrase: str, amount: Amount) -> Hit:
    """A spoon of coffee is a spoon of powder, not of the drink made of it."""
    if amount.unit is None or amount.unit.name not in SPOONS or "prepared with" not in best.description:
        return best
    powders = (hit for hit in search(f"{phrase} powder", limit=RUNNERS_UP) if "powder" in hit.description)
    return next((hit for hit in powders if "prepared" not in hit.description), best)


def as_typed(words: Words) -> str:
    return " ".join(words).replace(" / ", "/").replace(" - ", "-").replace(" %", "%")


def as_food(code: str, rest: Words, beside: frozenset[str]) -> Food:
    """What comes before "on" or "with" is the food itself: a tuna sandwich on brown bread is a sandwich."""
    if rest[-1:] == ["toasted"]:  # said afterwards: a bagel, toasted, is no slice of toast
        rest = ["toasted", *rest[:-1]]
    join = next(
        (place for place, word in enumerate(rest) if place and word in words_for("joiner") - {"and"}), len(rest)
    )
    said, main = tokens(" ".join(rest)), corrected(tokens(" ".join(rest[:join])))
    return Food(code, (*said, *corrected(said)), tuple(main), frozenset(rest), beside, is_plural(rest[:join]))


def is_plural(words: Words) -> bool:
    named = next((word for word in reversed(words) if not is_cooking(word)), "")
    return named != singular(named)
