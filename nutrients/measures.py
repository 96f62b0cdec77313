"""What a measure of a food weighs: by its own household portions, else by our kitchen table, and then that is said."""

from dataclasses import dataclass
from functools import cache, cached_property

from nutrients import catalogue, lexicon
from nutrients.quantities import Amount, Unit, units
from nutrients.text import rows, spoken, tokens

CUP, FLUID_OUNCE, TABLESPOON, TEASPOON = 236.588237, 29.573530, 14.786765, 4.928922  # US measures [ml], as in SR28
VOLUMES = {"fl": FLUID_OUNCE, "cup": CUP, "tbsp": TABLESPOON, "tablespoon": TABLESPOON, "tsp": TEASPOON}
WATERY = frozenset(
    [
        "beverage",
        "drink",
        "juice",
        "soup",
        "milk",
        "coffee",
        "tea",
        "wine",
        "beer",
        "liquor",
        "cocktail",
        "smoothie",
        "water",
    ]
)
NOT_POURED = frozenset({"powder", "dry", "mix", "soup", "chocolate", "condensed", "bar", "instant"})
SAME = {"rasher": "slice", "can": "can", "pot": "container", "packet": "package", "leaf": "leaf", "piece": "piece"}
OUT_OF_SIZE = frozenset({"king", "fun", "miniature", "family"})  # bars that somebody would say are so
READY_TO_EAT = frozenset({"Fast Foods", "Restaurant Foods"})  # their descriptions begin with where they are bought
MAIN_DISHES = frozenset({"biryani", "casserole", "curry", "paneer", "saag", "stew", "stroganoff"})
SINGLE = 25.0  # from this weight on a plural means two, below it a helping [g]
HELPINGS = {
    "Vegetables and Vegetable Products": 80.0,
    "Fruits and Fruit Juices": 80.0,
    "Nut and Seed Products": 30.0,
    "Sweets": 25.0,
    "Snacks": 25.0,
    "Legumes and Legume Products": 80.0,
}
SCALE = {"small": 0.7, "large": 1.4}  # of a helping whose table knows one size only
UNFIT = "assumption (the food's own portion is unfit)"
SUB = 6.0  # inches of the sandwiches that SR28 weighs by the inch
FALLBACK = 100.0  # grams when nothing at all is known of a portion


