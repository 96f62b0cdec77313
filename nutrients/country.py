"""What "milk" means where: with vitamin D added, or as it comes from the cow."""

from collections.abc import Iterable, Iterator
from functools import cache

from nutrients.text import rows

# Where milk from the shop has vitamin D added by law or by custom, as the rows of SR28 with added vitamin D assume.
FORTIFYING = frozenset({"", "US", "CA"})
NORTH_AMERICA = frozenset({"US", "CA"})
SECOND = 0.03


def region(country: str) -> str:
    """Whose English is spoken: chips are crisps in America and fried potatoes elsewhere."""
    return "US" if country.upper() in NORTH_AMERICA else "GB"


@cache
def unfortified() -> dict[str, str]:
    """The same milk without added vitamins, by the code of the fortified one."""
    return {row["fortified"]: row["unfortified"] for row in rows("fortified.csv")}


def suited(scored: Iterable[tuple[str, float]], country: str) -> Iterator[tuple[str, float]]:
    """Where milk is not fortified put the unfortified milk in front of the fortified one."""
    swaps = {} if country.upper() in FORTIFYING else unfortified()
    for code, score in scored:
        if code in swaps:
            yield swaps[code], score
            yield code, score - SECOND
        elif code not in swaps.values():
            yield code, score
