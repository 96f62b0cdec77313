"""What the diary's templates need beyond Django's own tags."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from diary import life_words, wording
from diary.ids import uuid7
from diary.models import LifeNote
from nutrients.registry import NUTRIENTS, Nutrient
from nutrients.science.composition import Total

register = template.Library()


@register.simple_tag
def operation() -> SafeString:
    """Give a form the id of its one intent, so that a double tap or a repeated request writes once."""
    return format_html('<input type="hidden" name="operation" value="{}">', uuid7())


@register.filter
def amount(value: float | None, nutrient: Nutrient | str) -> str:
    """Write an amount of a nutrient, by the nutrient or its key."""
    return wording.amount(value, NUTRIENTS[nutrient] if isinstance(nutrient, str) else nutrient)


@register.simple_tag
def total_of(value: Total, nutrient: Nutrient) -> str:
    """Write a sum of a nutrient, "at least" where a food lacks a value."""
    return wording.total(value, nutrient)


@register.filter
def number(value: float, digits: int = 0) -> str:
    return wording.number(value, digits)


@register.filter
def figure(value: float) -> str:
    return wording.figure(value)


@register.filter
def grams(value: float) -> str:
    return wording.grams(value)


@register.filter
def helping(thing: Any) -> str:
    """Write how much of something was eaten, in the words it was logged in."""
    return wording.helping(thing.quantity, thing.unit)


@register.filter
def percent(part: float) -> str:
    return wording.percent(part)


@register.filter
def host(url: str) -> str:
    """Write whose page an address leads to."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


@register.filter
def life_line(note: LifeNote) -> str:
    return life_words.line(note)


def _of_a_day(write: Callable[[date], str]) -> Callable[[date | None], str]:
    """Write a day; nothing for a day that is not known."""
    return lambda value: write(value) if value else ""


register.filter("day", _of_a_day(wording.day))
register.filter("short_day", _of_a_day(wording.short_day))
register.filter("month_day", _of_a_day(wording.month_day))
register.filter("weekday", _of_a_day(wording.weekday))
register.filter("weekday_year", _of_a_day(partial(wording.weekday, year=True)))