@dataclass(frozen=True, slots=True)
class Weighed:
    """Grams, and what had to be assumed to know them; "" when nothing was."""

    grams: float
    assumed: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the kitchen table."""

    measure: str
    size: str
    foods: tuple[frozenset[str], ...]
    beside: frozenset[str]
    grams: float | None
    ml: float | None
    source: str

    def fits(self, food: "Food") -> float:
        """How closely the row is about this food; what was typed counts for more than what the table calls it."""
        if not self.foods:
            return 0.5
        typed = (2.0 * len(words) + 3.0 * bool(food.heads & words) for words in self.foods if words <= food.words)
        named = (0.95 * len(words) + 3.0 * bool(food.heads & words) for words in self.foods if words <= food.either)
        return max([*typed, *named, 0.0])

    @property
    def is_helping(self) -> bool:
        """Does the row weigh what people take, not one of it?"""
        return self.measure != "each"

    def names(self, food: "Food") -> bool:
        """Is the row surely about this food, and not about a word beside it (the egg of an egg muffin)?"""
        telling = {self.measure, *food.heads}
        return any(
            words <= food.either and (words & telling or len(words) > 1 or self.measure == food.last)
            for words in self.foods
        )


@cache
def table() -> dict[str, list[Measure]]:
    found: dict[str, list[Measure]] = {}
    for row in rows("measures.csv"):
        foods = tuple(frozenset(tokens(words.replace("+", " "))) for words in row["foods"].split())
        found.setdefault(row["measure"], []).append(
            Measure(
                row["measure"],
                row["size"],
                tuple(words for words in foods if words),
                frozenset(tokens(row["beside"])),
                float(row["grams"]) if row["grams"] else None,
                float(row["ml"]) if row["ml"] else None,
                row["source"],
            )
        )
    return found


@dataclass(frozen=True)
class Food:
    """A food on a line: its code, the words typed for it, and the foods named before it."""

    code: str
    said: tuple[str, ...]
    main: tuple[str, ...]
    typed: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    is_several: bool = False  # typed in the plural: sprouts, onion rings

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self.said)

    @cached_property
    def last(self) -> str:
        """In English the last word says what a thing is: a tomato soup is a soup."""
        return self.main[-1] if self.main else ""

    @cached_property
    def heads(self) -> frozenset[str]:
        """The word that says what it is: the last one typed, but grilled cheese is a sandwich."""
        food = lexicon.described()[self.code]
        bought = lexicon.group_of(self.code) in READY_TO_EAT
        is_sandwich = "sandwich" in (food.words if bought else food.head)
        return frozenset(["sandwich" if is_sandwich else self.dish or self.last])

    @cached_property
    def dish(self) -> str:
        """The main dish its description says it is: a chicken tikka masala is a curry. "" where it is none."""
        end = tokens(catalogue.entries()[self.code].description.partition(",")[0])[-1:]
        return end[0] if end and end[0] in MAIN_DISHES else ""

    @cached_property
    def known(self) -> frozenset[str]:
        name = lexicon.display_names().get(self.code, "")
        return lexicon.described()[self.code].head | frozenset(tokens(name))

    @cached_property
    def either(self) -> frozenset[str]:
        return self.words | self.known

    @property
    def portions(self) -> list[tuple[str, float]]:
        return catalogue.portions().get(self.code, [])


def weigh(food: Food, amount: Amount, country: str) -> Weighed:
    """The grams of an amount of a food."""
    unit = amount.unit
    if unit is None:
        one = counted(food, amount) if amount.stated else serving(food, amount)
    elif unit.kind == "dose":
        one = serving(food, amount)
    elif unit.kind == "mass":
        one = in_ounces(food, country) if unit.name == "oz" and is_drunk(food) else Weighed(unit.size_in(country))
    elif unit.kind == "volume":
        one = poured(food, unit.size_in(country))
    elif unit.kind == "kitchen":
        one = spooned(food, unit, country)
    else:
        one = household(food, unit, amount.size)
    if amount.inches and is_sub(food):
        one = Weighed(one.grams * amount.inches / SUB, f"{SUB:g} inches weigh {one.grams:.3g} g")
    notes = "; ".join(note for note in (amount.note, one.assumed) if note)
    return Weighed(round(one.grams * amount.quantity, 1), notes)


def is_sub(food: Food) -> bool:
    """Is it a sandwich that the tables weigh by the inch?"""
    return any(words[0] == "inch" for words, _ in labelled(food))


def poured(food: Food, ml: float) -> Weighed:
    """A volume by the food's own density, by water's for drinks and soups, else one usual portion."""
    if density := own_density(food.code):
        return Weighed(ml * density)
    if is_watery(food):
        return Weighed(ml, "taken to weigh as much as water")
    portion = serving(food, Amount(1, stated=False))
    return Weighed(portion.grams, f"no weight for {ml:g} ml is known: {portion.assumed or 'one usual portion'}")


def in_ounces(food: Food, country: str) -> Weighed:
    """An ounce of something to drink is a fluid one: 8 oz of juice, a 16 oz coffee."""
    one = poured(food, units()["floz"].size_in(country))
    return Weighed(one.grams, "; ".join(note for note in ("oz taken as fluid ounces", one.assumed) if note))


def is_powder(food: Food) -> bool:
    words = lexicon.described()[food.code].words
    return bool(words & {"powder", "dry"}) and "prepared" not in words


def is_drunk(food: Food) -> bool:
    return is_watery(food) and NOT_POURED.isdisjoint(lexicon.described()[food.code].words | food.words)


def is_watery(food: Food) -> bool:
    group = frozenset(tokens(lexicon.group_of(food.code)))
    return bool(WATERY & (group | food.known)) or food.last in WATERY


@cache
def own_density(code: str) -> float | None:
    """Grams a millilitre from the household portions of the food; fluid ounces are surest, then the plainest cup."""
    best: tuple[int, float] | None = None
    for label, grams in catalogue.portions().get(code, []):
        words = spoken(label)
        volume = VOLUMES.get(words[0]) if words else None
        if volume is None or (words[0] == "fl" and len(words) > 2):
            continue
        rank = 0 if words[0] == "fl" else len(words)
        if best is None or rank < best[0]:
            best = (rank, grams / volume)
    return best[1] if best else None


def spooned(food: Food, unit: Unit, country: str) -> Weighed:
    """Cups and spoons: the food's own cup where it has one, chopped or whole as was said."""
    ml = unit.size_in(country)
    own = [(label, grams) for label, grams in food.portions if spoken(label)[:1] == [unit.name]]
    own += [
        (label, grams) for label, grams in food.portions if unit.name == "tbsp" and spoken(label)[:1] == ["tablespoon"]
    ]
    if own and unit.name in VOLUMES:
        _, grams = max(own, key=lambda portion: len(food.words & frozenset(tokens(portion[0]))))
        return Weighed(grams * ml / VOLUMES[unit.name])
    if own_density(food.code) or (is_watery(food) and not is_powder(food)):
        return poured(food, ml)
    if ours := best_row(food, "cup" if unit.name == "cup" else "tbsp", ""):
        grams = from_row(food, ours).grams * ml / (CUP if unit.name == "cup" else TABLESPOON)
        return Weighed(grams, f"{unit.name} taken as {grams:.3g} g")
    return poured(food, ml)


