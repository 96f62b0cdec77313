"""Which backups to keep: one for each of 7 days, 4 weeks, 12 months; none outlives an erasure by 35 days."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

DAYS, WEEKS, MONTHS = 7, 4, 12
ERASED_FROM_BACKUPS_AFTER = timedelta(days=34)  # the promise is 35; a backup runs once a day

PERIODS: list[tuple[int, Callable[[datetime], tuple[int, ...]]]] = [
    (DAYS, lambda made: (made.year, made.month, made.day)),
    (WEEKS, lambda made: made.isocalendar()[:2]),
    (MONTHS, lambda made: (made.year, made.month)),
]


def to_keep(made: Iterable[datetime], erased: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return the moments of the backups to keep: the newest of each of the latest days, weeks and months."""
    due = max((at for at in erased if at < now - ERASED_FROM_BACKUPS_AFTER), default=None)
    rightful = sorted((each for each in made if due is None or each > due), reverse=True)
    kept: set[datetime] = set()
    for count, period in PERIODS:
        newest: dict[tuple[int, ...], datetime] = {}
        for each in rightful:
            newest.setdefault(period(each), each)
        kept.update(list(newest.values())[:count])
    return kept
