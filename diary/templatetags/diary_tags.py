"""What the diary's templates need beyond Django's own tags."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from diary import wording
from diary.ids import uuid7
from nutrients.registry import NUTRIENTS, Nutrient

register = template.Library()


@register.simple_tag
def operation() -> SafeString:
    """Give a form the id of its one intent, so that a double tap or a repeated request writes once."""
    return format_html('<input type="hidden" name="operation" value="{}">', uuid7())


@register.filter
def amount(value: float | None, nutrient: Nutrient | str) -> str:
    """Write an amount of a nutrient, by the nutrient or its key."""
    return wording.amount(value, NUTRIENTS[nutrient] if isinstance(nutrient, str) else nutrient)


@register.filter
def number(value: float, digits: int = 0) -> str:
    return wording.number(value, digits)


@register.filter
def grams(value: float) -> str:
    return wording.with_unit(value, "g", 0 if value >= wording.SMALL else 1)


@register.filter
def percent(part: float) -> str:
    return wording.percent(part)
