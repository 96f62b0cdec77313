"""The amount of one food on a typed line: before it ("2 large slices of"), inside it or behind it ("x2", "150 g")."""

from dataclasses import replace
from functools import cache

from nutrients import lexicon
from nutrients.quantities import SIZES, Amount, Unit, is_number, read_number, read_sizes, read_unit
from nutrients.text import singular

MOST_COUNTED = 30  # a larger number behind a food is no count of it

Words = list[str]


def read_amount(words: Words) -> tuple[Amount, Words]:
    """The amount of a part and the words left for the food."""
    is_name = tuple(singular(word) for word in words) in lexicon.names_as_said()
    if is_name and (read_number(words, 0) or (read_unit(words, 0) and "of" not in words)):  # 7 up, cup a soup
        return Amount(1.0, stated=False), words
    words, inches = without_inches(words)
    words, shares = without_shares(words)
    amount, rest = amount_beside(words)
    stated = amount.stated or bool(inches)
    return replace(amount, quantity=amount.quantity / shares, inches=inches, stated=stated), rest


def without_shares(words: Words) -> tuple[Words, float]:
    """Between how many it was shared: a bottle of wine between 2."""
    number = read_number(words, len(words) - 1) if words[-2:-1] == ["between"] else None
    if len(words) < 3 or number is None or number[0] < 1:
        return words, 1.0
    return words[:-2], number[0]


def without_inches(words: Words) -> tuple[Words, float]:
    """How long or wide it is says which it is, not how many there are: a 12 inch pizza is one."""
    place = next((place for place in range(1, len(words)) if words[place] == "inch"), 0)
    if not place or not is_number(words[place - 1]):
        return words, 0.0
    return [*words[: place - 1], *words[place + 1 :]], float(words[place - 1])


def amount_beside(words: Words) -> tuple[Amount, Words]:
    """The amount before the food, in it or behind it."""
    amount, rest = leading(words)
    inside = weight_inside(rest, 0 if len(rest) < len(words) else 1)
    if inside is None:
        return (amount, rest) if amount.stated or amount.unit else counted_after(rest, amount)
    weight, rest = inside
    times = amount.quantity if "each" in words or (amount.unit is None and amount.stated and is_times(words)) else 1.0
    return Amount(weight.quantity * times, weight.unit, weight.size, weight.note), rest


def counted_after(words: Words, amount: Amount) -> tuple[Amount, Words]:
    """A bare count or size behind the food: "weetabix x2", "toast (2)", "eggs 2 large, fried", "latte large"."""
    if len(words) < 2:
        return amount, words
    if words[-1] == "half":
        return replace(amount, quantity=0.5, stated=True), words[:-1]
    is_repeated = singular(words[-1]) in {singular(word) for word in words[:-1]}  # scrambled eggs (3 eggs)
    said = words[:-1] if words[-1] == "x" or is_repeated else words
    end = len(said)
    while end > 1 and said[end - 1] in words_of_form():  # eggs 2 fried
        end -= 1
    start = end
    while start > 1 and said[start - 1] in SIZES:
        start -= 1
    size = SIZES[said[start]] if start < end else amount.size
    food, form = said[:start], said[end:]
    number = food[-1]
    if len(food) < 2 or not is_number(number) or food[-2] == "/" or not 0 < float(number) <= MOST_COUNTED:
        return (replace(amount, size=size), [*food, *form]) if start < end else (amount, words)
    food = food[:-1]
    while len(food) > 1 and food[-1] in {"x", "*", "-"}:
        food = food[:-1]
    return replace(amount, quantity=float(number), size=size, stated=True), [*food, *form]


@cache
def words_of_form() -> frozenset[str]:
    """Words for cooking, as they are typed."""
    cooking = (word for word, group in lexicon.form_groups().items() if group in {"heat", "skin"})
    return frozenset({*cooking, "poached", "toasted", "skin", "on", "off", "bone", "in"})


def is_times(words: Words) -> bool:
    return "x" in words[1:3] or "*" in words[1:3]


def leading(words: Words) -> tuple[Amount, Words]:
    number = read_number(words, 0) if not (len(words) > 1 and words[1] == "%") else None
    quantity, place, note = number or (1.0, 0, "")
    if place < len(words) and number and words[place] in {"x", "*"}:
        place += 1
        if second := read_number(words, place):
            quantity, place = quantity * second[0], second[1]
    size, factor, place = read_sizes(words, place)
    if place < len(words) and words[place] in {"few", "several"}:
        return few(words, place + 1, quantity)
    if place < len(words) and words[place] == "of":
        place += 1
    measured = measure_at(words, place, number is not None)
    if measured is None:
        return Amount(quantity * factor, None, size, note, stated=number is not None), words[place:]
    unit, place = measured
    later_size, _, place = read_sizes(words, place) if unit.kind == "piece" else ("", 1.0, place)
    if unit.kind in {"mass", "volume"}:
        place = past_wrapping(words, place)
    return Amount(quantity * factor, unit, size or later_size, note), words[place:]


def past_wrapping(words: Words, place: int) -> int:
    """A "40 g packet of crisps" is 40 g of crisps."""
    wrapping = read_unit(words, place)
    return wrapping[1] + 1 if wrapping and words[wrapping[1] : wrapping[1] + 1] == ["of"] else place


def few(words: Words, place: int, quantity: float) -> tuple[Amount, Words]:
    """A few slices are three; a few olives are a small helping."""
    measured = measure_at(words, place, True)
    if measured:
        return Amount(3.0 * quantity, measured[0], "", "a few taken as 3"), words[measured[1] :]
    return Amount(3.0 * quantity, None, "", "a few taken as 3"), words[place:]


def measure_at(words: Words, place: int, numbered: bool) -> tuple[Unit, int] | None:
    """The measure at a place, if what follows it still names a food."""
    found = read_unit(words, place)
    if found is None:
        return None
    unit, after = found
    has_of = words[after : after + 1] == ["of"]
    after += has_of
    while after < len(words) and words[after] in {"a", "an", "the"}:
        after += 1
    while unit.name == "matchbox" and after < len(words) and words[after] in {"size", "sized", "piece", "chunk", "of"}:
        after += 1
    if after >= len(words) and (unit.kind in {"piece", "vague"} or not numbered):
        return None
    if unit.kind in {"mass", "volume", "kitchen"}:
        return (unit, after) if numbered or (has_of or unit.kind == "kitchen") else None
    if unit.kind == "dose" or (unit.kind == "piece" and is_number(words[after])):  # steak 250 g
        return None
    of_body = unit.name in {"leg", "breast", "thigh", "wing", "fillet", "steak", "chop"}
    if (of_body or not has_of) and tuple(singular(word) for word in words[place:]) in lexicon.names_as_said():
        return None
    return unit, after


def weight_inside(words: Words, first: int) -> tuple[Amount, Words] | None:
    """An amount after the food: "lentil soup 300 ml", "tofu 150g fried", "bread 2 slices"."""
    for place, word in enumerate(words):
        if place >= first and is_number(word) and words[place + 1 : place + 2] != ["%"]:
            number = read_number(words, place)
            found = read_unit(words, number[1]) if number else None
            if number and found and found[0].kind != "dose":
                rest = [*words[:place], *words[found[1] :]]
                return Amount(number[0], found[0], "", number[2]), [word for word in rest if word != "each"]
    return None
