"""Back pain over a period: one figure a day, and what the days have in common. A day without a score is a gap."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from statistics import fmean, median
from typing import Any, Final, NamedTuple

from accounts.models import User
from diary.models import PainEntry, PegScore, RedFlagReport
from diary.prepared import ask_figures
from nutrients.science.pain import peg_score

NEW_AFTER: Final = timedelta(days=28)  # pain is new when none was written down for four weeks
ASK_AGAIN: Final = timedelta(days=7)
SEVERE: Final = 8


class PainDay(NamedTuple):
    """The scores of one day; a tuple, for a look back reads two years of them."""

    day: date
    scores: Sequence[int]

    @property
    def score(self) -> float:
        """The day's figure: the mean of its scores. [0-10]"""
        return sum(self.scores) / len(self.scores)

    @property
    def worst(self) -> int:
        return max(self.scores)


@dataclass(frozen=True, slots=True)
class Peg:
    """One week's three answers (average pain, enjoyment of life, general activity) and their mean. [0-10]"""

    day: date
    pain: int
    enjoyment: int
    activity: int

    @property
    def score(self) -> float:
        return peg_score(self.pain, self.enjoyment, self.activity) or 0.0


@dataclass(frozen=True, slots=True)
class Flagged:
    """Warning signs the person ticked on a day."""

    day: date
    signs: Sequence[str]


@dataclass(frozen=True)
class PainFacts:
    """
    The days of a period, first and last included, that have a score.

    Each day counts once, however often it was scored. Scores are an ordinal scale, so the median stands first.
    """

    first: date
    last: date
    days: Sequence[PainDay]
    regions: Mapping[str, int] = field(default_factory=dict)
    qualities: Mapping[str, int] = field(default_factory=dict)
    pegs: Sequence[Peg] = ()
    flags: Sequence[Flagged] = ()

    @property
    def length(self) -> int:
        """Days of the period, scored or not."""
        return (self.last - self.first).days + 1

    @cached_property
    def median(self) -> float | None:
        return median(day.score for day in self.days) if self.days else None

    @cached_property
    def mean(self) -> float | None:
        return fmean(day.score for day in self.days) if self.days else None

    @property
    def worst(self) -> int | None:
        return max((day.worst for day in self.days), default=None)

    @property
    def worst_days(self) -> list[date]:
        worst = self.worst
        return [day.day for day in self.days if day.worst == worst]

    @property
    def free_days(self) -> int:
        """Days scored 0 throughout."""
        return sum(day.worst == 0 for day in self.days)

    def part(self, first: date, last: date) -> "PainFacts":
        """The scores from `first` to `last` only, for the course over a period; regions are those of the whole."""
        return replace(self, first=first, last=last, days=[day for day in self.days if first <= day.day <= last])


def pain_facts(user: User, first: date, last: date) -> PainFacts:
    """Read a period in full: its course, on how many days each region and each kind of pain was named, the signs."""
    rows = ask_figures(_described, user, first, last)
    return replace(
        pain_course(user, first, last),
        regions=_days_named((day, regions) for day, regions, _ in rows),
        qualities=_days_named((day, qualities) for day, _, qualities in rows),
        flags=_flags(user, first, last),
    )


def pain_course(user: User, first: date, last: date) -> PainFacts:
    """Read the scores of a period, and the weekly ones: how it went, not where and how it hurt."""
    scores: dict[date, list[int]] = {}
    for day, score in ask_figures(_scores, user, first, last):
        scores.setdefault(day, []).append(score)
    days = [PainDay(day, tuple(found)) for day, found in scores.items()]
    return PainFacts(first, last, days, pegs=[Peg(*row) for row in ask_figures(_pegs, user, first, last)])


def first_peg(user: User) -> Peg | None:
    """Return the score that later ones are held against."""
    return next((Peg(*row) for row in ask_figures(_first_peg, user)), None)


def _scores(user: User, first: date, last: date) -> Any:
    """Day by day; within a day their order says nothing, and putting them in one takes as long as reading them."""
    return PainEntry.objects.for_user(user).between(first, last).order_by("day").values_list("day", "score")


def _described(user: User, first: date, last: date) -> Any:
    rows = PainEntry.objects.for_user(user).between(first, last).order_by("day", "at", "id")
    return rows.values_list("day", "regions", "qualities")


def _pegs(user: User, first: date, last: date) -> Any:
    rows = PegScore.objects.for_user(user).between(first, last).order_by("day", "id")
    return rows.values_list("day", "pain", "enjoyment", "activity")


def _first_peg(user: User) -> Any:
    return PegScore.objects.for_user(user).order_by("day", "id").values_list("day", "pain", "enjoyment", "activity")[:1]


def _flags(user: User, first: date, last: date) -> list[Flagged]:
    """Reports in which at least one sign was ticked."""
    rows = RedFlagReport.objects.for_user(user).between(first, last).order_by("day", "at", "id")
    return [Flagged(day, tuple(signs)) for day, signs in rows.values_list("day", "signs") if signs]


def _days_named(named: Iterable[tuple[date, Sequence[str]]]) -> dict[str, int]:
    """Count the days on which each word was named, the most frequent first."""
    pairs = {(day, word) for day, words in named for word in words}
    return dict(sorted(Counter(word for _, word in pairs).items(), key=lambda item: (-item[1], item[0])))


def last_described(entry: PainEntry) -> PainEntry | None:
    """Return the latest other entry that says where or how it hurt."""
    others = PainEntry.objects.for_user(entry.user).exclude(pk=entry.pk).order_by("-created_at", "-id")[:30]
    return next((each for each in others if any(each.pattern.values())), None)


def asks_for_signs(entry: PainEntry) -> bool:
    """Whether to ask about warning signs: pain that is new, 8 or more, or in the legs, and not asked this week."""
    if entry.score == 0:
        return False
    reports = RedFlagReport.objects.for_user(entry.user)
    if reports.between(entry.day - ASK_AGAIN, entry.day).exists():
        return False
    if entry.score >= SEVERE or entry.in_the_legs:
        return True
    before = PainEntry.objects.for_user(entry.user).filter(at__lt=entry.at, score__gt=0)
    return not before.between(entry.day - NEW_AFTER, entry.day).exists()