def household(food: Food, unit: Unit, size: str) -> Weighed:
    """Slices, tins, glasses, handfuls: our table where it names the food, else the food's own portion, else ours."""
    ours = best_row(food, unit.name, size)
    if unit.name == "packet" and is_drunk(food) and not (ours and ours.foods):  # of a six pack
        return counted(food, Amount(1, size=size))
    if ours and ours.foods and (unit.name != "slice" or ours.source == UNFIT):
        return from_row(food, ours, size)
    own = own_portion(food, unit.name, size) or own_portion(food, SAME.get(unit.name, unit.name), size)
    if own:
        return Weighed(own)
    return from_row(food, ours, size) if ours else counted(food, Amount(1, size=size))


def counted(food: Food, amount: Amount) -> Weighed:
    """One of the food: an egg, an apple, a biscuit."""
    ours = best_row(food, food.last, amount.size) or best_row(food, "each", amount.size)
    own = piece(food, amount.size, part=amount.quantity < 1)
    if ours and ours.names(food) and not (own and is_bought_whole(food)):
        return from_row(food, ours)
    if own:
        return Weighed(own)
    helping = serving(food, amount)
    is_few = amount.note.startswith("a few")  # a few nuts are one small helping, not three
    return Weighed(helping.grams / amount.quantity, helping.assumed) if is_few else helping


def serving(food: Food, amount: Amount) -> Weighed:
    """What people usually take when they do not say."""
    ours = best_row(food, food.last, amount.size) if food.last in food.typed else None
    ours = ours or best_row(food, "serving", amount.size, "each")
    own = piece(food, amount.size)
    is_ours = ours is not None and ((ours.names(food) and not is_bought_whole(food)) or not own)
    grams = from_row(food, ours).grams if ours and is_ours else own or first_portion(food)
    what = "no amount given: " if not amount.stated and not amount.size else ""
    if food.is_several and not amount.stated and (own or is_ours) and not (ours and is_ours and ours.is_helping):
        return several(food, grams, what)
    return Weighed(grams, f"{what}{amount.size or 'one usual'} portion taken as {grams:.3g} g")


def is_bought_whole(food: Food) -> bool:
    """Is it a sandwich of a shop, which the tables have weighed?"""
    return is_sub(food) or ("sandwich" in food.heads and lexicon.group_of(food.code) in READY_TO_EAT)


def several(food: Food, one: float, what: str) -> Weighed:
    """Of large things in the plural at least two; of small ones a helping."""
    if one >= SINGLE:
        return Weighed(2 * one, f"{what}two taken as {2 * one:.3g} g")
    helping = HELPINGS.get(lexicon.group_of(food.code), 2 * one)
    return Weighed(max(helping, 2 * one), f"{what}one usual portion taken as {max(helping, 2 * one):.3g} g")


def usual_portion(code: str, name: str) -> float:
    """What people usually take of a food that is called so; 100 g of one that the tables do not know. [g]"""
    if code not in catalogue.entries():
        return FALLBACK
    said = tuple(spoken(name))
    return serving(Food(code, said, said, frozenset(said)), Amount(1)).grams


