"""How figures are put into words: one place, so that a page, a chart, a PDF and an export say the same."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from diary.notation import PATTERNS, THIN_SPACE, Dates, current
from nutrients.registry import Nutrient
from nutrients.science.adequacy import MANY_TIMES
from nutrients.science.composition import Total

SMALL = 10.0
LARGE = 100.0
PINCH = 0.1
METRIC = frozenset({"g", "ml"})
COUNTED = frozenset(
    {"bar", "biscuit", "bottle", "can", "container", "cup", "fillet", "handful", "piece", "portion"}
) | {
    "rasher",
    "serving",
    "slice",
    "tablespoon",
    "teaspoon",
}


def number(value: float, digits: int = 0) -> str:
    """Write a number in the person's notation: "1 250", "2.4" or "2,4"."""
    return current().number(f"{value:,.{digits}f}")


def exact(value: float) -> str:
    """Write a figure as it was typed in, not rounded."""
    return current().number(f"{value:,.10g}")


def with_unit(value: float, unit: str, digits: int = 0) -> str:
    """Write a number and its unit, kept together by a thin space that does not break."""
    return f"{number(value, digits)}{THIN_SPACE}{unit}"


def amount(value: float | None, nutrient: Nutrient) -> str:
    """Write an amount of a nutrient; what is not known is "unknown", never 0."""
    if value is None:
        return "unknown"
    return with_unit(value, nutrient.symbol, _digits(value, nutrient))


def without_unit(value: float, nutrient: Nutrient) -> str:
    """Write an amount below a heading that names its unit."""
    return number(value, _digits(value, nutrient))


def rounded(value: float, nutrient: Nutrient) -> float:
    """Round an amount as `amount` prints it, so that a chart draws what its table says."""
    return round(value, _digits(value, nutrient))


def _digits(value: float, nutrient: Nutrient) -> int:
    """Little keeps a decimal, and three figures before the point want none behind it."""
    if value >= LARGE:
        return 0
    return max(nutrient.digits, 1) if 0 < value < SMALL else nutrient.digits


def total(value: Total, nutrient: Nutrient, *, share: float = 1.0) -> str:
    """Write a sum, or a share of it such as a daily mean: "at least 61 mg" wherever a food lacks a value."""
    if value.items and not value.known and not value.supplements:
        return "unknown"
    text = amount(value.amount * share, nutrient)
    return f"at least {text}" if value.is_lower_bound else text


def within(nutrient: Nutrient) -> str:
    """Name a nutrient within a sentence: "magnesium", "vitamin D", "omega-3 ALA"."""
    return nutrient.name[0].lower() + nutrient.name[1:]


def grams(value: float) -> str:
    """Write a weight; what is little keeps a decimal, and a pinch two, so that it never reads 0."""
    digits = 0 if value >= SMALL else 1 if value >= PINCH else 2
    return with_unit(max(value, 0.01) if value > 0 else 0.0, "g", digits)


def figure(value: float) -> str:
    """Write a number as people say it: "2", "1.5", "0.33"."""
    digits = 0 if value == round(value) else 2
    written = f"{value:,.{digits}f}"
    return current().number(written.rstrip("0").rstrip(".") if digits else written)


def helping(quantity: float, unit: str) -> str:
    """Write how much was eaten in the words it was logged in: "2 large", "1.5 cups, halves", "150 g"."""
    if unit in METRIC:
        return f"{figure(quantity)}{THIN_SPACE}{unit}"
    what = re.match(r"\w*", unit)[0]  # type: ignore[index]  # it matches nothing, if need be
    return f"{figure(quantity)} {what}{'s' if what in COUNTED and quantity > 1 else ''}{unit[len(what) :]}"


def whole_percent(part: float) -> int:
    """Return a share as a whole percentage; below the whole it is never 100."""
    whole = round(part * 100)
    return 99 if whole == 100 and part < 1 else whole


def percent(part: float) -> str:
    """Write a share as a whole percentage."""
    return f"{whole_percent(part)}{THIN_SPACE}%"


def multiple(ratio: float) -> str:
    """Write a ratio so that "the RDA" can follow: "62 % of", "417 times"."""
    return f"{number(ratio)} times" if ratio >= MANY_TIMES else f"{percent(ratio)} of"


def counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def score(value: float) -> str:
    """Write a score or the mean of some: "4", "4.5"."""
    return number(value, 0 if float(value).is_integer() else 1)


def in_100(share: float) -> str:
    """Write a chance as whole cases in a hundred, the ends in words, because nothing here is certain."""
    count = round(100 * share)
    return "less than 1" if count < 1 else "more than 99" if count > 99 else f"about {count}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Join words as one says them: "lentils, rice and tea"."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def day(value: date) -> str:
    """Write a day as text has it: "22 November 2026", "November 22, 2026" or "2026-11-22"."""
    return value.strftime(current().dates.day)


def short_day(value: date) -> str:
    """Write a day as a table has it: "22 Nov 2026"."""
    return value.strftime(current().dates.short)


def month_day(value: date) -> str:
    """Write a day of a year nobody doubts: "22 November"."""
    return value.strftime(current().dates.month_day)


def tick(value: date) -> str:
    """Write a day below an axis: "22 Nov"."""
    return value.strftime(current().dates.tick)


def weekday(value: date, *, year: bool = False) -> str:
    """Write a day as a heading: "Sunday 22 November"."""
    dates = current().dates
    return value.strftime(dates.weekday_year if year else dates.weekday)


def weekday_short(value: date) -> str:
    """Write a day as a long table has it: "Sun 22 Nov 2026"."""
    return _day_written(value, current().dates.weekday_short)


@lru_cache(maxsize=2048)
def _day_written(value: date, pattern: str) -> str:
    """A page has a dozen long tables of the same days."""
    return value.strftime(pattern)


def period(first: date, last: date) -> str:
    """Write a period without repeating itself: "16 to 22 November 2026", "November 16 to 22, 2026"."""
    if first == last:
        return day(first)
    order, one_year = current().dates, first.year == last.year
    one_month = one_year and first.month == last.month
    if order == PATTERNS[Dates.DAY_FIRST] and one_year:
        return f"{first.day if one_month else month_day(first)} to {day(last)}"
    if order == PATTERNS[Dates.MONTH_FIRST] and one_year:
        return f"{month_day(first)} to {f'{last:%-d, %Y}' if one_month else day(last)}"
    return f"{day(first)} to {day(last)}"
