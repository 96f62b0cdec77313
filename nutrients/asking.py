"""
Questions anyone may put to the knowledge, without an account, so that any figure can be checked.

A question is a plain mapping, as a line of JSON gives it; an answer is plain data too. `manage.py ask` is its door.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from nutrients.meal_text import Item, parse
from nutrients.question import (
    AskError,
    Question,
    choice,
    flag,
    instant,
    number,
    nutrient,
    optional,
    substance,
    text,
    tidy,
    whole,
)
from nutrients.reference import AUTHORITIES, Person, reference
from nutrients.registry import NUTRIENTS
from nutrients.science import sun
from nutrients.science.adequacy import assess
from nutrients.science.sunlight import Skin, Sky
from nutrients.science.units import convert
from nutrients.search import Hit, search

__all__ = ["PARTS", "QUESTIONS", "AskError", "Question", "answer"]

MOST_FOODS = 100
USUAL_FOODS = 10
DIGITS: Final = 12  # significant ones; what lies beyond is the computer's rounding, not a figure
_WHO: Final = ("authority", "sex", "age", "life_stage", "diet", "menopause", "energy_kcal")
_SKY: Final = ("uvi", "spf", "cloud", "shade", "ground", "altitude_km", "ozone", "glass")
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "reference": _WHO,
    "adequacy": ("nutrient", *_WHO, "days", "mean", "coverage", "supplement_mean"),
    "sun": ("latitude", "longitude", "start", "minutes", "skin_type", "area", "age", *_SKY),
    "units": ("value", "from", "nutrient", "analyte", "to"),
}


def answer(question: Question) -> Any:
    """
    Answer one question, named by its "ask".

    Raises
    ------
    AskError
        If it asks for nothing known here, lacks a part, or holds an impossible one.
    """
    name = str(question.get("ask"))
    ask = QUESTIONS.get(name)
    if ask is None:
        raise AskError(f"ask one of {', '.join(QUESTIONS)}")
    try:
        return ask(tidy(question, PARTS[name])) if name in PARTS else ask(question)
    except (ValueError, LookupError, TypeError, OverflowError) as impossible:
        raise AskError(str(impossible)) from impossible


def foods(question: Question) -> list[dict[str, Any]]:
    """{"query", "limit", "country"}: foods, best first."""
    hits = search(text(question, "query"), limit=_limit(question), country=_country(question))
    return [_food(hit) for hit in hits]


def _limit(question: Question) -> int:
    given = question.get("limit")
    if given is None:
        return USUAL_FOODS
    if isinstance(given, bool) or not str(given).isdecimal() or not 1 <= int(given) <= MOST_FOODS:
        raise AskError(f"limit is a whole number between 1 and {MOST_FOODS}")
    return int(given)


def _country(question: Question) -> str:
    given = question.get("country")
    if not isinstance(given, str | None):
        raise AskError("country is a code of two letters, such as GB")
    return given or ""


def _food(hit: Hit) -> dict[str, Any]:
    return {"id": hit.code, "description": hit.description, "source": hit.source, "score": round(hit.score, 4)}


def meal(question: Question) -> list[dict[str, Any]]:
    """{"line", "country"}: the foods and amounts in a typed line."""
    return [_item(item) for item in parse(text(question, "line"), country=_country(question))]


def _item(item: Item) -> dict[str, Any]:
    return {
        "text": item.text,
        "description": _supplement(item) if item.kind == "supplement" else item.description,
        "quantity": item.quantity,
        "unit": item.unit,
        "grams": item.grams,
        "assumed": item.assumed,
        "alternatives": [_food(hit) for hit in item.alternatives],
    }


def _supplement(item: Item) -> str:
    """What one dose holds, because a tablet has no grams of food: "Vitamin D, 400 IU"."""
    known = NUTRIENTS.get(item.nutrient)
    name = known.name if known else item.nutrient.replace("_", " ").capitalize()
    return name if item.amount is None else f"{name}, {item.amount:g} {item.amount_unit.replace('ug', 'µg')}"


def reference_amounts(question: Question) -> dict[str, dict[str, float | str]]:
    """{"authority", "sex", "age", "life_stage", "diet", "menopause", "energy_kcal"}: what that authority publishes."""
    found = reference(_authority(question), _person(question))
    return {nutrient: _neat(each.answer()) for nutrient, each in found.items()}


def adequacy(question: Question) -> dict[str, str | float | None]:
    """{"nutrient", "authority", "sex", "age", "days", "mean", …}: the verdict on a usual intake."""
    key, authority, person = nutrient(question), _authority(question), _person(question)
    published = reference(authority, person)
    if key not in published:
        raise AskError(f"{authority} publishes nothing here on {key}")
    found = assess(
        person,
        published[key],
        mean=number(question, "mean"),
        days=whole(question, "days"),
        coverage=number(question, "coverage", 1.0),
        supplement_mean=optional(question, "supplement_mean"),
    )
    return _neat(found.answer())


def sunlight(question: Question) -> dict[str, float]:
    """{"latitude", "longitude", "start", "minutes", "skin_type", "area", "age", …}: a rough range."""
    sky = Sky(
        cloud=choice(question, "cloud", "clear"),
        shade=choice(question, "shade", "open"),
        ground=choice(question, "ground", "plain"),
        altitude_km=number(question, "altitude_km", 0.0),
        ozone=optional(question, "ozone"),
        uv_index=optional(question, "uvi"),
        spf=optional(question, "spf"),
        glass=bool(flag(question, "glass")),
    )
    skin = Skin(whole(question, "skin_type"), area=number(question, "area"), age=int(number(question, "age")))
    place = number(question, "latitude"), number(question, "longitude")
    found = sun.exposure(instant(question, "start"), number(question, "minutes"), *place, skin, sky)
    return _neat(found.answer())


def units(question: Question) -> dict[str, float]:
    """{"value", "from", "nutrient" or "analyte", "to"}: the same amount in another unit."""
    of, source, target = substance(question), text(question, "from"), text(question, "to")
    return _neat({"value": convert(number(question, "value"), source, of, target)})


QUESTIONS: dict[str, Callable[[Question], Any]] = {
    "foods": foods,
    "meal": meal,
    "reference": reference_amounts,
    "adequacy": adequacy,
    "sun": sunlight,
    "units": units,
}


def _authority(question: Question) -> str:
    name = text(question, "authority").upper()
    if name not in AUTHORITIES:
        raise AskError(f"authority must be one of {', '.join(AUTHORITIES)}")
    return name


def _person(question: Question) -> Person:
    return Person(
        sex=choice(question, "sex"),
        age=int(number(question, "age")),
        life_stage=choice(question, "life_stage", "none"),
        menopause=flag(question, "menopause"),
        diet=choice(question, "diet", "omnivore"),
        energy_kcal=optional(question, "energy_kcal"),
    )


def _neat(found: Mapping[str, Any]) -> dict[str, Any]:
    """Figures without the tail that binary fractions leave: 14.3, not 14.299999999999999."""
    return {name: float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value for name, value in found.items()}