def from_row(food: Food, row: Measure, size: str = "") -> Weighed:
    grams = row.grams if row.grams is not None else poured_plainly(food, row.ml or 0.0)
    grams *= 1.0 if row.size else SCALE.get(size, 1.0)
    what = f"{row.size or size} {row.measure}".strip() if row.measure not in {"each", "serving"} else "one"
    own = row.source != "assumption"
    return Weighed(grams, "" if own else f"{what} taken as {grams:.3g} g")


def poured_plainly(food: Food, ml: float) -> float:
    return ml * (own_density(food.code) or 1.0)


def best_row(food: Food, measure: str, size: str, second: str = "") -> Measure | None:
    """The row of the kitchen table closest to the food; one of the size that was said beats one of any size."""
    fitting = [
        (fit + 0.7 * (row.size == size) + 3.0 * bool(row.beside) + 0.2 * (row.measure == measure), row)
        for row in (*rows_about(food, measure), *rows_about(food, second))
        if row.size in {size, ""} and (not row.beside or row.beside & food.beside) and (fit := row.fits(food))
    ]
    return max(fitting, key=lambda fitted: fitted[0])[1] if fitting else None


def rows_about(food: Food, measure: str) -> list[Measure]:
    """The rows of a measure that share a word with the food, and those about any food, in the order of the table."""
    by_word = places_by_word().get(measure)
    if by_word is None:
        return []
    places = {place for word in (*food.either, "") for place in by_word.get(word, ())}
    return [table()[measure][place] for place in sorted(places)]


@cache
def places_by_word() -> dict[str, dict[str, list[int]]]:
    """For each measure, by the words of its foods, which rows are about them; "" for any food."""
    found: dict[str, dict[str, list[int]]] = {}
    for measure, listed in table().items():
        by_word = found.setdefault(measure, {})
        for place, row in enumerate(listed):
            for word in frozenset().union(*row.foods) or {""}:
                by_word.setdefault(word, []).append(place)
    return found


def own_portion(food: Food, unit: str, size: str) -> float | None:
    """The food's own portion with this word in its label; the size asked for, else the plainest."""
    fitting = [(spoken(label), grams) for label, grams in food.portions if unit in spoken(label)]
    if not fitting:
        return None
    sized = [(words, grams) for words, grams in fitting if (size or "medium") in words]
    return min(sized or fitting, key=lambda portion: (len(portion[0]), portion[0][0] != unit))[1]


@cache
def portion_words(role: str) -> list[str]:
    """Words that begin a portion label: those for one of a thing, the likeliest first, and those for a bulk of it."""
    return [row["word"] for row in rows("portion_words.csv") if row["role"] == role]


def piece(food: Food, size: str, *, part: bool = False) -> float | None:
    """What one of the food weighs by its own portions: of the size said, else medium, else named after the food."""
    bulk = portion_words("bulk")
    single = [(words, grams) for words, grams in labelled(food) if words[0] not in bulk and "nlea" not in words]
    said = OUT_OF_SIZE & food.words
    single = [(words, grams) for words, grams in single if OUT_OF_SIZE & frozenset(words) == said] or single
    if part:  # half a melon is half of the whole one, not of a wedge
        single = [(words, grams) for words, grams in single if words[0] not in portion_words("cut")] or single
    for wanted in filter(None, (size, "medium")):
        if sized := [(words.index(wanted), grams) for words, grams in single if wanted in words]:
            return min(sized)[1]
    called = food.either
    named = [grams for words, grams in single if called & frozenset(words)]
    if part and named:
        return max(grams for words, grams in single if called & frozenset(words) or is_part_of(words[0], called))
    plain = [grams for wanted in portion_words("one") for words, grams in single if words[0] == wanted]
    return next(iter([*named, *plain]), None)


def is_part_of(word: str, called: frozenset[str]) -> bool:
    return any(name.endswith(word) for name in called)


def labelled(food: Food) -> list[tuple[list[str], float]]:
    found = [(words, grams) for label, grams in food.portions if (words := spoken(label))]
    return [(words, grams * SUB if words[0] == "inch" else grams) for words, grams in found]


def first_portion(food: Food) -> float:
    return next((grams for _, grams in reversed(food.portions)), FALLBACK) if food.portions else FALLBACK
