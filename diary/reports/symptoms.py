"""Symptoms of a period: how often each was written down, and how strong it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low
from typing import Final

from accounts.models import User
from diary.models import Severity, SymptomEntry

OF_LATE: Final = timedelta(days=30)
OFFERED: Final = 6


@dataclass(frozen=True, slots=True)
class Felt:
    """One symptom: the days it was felt on, its usual strength on those days, and its worst. "None" is not felt."""

    name: str
    days: int
    usual: Severity
    worst: Severity
    last: date


def felt(user: User, first: date, last: date) -> list[Felt]:
    """Return the symptoms of a period, the most frequent first."""
    rows = SymptomEntry.objects.for_user(user).between(first, last).filter(severity__gt=Severity.NONE)
    by_name: dict[str, dict[date, int]] = {}
    for name, day, severity in rows.order_by("day", "at", "id").values_list("name", "day", "severity"):
        days = by_name.setdefault(name, {})
        days[day] = max(severity, days.get(day, 0))
    found = [_felt(name, list(days), list(days.values())) for name, days in by_name.items()]
    return sorted(found, key=lambda each: (-each.days, each.name))


def _felt(name: str, days: Sequence[date], severities: Sequence[int]) -> Felt:
    return Felt(name, len(days), Severity(median_low(severities)), Severity(max(severities)), days[-1])


def of_late(user: User, day: date) -> list[str]:
    """Return the names of the symptoms written down lately, the latest first, to offer them again."""
    rows = SymptomEntry.objects.for_user(user).between(day - OF_LATE, day).order_by("-at")
    return list(dict.fromkeys(rows.values_list("name", flat=True)))[:OFFERED]
