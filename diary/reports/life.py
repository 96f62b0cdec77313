"""Sleep, movement and the like over a period, of what the person chose to write down. What was not told is a gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from accounts.models import User
from diary.models import LifeNote


@dataclass(frozen=True, slots=True)
class LifeFacts:
    """The days of a period that have a note, in order."""

    days: Sequence[LifeNote]

    def told(self, name: str) -> dict[date, float]:
        """Return one figure (a field, or "movement") of each day that has it."""
        return {note.day: value for note in self.days if (value := getattr(note, name)) is not None}

    def mean(self, name: str) -> float | None:
        """Return the mean over the days that have the figure, None when none has."""
        told = self.told(name)
        return fmean(told.values()) if told else None

    def part(self, first: date, last: date) -> "LifeFacts":
        return LifeFacts([note for note in self.days if first <= note.day <= last])


def life_days(user: User, first: date, last: date) -> LifeFacts:
    """Read the notes of a period; one query."""
    return LifeFacts(list(LifeNote.objects.for_user(user).between(first, last).order_by("day")))
