"""Reading the parts of a question that somebody put in JSON or on a command line: understood, or refused in words."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from math import isfinite
from typing import Any, Final

from nutrients.labs import LABS
from nutrients.registry import NUTRIENTS
from nutrients.science.units import ANALYTES

Question = Mapping[str, Any]

YES_NO: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
# How people call what has one name here. Words are compared without case, spaces and signs.
SYNONYMS: Final[Mapping[str, Mapping[str, str]]] = {
    "sex": {"f": "female", "woman": "female", "m": "male", "man": "male"},
    "life_stage": {"pregnancy": "pregnant", "lactation": "lactating", "breastfeeding": "lactating"},
}
NUTRIENT_WORDS: Final = {
    "b12": "vitamin_b12",
    "vitb12": "vitamin_b12",
    "cobalamin": "vitamin_b12",
    "vitd": "vitamin_d",
    "vitamind2": "vitamin_d",
    "vitamind3": "vitamin_d",
    "vitc": "vitamin_c",
    "ala": "omega3_ala",
    "epadha": "omega3_epa_dha",
    "fiber": "fibre",
}
ANALYTE_WORDS: Final = {
    "25ohd": "vitamin_d_25oh",
    "b12": "vitamin_b12",
    "holotranscobalamin": "active_b12",
    "holotc": "active_b12",
    "methylmalonicacid": "mma",
    "hemoglobin": "haemoglobin",
}


class AskError(ValueError):
    """The question cannot be answered as it was put; the message says why."""


def tidy(question: Question, parts: Collection[str]) -> Question:
    """
    Return a question by its parts' own names, without those that say nothing.

    Raises
    ------
    AskError
        If it holds a part that means nothing here: leaving it out in silence would answer another question.
    """
    named = {name.strip().casefold().replace("-", "_"): value for name, value in question.items()}
    unknown = sorted(named.keys() - {"ask", "id", *parts})
    if unknown:
        raise AskError(f"{unknown[0]!r} is no part of this question; it may have {', '.join(parts)}")
    return {name: value for name, value in named.items() if value is not None and value != ""}


def text(question: Question, name: str) -> str:
    value = question.get(name)
    if value is None:
        raise AskError(f"{name} is missing")
    if not isinstance(value, str):
        raise AskError(f"{name} must be a word, not {value!r}")
    return value.strip()


def choice(question: Question, name: str, default: str = "") -> Any:
    """One of a few words, by itself or by a synonym; which words there are is checked by whoever takes it."""
    word = text(question, name).casefold() if name in question else default
    return SYNONYMS.get(name, {}).get(plain(word), word)


def number(question: Question, name: str, default: float | None = None) -> float:
    value = question.get(name, default)
    if value is None:
        raise AskError(f"{name} is missing")
    try:
        found = float("nan") if isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError):
        found = float("nan")
    if not isfinite(found):
        raise AskError(f"{name} must be a number, not {str(value)[:40]!r}")
    return found


def optional(question: Question, name: str) -> float | None:
    return number(question, name) if name in question else None


def whole(question: Question, name: str) -> int:
    found = number(question, name)
    if not found.is_integer():
        raise AskError(f"{name} must be a whole number, not {found:g}")
    return int(found)


def flag(question: Question, name: str) -> bool | None:
    """Yes or no; None when not said. The word "false" is no."""
    if name not in question:
        return None
    word = str(question[name]).strip().casefold()
    if word not in YES_NO:
        raise AskError(f"{name} must be true or false, not {question[name]!r}")
    return YES_NO[word]


def instant(question: Question, name: str) -> datetime:
    """A moment with its zone: without one, noon could be any of 26 hours."""
    written = text(question, name)
    try:
        found = datetime.fromisoformat(written.upper())
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise AskError(f"{name} must be a day and time with its zone, such as 2026-06-21T12:00Z")
    return found


def nutrient(question: Question) -> str:
    """The key of a nutrient, by key, by name or as people say it."""
    return _key(text(question, "nutrient"), _NUTRIENT_KEYS, "nutrient", NUTRIENTS)


def substance(question: Question) -> str:
    """What an amount is of: a nutrient, or what a laboratory measures; where one word is both, the units decide."""
    if "analyte" in question:
        return _key(text(question, "analyte"), _ANALYTE_KEYS, "analyte", ANALYTES)
    if "nutrient" in question:
        return _key(text(question, "nutrient"), _ANALYTE_KEYS | _NUTRIENT_KEYS, "nutrient", NUTRIENTS)
    raise AskError("name a nutrient or an analyte")


def plain(word: str) -> str:
    """Letters and figures alone: "Vitamin B-12" and "vitamin_b12" are one word."""
    return re.sub(r"[^a-z0-9]", "", word.casefold())


def _key(word: str, keys: Mapping[str, str], kind: str, known: Collection[str]) -> str:
    if (found := keys.get(plain(word))) is None:
        raise AskError(f"{word[:40]!r} is no {kind} known here; there are {', '.join(known)}")
    return found


_NUTRIENT_KEYS: Final = {
    **NUTRIENT_WORDS,
    **{plain(each.name): key for key, each in NUTRIENTS.items()},
    **{plain(key): key for key in NUTRIENTS},
}
_ANALYTE_KEYS: Final = {
    **ANALYTE_WORDS,
    **{plain(name): key for key, name in ANALYTES.items()},
    **{plain(each.name): key for key, each in LABS.items()},
    **{plain(key): key for key in ANALYTES},
}
