"""
Addresses, each route's worked out once.

Django looks a route up anew each time its address is asked for, and a page asks for fifty. Here a route is looked up
once, for stand-ins; afterwards only what stands in for the day, the row or the name is filled in. The pattern is the
same for everybody, and nothing of anybody is kept.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

PLAIN: Final = re.compile(r"[A-Za-z0-9_-]+")  # a text that stands in an address as it is
STAND_INS: Final[dict[type, Callable[[int], Any]]] = {
    UUID: lambda place: UUID(int=0xFA11 << 64 | place),
    date: lambda place: date(9998, 1, 1 + place),
    str: lambda place: f"stand-in-{place}",
}


def address(name: str, *args: Any) -> str:
    """Return what `reverse` returns for a route and its arguments."""
    pattern = _pattern(name, tuple(map(type, args)), get_urlconf(), get_script_prefix())
    if pattern is None or any(type(arg) is str and not PLAIN.fullmatch(arg) for arg in args):
        return reverse(name, args=args)
    return pattern.format(*args)


@cache
def _pattern(name: str, kinds: tuple[type, ...], urlconf: str | None, prefix: str) -> str | None:
    """The address with places to fill, None for a route that has to be looked up each time."""
    if not all(kind in STAND_INS for kind in kinds):
        return None
    stand_ins = [STAND_INS[kind](place) for place, kind in enumerate(kinds)]
    try:
        pattern = reverse(name, urlconf=urlconf, args=stand_ins)
    except NoReverseMatch:
        return None
    if "{" in pattern or any(pattern.count(str(each)) != 1 for each in stand_ins):
        return None
    for place, each in enumerate(stand_ins):
        pattern = pattern.replace(str(each), f"{{{place}}}")
    return pattern
