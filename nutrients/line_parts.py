"""Where one food on a typed line ends and the next begins: at commas and joining words, but never inside a name."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from nutrients import lexicon
from nutrients.composed import Dish, Said, composed_by_words, composed_names, made_of
from nutrients.line_amounts import Words, leading, read_amount
from nutrients.quantities import is_number, read_number, read_unit, split_words, units
from nutrients.run_on import is_name, pieces
from nutrients.search import search
from nutrients.text import bare, rows, singular, tokens

STOPS = frozenset({",", ";", "+", "\n", ":", ".", "!", "?", "(", ")"})
ENDS = frozenset({";", "\n", ".", "!", "?", ")"})  # what is listed after a colon goes no further
KEPT_NEGATIONS = frozenset({"noskin", "nosalt"})
ON_IT = frozenset({"skin", "bone", "shell", "rind", "fat"})  # skin on, bone in
ASIDE = frozenset({"Beverages", "Baked Products", "Breakfast Cereals", "Sweets"})  # never half of a dish
LONGEST_NAME = 12  # words
UNMARKED = " "  # before a food that nothing divides from the one before


@dataclass(frozen=True, slots=True)
class Part:
    """The words for one food, the mark or word before them, and the one behind."""

    words: Words
    join: str = ""
    end: str = ""


@cache
def words_for(role: str) -> frozenset[str]:
    """The words of `line_words.csv` that join foods, deny them, or say nothing about them."""
    return frozenset(row["word"] for row in rows("line_words.csv") if row["role"] == role)


@cache
def joined_names() -> dict[str, list[Said]]:
    """By first word: names with a joining word inside, longest first, and the phrases of composed meals."""
    return by_first_word(
        said
        for said in [*lexicon.names_as_said(), *composed_names()]
        if words_for("joiner") & set(said[1:-1]) or said[-1:] in {("on",), ("in",)}
    )


def by_first_word(names: Iterable[Said]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    for said in names:
        found.setdefault(said[0], []).append(said)
    for each in found.values():
        each.sort(key=lambda said: -len(said))
    return found


def food_parts(words: Words, known: Collection[Said] = ()) -> list[Part]:
    """The foods of a line, each by its words. `known` are names the caller has beside ours."""
    found = Cutter(words, by_first_word(known)).parts()
    return [*merged(without_headings([part for long in found for part in run_on(long)]))]


def run_on(part: Part) -> Iterator[Part]:
    """Foods written without a comma."""
    found = pieces(part.words)
    for place, words in enumerate(found):
        first, last = place == 0, place == len(found) - 1
        yield Part(words, part.join if first else UNMARKED, part.end if last else ",")


class Cutter:
    """Goes through a line once, from its first word to its last."""

    def __init__(self, words: Words, known: dict[str, list[Said]]) -> None:
        self.words = words
        self.known = known
        self.place = 0
        self.current: Words = []
        self.in_list = False  # inside a bracket that names the parts of a dish

    def parts(self) -> Iterator[Part]:
        join = ""
        while self.place < len(self.words):
            word = self.words[self.place]
            if (length := self.name_length()) > 1:
                self.current += self.words[self.place : self.place + length]
                self.place += length
                continue
            self.place += 1
            if self.is_cut(word):
                yield Part(self.current, join, word)
                self.current, join = [], word
            elif word not in STOPS:
                self.current.append(word)
        yield Part(self.current, join)

    def is_cut(self, word: str) -> bool:
        before = self.words[self.place - 2] if self.place > 1 else ""
        if word == ".":
            return not is_abbreviated(before)
        if word in {"(", ")"}:
            was_in_list, self.in_list = self.in_list, word == "(" and self.is_dish()
            return was_in_list or self.in_list
        if word in STOPS:
            return True
        if word in {"on", "in"} and before in ON_IT:
            return False
        return word in words_for("joiner") and not within_number(self.words, self.place - 1)

    def is_dish(self) -> bool:
        """Does the bracket name the several things of which the dish before it was made?"""
        said = tokens(" ".join(self.current))
        if not said or said[-1] not in made_of():
            return False
        rest = self.words[self.place :]
        inside = rest[: rest.index(")")] if ")" in rest else rest
        return any(word in STOPS or word in words_for("joiner") for word in inside)

    def name_length(self) -> int:
        """The words of the name that begins here; a composed meal begins its part: a veggie burger is not a burger."""
        first = bare(self.words[self.place])
        if first not in joined_names() and first not in self.known:
            return 0
        here = tuple(bare(word) for word in self.words[self.place : self.place + LONGEST_NAME])
        for said in self.known.get(first, ()):
            if here[: len(said)] == said:
                return len(said)
        for said in joined_names().get(first, ()):
            if here[: len(said)] == said:
                return 0 if self.is_other_food(said) else len(said)
        return 0

    def is_other_food(self, said: Said) -> bool:
        """Do the words before make another food of it: a veggie burger in a bun?"""
        if said in composed_names():
            return not is_only_an_amount(self.current)
        before = tuple(singular(word) for word in self.current[-1:])
        return "in" in said and (*before, said[0]) in lexicon.names_as_said() and bool(before)


def is_abbreviated(word: str) -> bool:
    """Does the full stop belong to a measure ("4 oz. salmon"), not to a sentence?"""
    return word in units() or len(word) == 1


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


def without_headings(found: list[Part]) -> Iterator[Part]:
    """Leave out a dish of which the ingredients follow: "fry-up: 2 eggs, toast", "omelette (2 eggs, cheese)"."""
    for place, part in enumerate(found):
        listed = list(scope(found, place, to_the_end=is_blended(part)))
        if is_title(part, listed):
            continue
        beside = instead(part, listed)
        if beside is None:
            yield part
            continue
        if beside:
            yield Part(bread(beside, part.words), part.join, ",")
        if also := also_in(part, listed):
            yield Part(also, part.join, ",")


def is_title(part: Part, listed: list[Part]) -> bool:
    """Does it only say what kind of meal follows: "fry-up: 2 eggs, toast", "indian: dal, rice"?"""
    if part.end != ":":
        return False
    if tuple(tokens(" ".join(part.words))) in composed_by_words():
        return True
    return len(listed) > 1 and not is_bare_amount(listed[0].words) and not is_name(trimmed(part.words))


def is_blended(part: Part) -> bool:
    """Is it a smoothie with what went into it?"""
    said = [word for word in tokens(" ".join(part.words)) if not is_number(word)]
    return part.end in {"with", "w"} and len(said) == 1 and said[0] in words_for("blended")


def scope(found: list[Part], place: int, *, to_the_end: bool) -> Iterator[Part]:
    """The parts that a heading speaks of."""
    end = ":" if to_the_end else found[place].end
    for part in found[place + 1 :]:
        if part.words and not is_denied(part.words):
            yield part
        if part.end in ENDS or (end not in {":", "("} and part.end == ","):
            return


def instead(part: Part, listed: list[Part]) -> str | None:
    """What stands in place of a dish that was taken apart ("" is nothing); None where it was not."""
    named = [word for word in part.words if word not in words_for("made")]
    was_made = len(named) < len(part.words) and part.end in words_for("joiner")
    said = [word for word in tokens(" ".join(named)) if not is_number(word)]
    if not said or not listed:
        return None
    is_list = was_made or part.end in {":", "("} or is_blended(part)
    dish = made_of().get(said[-1])
    if dish is None:
        return "" if was_made and len(listed) > 1 and said[-1] not in words_for("drink") else None
    return dish.beside if is_apart(dish, part, said, listed, is_list=is_list) else None


def also_in(part: Part, listed: list[Part]) -> Words:
    """What the name of a dish says is in it beside what is listed: the spinach of a spinach omelette with 3 eggs."""
    named = [word for word in part.words if word not in words_for("made")]
    dish = made_of().get(tokens(named[-1])[-1]) if named and tokens(named[-1]) else None
    said = leading(named)[1][:-1]
    if dish is None or not dish.core or not is_name(said):
        return []
    return [] if any(kind_of(each.words) & kind_of(said) for each in listed) else said


def kind_of(words: Words) -> frozenset[str]:
    """The words that say what a food is: those typed, and those the tables begin with; cheddar is cheese."""
    said = tokens(" ".join(read_amount(words)[1]))
    hits = search(" ".join(said), limit=1)
    return frozenset(said).union(*(lexicon.described()[hit.code].head for hit in hits))


def is_apart(dish: Dish, part: Part, said: list[str], listed: list[Part], *, is_list: bool) -> bool:
    """Do the parts that follow say what the dish was, rather than what was eaten with it?"""
    if dish.core:
        return any(dish.core.intersection(tokens(" ".join(each.words))) and (is_list or has_number(each.words))
                   for each in listed)  # fmt: skip
    if dish.beside:  # a ham sandwich with crisps is a sandwich; a sandwich with ham is bread and ham
        return len(said) == 1 and (is_list or part.end in {"with", "w"})
    return is_list and len(listed) > 1


def bread(beside: str, words: Words) -> Words:
    """The bread of two sandwiches is twice as much."""
    number = read_number(words, 0)
    its_own = split_words(beside)
    return [f"{number[0]:g}", "x", *its_own] if number else its_own


def has_number(words: Words) -> bool:
    return any(is_number(word) or read_number([word], 0) for word in words)


def merged(found: Iterable[Part]) -> Iterator[Part]:
    """Put "chicken" and "avocado sandwich" together again: the dish at the end belongs to both."""
    held: Part | None = None
    for part in found:
        if not part.words or (len(part.words) == 1 and part.words[0] in words_for("meal")):
            continue
        together = joined(held, part) if held else None
        if held and together is None:
            yield held
        held = Part(together, held.join, part.end) if held and together else part
    if held:
        yield held


def joined(held: Part, part: Part) -> Words | None:
    """The words of two parts that are one food; None where they are two."""
    first, second = held.words, part.words
    if len(second) == 1 and second[0] in units() and units()[second[0]].kind == "vague":
        return [*second, "of", *first]
    if not is_a_pint(part) and is_afterthought(first, second):
        is_said_of = is_cooking(second[0]) or is_number(second[0]) or second[0] in words_for("prepared")
        return [*first, *second] if is_said_of else [*first, "on" if is_sandwich(first) else "with", *second]
    return [*first, *second] if part.join != UNMARKED and is_one_dish(first, second) else None


def is_a_pint(part: Part) -> bool:
    """Burger and a pint: of beer, not of burger."""
    return part.join not in STOPS and part.words[-1] in {"pint", "pints"} and is_bare_amount(part.words)


def is_afterthought(first: Words, second: Words) -> bool:
    """Does a part only add to the one before: how it was cooked ("grilled"), or how much it was ("2 scoops")?"""
    said = tokens(" ".join(second))
    if said[1:] == ["milk"] and words_for("milky") & set(first):
        return True
    if is_sandwich(first) and words_for("bread").issuperset(second):
        return True
    if second and all(word in words_for("prepared") or is_cooking(word) for word in second):
        return True
    if words_for("milky") & set(first) and len(said) == 1 and said[0] in milk_words():
        return True
    return is_bare_amount(second) and not has_number(first)


def is_sandwich(words: Words) -> bool:
    return singular(words[-1]) == "sandwich"


def is_bare_amount(words: Words) -> bool:
    """Is it a number or a measure of something said elsewhere: "2", "150 g", "2 large", "1 scoop"?"""
    number = read_number(words, words[:1] == ["x"])
    if number is None:
        return False
    if number[1] == len(words):
        return is_number(words[-1])
    unit = read_unit(words, number[1])
    return unit is not None and unit[1] == len(words) and unit[0].kind != "dose"


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
    if has_number([*first, *second]):
        return False
    hits = search(" ".join(first), limit=1)
    return bool(hits) and lexicon.group_of(hits[0].code) not in ASIDE


def trimmed(words: Words) -> Words:
    """Without "I had", "about", "for breakfast"."""
    words = without_occasion(words)
    when = next((place for place, word in enumerate(words) if place and word in words_for("when")), len(words))
    words = words[:when]
    if len(words) > 2 and words[0] in words_for("meal") and words[1] in {"was", "is", "-"}:
        words = words[2:]
    while words and (words[0] in words_for("noise") or words[0] in {"-", "*", "/", "%"}):
        words = words[1:]
    while len(words) > 1 and words[-1] in words_for("made"):
        words = words[:-1]
    return words


def without_occasion(words: Words) -> Words:
    """Without "for breakfast", wherever it stands."""
    occasions = words_for("meal") | {"tea", "dessert", "pudding", "starters", "afters"}
    for place, word in enumerate(words):
        if word != "for" or place + 1 >= len(words):
            continue
        after = place + 1
        while after < len(words) - 1 and words[after] in {"my", "a", "the"}:
            after += 1
        if words[after] in occasions:
            return words[:place] or words[after + 1 :]
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
