"""How figures are put into words: one place, so that a page, a chart, a PDF and an export say the same."""

from nutrients.registry import Nutrient
from nutrients.science.composition import Total

THIN_SPACE = "\u202f"
SMALL = 10.0


def number(value: float, digits: int = 0) -> str:
    """Write a number with a thin space between thousands: "1 250", "2.4"."""
    return f"{value:,.{digits}f}".replace(",", THIN_SPACE)


def with_unit(value: float, unit: str, digits: int = 0) -> str:
    """Write a number and its unit, kept together by a thin space that does not break."""
    return f"{number(value, digits)}{THIN_SPACE}{unit}"


def amount(value: float | None, nutrient: Nutrient) -> str:
    """Write an amount of a nutrient; what is not known is "unknown", never 0."""
    if value is None:
        return "unknown"
    small = 0 < value < SMALL
    digits = max(nutrient.digits, 1) if small else nutrient.digits
    return with_unit(value, nutrient.symbol, digits)


def total(value: Total, nutrient: Nutrient, *, share: float = 1.0) -> str:
    """Write a sum, or a share of it such as a daily mean: "at least 61 mg" wherever a food lacks a value."""
    if value.items and not value.known and not value.supplements:
        return "unknown"
    text = amount(value.amount * share, nutrient)
    return f"at least {text}" if value.is_lower_bound else text


def percent(part: float) -> str:
    """Write a share as a whole percentage; below the whole it never reads 100 %."""
    whole = round(part * 100)
    if whole == 100 and part < 1:
        whole = 99
    return f"{whole}{THIN_SPACE}%"


def days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"
