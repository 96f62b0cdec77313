"""
Questions anyone may put to the knowledge, without an account, so that any figure can be checked.

A question is a plain mapping, as a line of JSON gives it; an answer is plain data too. `manage.py ask` is its door.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from nutrients.meal_text import Item, parse
from nutrients.reference import AUTHORITIES, Person, reference
from nutrients.registry import NUTRIENTS
from nutrients.science import sun
from nutrients.science.adequacy import assess
from nutrients.science.sunlight import Skin, Sky
from nutrients.science.units import ANALYTES, convert
from nutrients.search import Hit, search

Question = Mapping[str, Any]
MOST_FOODS = 100


class AskError(ValueError):
    """The question cannot be answered as it was put; the message says why."""


def answer(question: Question) -> Any:
    """
    Answer one question, named by its "ask".

    Raises
    ------
    AskError
        If it asks for nothing known here, lacks a part, or holds an impossible one.
    """
    ask = QUESTIONS.get(str(question.get("ask")))
    if ask is None:
        raise AskError(f"ask one of {', '.join(QUESTIONS)}")
    try:
        return ask(question)
    except (ValueError, LookupError, TypeError, OverflowError) as impossible:
        raise AskError(str(impossible)) from impossible


def foods(question: Question) -> list[dict[str, Any]]:
    """{"query", "limit", "country"}: foods, best first."""
    limit = int(question.get("limit", 10))
    if not 1 <= limit <= MOST_FOODS:
        raise AskError(f"limit lies between 1 and {MOST_FOODS}")
    hits = search(_text(question, "query"), limit=limit, country=str(question.get("country", "")))
    return [_food(hit) for hit in hits]


def _food(hit: Hit) -> dict[str, Any]:
    return {"id": hit.code, "description": hit.description, "source": hit.source, "score": round(hit.score, 4)}


def meal(question: Question) -> list[dict[str, Any]]:
    """{"line", "country"}: the foods and amounts in a typed line."""
    return [_item(item) for item in parse(_text(question, "line"), country=str(question.get("country", "")))]


def _item(item: Item) -> dict[str, Any]:
    return {
        "text": item.text,
        "description": item.description,
        "quantity": item.quantity,
        "unit": item.unit,
        "grams": item.grams,
        "assumed": item.assumed,
        "alternatives": [_food(hit) for hit in item.alternatives],
    }


def reference_amounts(question: Question) -> dict[str, dict[str, float | str]]:
    """{"authority", "sex", "age", "life_stage", "diet", "menopause", "energy_kcal"}: what that authority publishes."""
    found = reference(_authority(question), _person(question))
    return {nutrient: each.answer() for nutrient, each in found.items()}


def adequacy(question: Question) -> dict[str, str | float | None]:
    """{"nutrient", "authority", "sex", "age", "days", "mean", …}: the verdict on a usual intake."""
    nutrient, person = _text(question, "nutrient"), _person(question)
    published = reference(_authority(question), person)
    if nutrient not in published:
        raise AskError(f"{question['authority']} publishes nothing on {nutrient!r}")
    return assess(
        person,
        published[nutrient],
        mean=_number(question, "mean"),
        days=int(_number(question, "days")),
        coverage=_number(question, "coverage", 1.0),
        supplement_mean=_optional(question, "supplement_mean"),
    ).answer()


def sunlight(question: Question) -> dict[str, float]:
    """{"latitude", "longitude", "start", "minutes", "skin_type", "area", "age", …}: a rough range."""
    sky = Sky(
        cloud=question.get("cloud", "clear"),
        shade=question.get("shade", "open"),
        glass=bool(question.get("glass", False)),
        altitude_km=_number(question, "altitude_km", 0.0),
        uv_index=_optional(question, "uvi"),
        spf=_optional(question, "spf"),
    )
    skin = Skin(int(_number(question, "skin_type")), area=_number(question, "area"), age=int(_number(question, "age")))
    return sun.exposure(
        _instant(question),
        _number(question, "minutes"),
        _number(question, "latitude"),
        _number(question, "longitude"),
        skin,
        sky,
    ).answer()


def units(question: Question) -> dict[str, float]:
    """{"value", "from", "nutrient" or "analyte", "to"}: the same amount in another unit."""
    substance = question.get("nutrient") or question.get("analyte")
    if substance not in NUTRIENTS.keys() | ANALYTES.keys():
        raise AskError("name a nutrient or an analyte that is known here")
    return {
        "value": convert(_number(question, "value"), _text(question, "from"), str(substance), _text(question, "to"))
    }


QUESTIONS: dict[str, Callable[[Question], Any]] = {
    "foods": foods,
    "meal": meal,
    "reference": reference_amounts,
    "adequacy": adequacy,
    "sun": sunlight,
    "units": units,
}


def _authority(question: Question) -> str:
    name = _text(question, "authority").upper()
    if name not in AUTHORITIES:
        raise AskError(f"authority must be one of {', '.join(AUTHORITIES)}")
    return name


def _person(question: Question) -> Person:
    menopause = question.get("menopause")
    return Person(
        sex=question.get("sex", ""),
        age=int(_number(question, "age")),
        life_stage=question.get("life_stage", "none"),
        menopause=None if menopause is None else bool(menopause),
        diet=question.get("diet", "omnivore"),
        energy_kcal=_optional(question, "energy_kcal"),
    )


def _instant(question: Question) -> datetime:
    start = datetime.fromisoformat(_text(question, "start"))
    return start if start.tzinfo else start.replace(tzinfo=UTC)


def _text(question: Question, name: str) -> str:
    if not isinstance(text := question.get(name), str):
        raise AskError(f"{name} is missing")
    return text


def _number(question: Question, name: str, default: float | None = None) -> float:
    value = question.get(name, default)
    if value is None or isinstance(value, bool):
        raise AskError(f"{name} is missing")
    number = float(value)
    if not isfinite(number):
        raise AskError(f"{name} is not a number")
    return number


def _optional(question: Question, name: str) -> float | None:
    return None if question.get(name) is None else _number(question, name)
