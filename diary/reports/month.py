"""A month at a glance: on which days something was written down, which are complete, and how the back was."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from accounts.models import User
from diary.limits import DAYS_AHEAD, OLDEST_YEAR
from diary.models import LifeNote, PainEntry, SunExposure, SupplementDose, SymptomEntry
from diary.reports.intake import intake
from diary.reports.supplement_intake import SupplementIntake

BESIDE_FOOD = (SunExposure, SupplementDose, SymptomEntry, LifeNote)


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One day of the month, with the worst of its pain scores."""

    day: date
    is_complete: bool
    is_written: bool
    is_open: bool
    worst_pain: int | None

    @property
    def words(self) -> str:
        """What the marks of the day say."""
        held = "complete" if self.is_complete else "something written down" if self.is_written else "nothing yet"
        return held if self.worst_pain is None else f"{held}, worst pain {self.worst_pain}"


@dataclass(frozen=True, slots=True)
class Month:
    """The weeks of a month from Monday to Sunday; None stands for a day of its neighbours."""

    first: date
    weeks: Sequence[Sequence[MonthDay | None]]
    today: date

    @property
    def last(self) -> date:
        return after_month(self.first) - timedelta(days=1)

    @property
    def previous(self) -> date | None:
        """The month before; None where no diary reaches."""
        before = self.first - timedelta(days=1)
        return before.replace(day=1) if before.year >= OLDEST_YEAR else None

    @property
    def next(self) -> date | None:
        """The month after; None when none of its days can be written in."""
        after = after_month(self.first)
        return after if after <= self.today + timedelta(days=DAYS_AHEAD) else None


def after_month(first: date) -> date:
    """Return the first day of the month that follows."""
    return (first + timedelta(days=31)).replace(day=1)


def month(user: User, first: date, *, today: date) -> Month:
    """Read the month that begins with `first`, in four queries however much it holds."""
    last = after_month(first) - timedelta(days=1)
    food = intake(user, first, last, (), supplements=SupplementIntake())
    complete, eaten = {each.day for each in food.complete}, {each.day for each in food.logged}
    worst = _worst_pain(user, first, last)
    written = eaten | worst.keys() | _other_days(user, first, last)
    limit = today + timedelta(days=DAYS_AHEAD)

    def named(day: date) -> MonthDay | None:
        if day.month != first.month:
            return None
        return MonthDay(day, day in complete, day in written, day <= limit, worst.get(day))

    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return Month(first, [[named(day) for day in week] for week in weeks], today)


def _worst_pain(user: User, first: date, last: date) -> dict[date, int]:
    scores = PainEntry.objects.for_user(user).between(first, last).order_by()
    return dict(scores.values_list("day").annotate(Max("score")))


def _other_days(user: User, first: date, last: date) -> set[date]:
    """Days with sun, supplements, symptoms or a note on how it was."""
    one, *others = (model.objects.for_user(user).between(first, last).order_by().values("day") for model in BESIDE_FOOD)
    return {row["day"] for row in one.union(*others)}
