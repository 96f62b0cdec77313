"""
How somebody writes numbers and dates: found once for a request, and asked where figures become words.

Words stay English. What programs read (FHIR, CSV, JSON, addresses, the data of charts) never passes through here.
Defaults go by country: CLDR 47, English as written there, else the country's main language. Thousands stand apart by a
thin space whatever the country: "1.250" and "1,250" each mean two things (docs/notes/0004-numbers-and-dates.md).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import TextChoices

THIN_SPACE = "\u202f"


class Numbers(TextChoices):
    POINT = "point", f"1{THIN_SPACE}234.5"
    COMMA = "comma", f"1{THIN_SPACE}234,5"
    POINT_COMMAS = "point_commas", "1,234.5"
    COMMA_POINTS = "comma_points", "1.234,5"


class Dates(TextChoices):
    DAY_FIRST = "dmy", "22 November 2026"
    MONTH_FIRST = "mdy", "November 22, 2026"
    ISO = "iso", "2026-11-22"


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands before the decimals and between the thousands."""

    decimal: str
    thousands: str


@dataclass(frozen=True, slots=True)
class Patterns:
    """A day as a heading, as a cell of a table, and so on, for `strftime`; `axis` is for the charts of a page."""

    day: str
    short: str
    month_day: str
    tick: str
    weekday: str
    weekday_year: str
    weekday_short: str
    axis: Mapping[str, str]


SIGNS: Final[Mapping[str, Signs]] = {
    Numbers.POINT: Signs(".", THIN_SPACE),
    Numbers.COMMA: Signs(",", THIN_SPACE),
    Numbers.POINT_COMMAS: Signs(".", ","),
    Numbers.COMMA_POINTS: Signs(",", "."),
}
PATTERNS: Final[Mapping[str, Patterns]] = {
    Dates.DAY_FIRST: Patterns(
        day="%-d %B %Y",
        short="%-d %b %Y",
        month_day="%-d %B",
        tick="%-d %b",
        weekday="%A %-d %B",
        weekday_year="%A %-d %B %Y",
        weekday_short="%a %-d %b %Y",
        axis={"day": "EEEE d MMMM yyyy", "tick": "d MMM", "month": "MMM yyyy"},
    ),
    Dates.MONTH_FIRST: Patterns(
        day="%B %-d, %Y",
        short="%b %-d, %Y",
        month_day="%B %-d",
        tick="%b %-d",
        weekday="%A, %B %-d",
        weekday_year="%A, %B %-d, %Y",
        weekday_short="%a, %b %-d, %Y",
        axis={"day": "EEEE, MMMM d, yyyy", "tick": "MMM d", "month": "MMM yyyy"},
    ),
    Dates.ISO: Patterns(
        day="%Y-%m-%d",
        short="%Y-%m-%d",
        month_day="%Y-%m-%d",
        tick="%m-%d",
        weekday="%A %Y-%m-%d",
        weekday_year="%A %Y-%m-%d",
        weekday_short="%a %Y-%m-%d",
        axis={"day": "EEEE yyyy-MM-dd", "tick": "MM-dd", "month": "yyyy-MM"},
    ),
}
COMMA_COUNTRIES = frozenset(
    (  # noqa: SIM905
        "AD AL AM AO AR AT AW AX AZ BA BE BF BG BJ BL BN BO BR BV BY CD CF CG CI CL CO CR CV CZ DE DJ DK DZ EC EE ES "
        "FI FO FR GA GE GF GL GN GP GQ GR GW HR HT HU ID IS IT KG KZ LA LB LT LU LV LY MA MC MD ME MF MK MQ MR MZ "
        "NC NL NO PF PL PM PT RE RO RS RU SE SI SJ SK SM SN SR ST TF TG TJ TL TM TN TR UA UY UZ VA VE VN WF XK YT ZA"
    ).split()
)
MONTH_FIRST_COUNTRIES = frozenset("AS BI GU MH MP PA PH PR UM US VI".split())  # noqa: SIM905
ISO_COUNTRIES = frozenset("AF AX BT CA CN GL IR JP KP KR LK LT MN NP SE TW ZA".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Notation:
    """One person's way to write numbers and dates."""

    signs: Signs = SIGNS[Numbers.POINT]
    dates: Patterns = PATTERNS[Dates.DAY_FIRST]

    def number(self, written: str) -> str:
        """Put a number that Python wrote as "1,234.5" into this notation."""
        whole, point, decimals = written.partition(".")
        return whole.replace(",", self.signs.thousands) + (self.signs.decimal + decimals if point else "")

    def typed(self, written: str) -> str:
        """Put a number into this notation as somebody would type it: thousands not apart."""
        return written.replace(".", self.signs.decimal)

    @property
    def for_charts(self) -> dict[str, Any]:
        return {"decimal": self.signs.decimal, "thousands": self.signs.thousands, **self.dates.axis}


HOUSE: Final = Notation()
_find: ContextVar[Callable[[], Notation]] = ContextVar("notation", default=lambda: HOUSE)


def notation(*, numbers: str = "", dates: str = "", country: str = "") -> Notation:
    """Return what was chosen, and for what was not, what people in that country (ISO 3166 alpha-2) write."""
    by_country = Numbers.COMMA if country in COMMA_COUNTRIES else Numbers.POINT
    order = Dates.MONTH_FIRST if country in MONTH_FIRST_COUNTRIES else Dates.DAY_FIRST
    usual = Dates.ISO if country in ISO_COUNTRIES else order
    return Notation(SIGNS[numbers or by_country], PATTERNS[dates or usual])


def house() -> Notation:
    """Nobody's in particular: for visitors, for files that programs read, and for whoever told nothing."""
    return HOUSE


def current() -> Notation:
    return _find.get()()


@contextmanager
def written_in(find: Callable[[], Notation]) -> Iterator[None]:
    """Write everything within the block in the notation found; it is looked for only if a figure is written."""
    token = _find.set(find)
    try:
        yield
    finally:
        _find.reset(token)


GROUPED = {sign: re.compile(rf"[1-9]\d{{0,2}}(?:{re.escape(sign)}\d{{3}})+") for sign in ",."}
SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009'’](?=\d{3}(?!\d))")


class TwoMeaningsError(ValueError):
    """A number can be read in two ways, a thousand times apart."""


def read(text: str) -> str:
    """
    Return a typed number as Python spells it: with a point or a comma, thousands apart or not.

    The sign the person writes decimals with is always that; the other one is too, unless it stands before three
    figures, where "1,250" may be meant as a thousand and more.

    Raises
    ------
    TwoMeaningsError
        If it could be either.
    """
    text = SPACES.sub("", text.strip())
    point, comma = text.rfind("."), text.rfind(",")
    if point >= 0 and comma >= 0:  # the last one stands before the decimals
        whole, decimals = text[: max(point, comma)], text[max(point, comma) + 1 :]
        apart = "," if point > comma else "."
        return f"{whole.replace(apart, '')}.{decimals}" if GROUPED[apart].fullmatch(whole) else text
    sign = "," if comma >= 0 else "."
    if not GROUPED[sign].fullmatch(text) or (text.count(sign) == 1 and sign == current().signs.decimal):
        return text.replace(",", ".")
    if text.count(sign) == 1 and sign != current().signs.thousands:
        raise TwoMeaningsError(_asked(text, sign))
    return text.replace(sign, "")


def _asked(text: str, sign: str) -> str:
    decimal = current().typed(text.replace(sign, ".").rstrip("0"))
    return f"Is that {text.replace(sign, '')} or {decimal}? Please write it one of these ways."
