"""The look back over some weeks: the facts of a period beside those of the period before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import hypot
from typing import Final

from diary import moments
from diary.models import Profile
from diary.person import assumptions
from diary.reports.intake import Intake
from diary.reports.labs import LabCourse, labs_between
from diary.reports.life import LifeFacts, life_days
from diary.reports.nutrients import NutrientFact, facts, read
from diary.reports.pain import PainFacts, Peg, first_peg, pain_course
from diary.reports.sun import SunDay, sun_days
from diary.reports.supplement_intake import due, since
from diary.reports.taken import Taken, taken
from nutrients.registry import CORE
from nutrients.science.adequacy import ENOUGH_COVERAGE
from nutrients.science.pain import is_notable_nrs_change
from nutrients.science.stages import FIRST_LOOK

DAYS_A_WEEK: Final = 7
LENGTHS: Final = (1, 4, 13, 52)  # weeks
POINTS_A_DAY_UP_TO: Final = 13 * DAYS_A_WEEK  # beyond it one point stands for a week, or the chart is a hedge
LONGEST: Final = 2 * 366  # days of an own range
KEYS: Final = [nutrient.key for nutrient in CORE]


@dataclass(frozen=True, slots=True)
class Span:
    """Some whole weeks, or an own range of days (`weeks` is then 0)."""

    first: date
    last: date
    weeks: int = 0

    @classmethod
    def of_weeks(cls, monday: date, weeks: int) -> "Span":
        """The weeks that end with the week of this Monday."""
        return cls(monday - timedelta(weeks=weeks - 1), monday + timedelta(days=DAYS_A_WEEK - 1), weeks)

    @classmethod
    def ending(cls, day: date, weeks: int) -> "Span":
        """The weeks that end with the week this day lies in."""
        return cls.of_weeks(day - timedelta(days=day.weekday()), weeks)

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def previous(self) -> "Span":
        return self._moved(-self.length)

    @property
    def next(self) -> "Span":
        return self._moved(self.length)

    @property
    def is_weekly(self) -> bool:
        """Whether a point of a chart stands for a week."""
        return self.length > POINTS_A_DAY_UP_TO

    @property
    def query(self) -> dict[str, str]:
        """What names this span in an address."""
        if not self.weeks:
            return {"first": self.first.isoformat(), "last": self.last.isoformat()}
        year, week, _ = self.last.isocalendar()
        return {"week": f"{year}-W{week:02}", "weeks": str(self.weeks)}

    def bins(self) -> list[tuple[date, date]]:
        """First and last day of each point of a chart."""
        step = timedelta(days=DAYS_A_WEEK if self.is_weekly else 1)
        starts = [self.first + step * number for number in range(-(-self.length // step.days))]
        return [(start, min(start + step - timedelta(days=1), self.last)) for start in starts]

    def _moved(self, days: int) -> "Span":
        return Span(self.first + timedelta(days=days), self.last + timedelta(days=days), self.weeks)


def latest_week(today: date) -> date:
    """Return the Monday of the week that yesterday lay in: on a Monday the week to look back on is over."""
    return Span.ending(today - timedelta(days=1), 1).first


@dataclass(frozen=True, slots=True)
class Change:
    """How an average differs from the one before, and how much of that the days' own ups and downs account for."""

    fact: NutrientFact
    difference: float
    margin: float | None

    @property
    def is_clear(self) -> bool:
        return self.margin is not None and abs(self.difference) > self.margin


@dataclass(frozen=True)
class Review:
    """A period and the one before it. Each is cut off at today, for days ahead are no gaps."""

    span: Span
    today: date
    facts: Mapping[str, NutrientFact]
    facts_before: Mapping[str, NutrientFact]
    pain: PainFacts
    pain_before: PainFacts
    pegs: Sequence[Peg]
    peg_began: Peg | None
    peg_is_due: bool
    life: LifeFacts
    sun: Mapping[date, SunDay]
    labs: Sequence[LabCourse]
    taken: Sequence[Taken]
    assumptions: str

    @property
    def intake(self) -> Intake:
        return next(iter(self.facts.values())).period

    @property
    def is_empty(self) -> bool:
        others = (self.pain.days, self.pegs, self.life.days, self.sun, self.labs, self.taken)
        return not (self.intake.logged or any(others))

    @property
    def has_enough(self) -> bool:
        """Whether there are days enough for a first look at averages."""
        return len(self.intake.complete) >= FIRST_LOOK

    @property
    def next(self) -> Span | None:
        following = self.span.next
        return following if following.first <= self.today else None

    @cached_property
    def changes(self) -> list[Change]:
        """Nutrients that can be compared with the period before, the clear changes first."""
        found = [change(fact, self.facts_before[key]) for key, fact in self.facts.items()]
        return sorted((each for each in found if each), key=lambda each: not each.is_clear)

    @property
    def pain_changed(self) -> bool | None:
        """Whether the median moved by as much as the literature calls notable; None when there is too little."""
        now, before = self.pain.median, self.pain_before.median
        if now is None or before is None or min(len(self.pain.days), len(self.pain_before.days)) < FIRST_LOOK:
            return None
        return is_notable_nrs_change(before, now)


def change(fact: NutrientFact, before: NutrientFact) -> Change | None:
    """
    Return how an average moved; None with too few days, too few values or a dangerous day on either side.

    The margins of the two means, each with 95 % confidence, add as squares, for they rest on different days.
    """
    if any(each.days < FIRST_LOOK or (each.coverage or 0.0) < ENOUGH_COVERAGE for each in (fact, before)):
        return None
    if fact.mean is None or before.mean is None or fact.grave or before.grave:
        return None
    margins = [_margin(each) for each in (fact, before)]
    margin = hypot(*(each for each in margins if each is not None)) if None not in margins else None
    return Change(fact, fact.mean - before.mean, margin)


def _margin(fact: NutrientFact) -> float | None:
    found = fact.assessment
    return None if found is None or found.high is None else found.high - found.mean


def review(profile: Profile, span: Span) -> Review:
    """Read a period and the one before it; the queries do not grow with their length."""
    user, before = profile.user, span.previous
    today = moments.today(profile.zone)
    last = max(span.first, min(span.last, today))
    daily = due(user, before.first, last)
    days = read(user, profile, before.first, last, KEYS, daily=daily)
    pain = pain_course(user, before.first, last)
    return Review(
        span=span,
        today=today,
        facts=facts(profile, days.part(span.first, last), KEYS),
        facts_before=facts(profile, days.part(before.first, before.last), KEYS),
        pain=pain.part(span.first, last),
        pain_before=pain.part(before.first, before.last),
        pegs=[peg for peg in pain.pegs if span.first <= peg.day <= span.last],
        peg_began=first_peg(user) if pain.pegs else None,
        peg_is_due=_peg_is_due(pain, span, today),
        life=life_days(user, span.first, last),
        sun=sun_days(user, span.first, last),
        labs=labs_between(user, span.first, last),
        taken=taken(user, span.first, last, daily=since(daily, span.first)),
        assumptions=assumptions(profile),
    )


def _peg_is_due(pain: PainFacts, span: Span, today: date) -> bool:
    """Whether the three questions are worth offering: on the latest look back, to who scores pain, once a week."""
    is_latest = span.last >= latest_week(today)
    answered = any(peg.day > today - timedelta(days=DAYS_A_WEEK) for peg in pain.pegs)
    return is_latest and bool(pain.days or pain.pegs) and not answered
