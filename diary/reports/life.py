"""Sleep, movement and the like over a period, of what the person chose to write down. What was not told is a gap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Any, Final

from accounts.models import User
from diary.models import LifeNote
from diary.models.life import FIELDS, MOVEMENT, TEXTS, minutes_together
from diary.prepared import ask_figures

FIGURES: Final = [name for names in FIELDS.values() for name in names if name not in TEXTS]


@dataclass(frozen=True, slots=True)
class LifeFacts:
    """The days of a period that have a note, in order; and each figure, or "movement", on the days that have it."""

    days: Sequence[date]
    figures: Mapping[str, Mapping[date, float]]

    def told(self, name: str) -> Mapping[date, float]:
        """Return one figure of each day that has it."""
        return self.figures[name]

    def mean(self, name: str) -> float | None:
        """Return the mean over the days that have the figure, None when none has."""
        told = self.told(name)
        return fmean(told.values()) if told else None

    def part(self, first: date, last: date) -> "LifeFacts":
        days = [day for day in self.days if first <= day <= last]
        kept = {
            name: {day: value for day, value in told.items() if first <= day <= last}
            for name, told in self.figures.items()
        }
        return LifeFacts(days, kept)


def life_days(user: User, first: date, last: date) -> LifeFacts:
    """Read the notes of a period; one query."""
    rows = ask_figures(_notes, user, first, last)
    days, *columns = zip(*rows, strict=True) if rows else [()] * (1 + len(FIGURES))
    by_name: dict[str, Sequence[Any]] = dict(zip(FIGURES, columns, strict=True))
    by_name["movement"] = [minutes_together(told) for told in zip(*(by_name[name] for name in MOVEMENT), strict=True)]
    figures = {
        name: {day: value for day, value in zip(days, values, strict=True) if value is not None}
        for name, values in by_name.items()
    }
    return LifeFacts(days, figures)


def _notes(user: User, first: date, last: date) -> Any:
    return LifeNote.objects.for_user(user).between(first, last).order_by("day").values_list("day", *FIGURES)
