"""Amounts so large, and names so telling, that a plain safety text takes the place of a figure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from diary.reports.intake import Day, Intake
from nutrients.science.safety import THRESHOLDS, Notice, notice, poison_notice

KEYS: Final = tuple(dict.fromkeys(threshold.nutrient for threshold in THRESHOLDS))
GRAVE: Final = "now"


@dataclass(frozen=True, slots=True)
class Caution:
    """A safety text, the day it is about, and its nutrient; "" where a name calls for it."""

    notice: Notice
    day: date
    nutrient: str = ""

    @property
    def is_grave(self) -> bool:
        """Whether it stands alone, without any chart beside it."""
        return self.notice.urgency == GRAVE


def of_amounts(days: Iterable[Day], keys: Collection[str] = KEYS) -> list[Caution]:
    """Return what the known sums of single days call for; what is not known could only add to them."""
    found = ((day.day, key, day.total(key)) for day in days for key in keys)
    told = (
        (day, key, notice(key, total=sums.amount, from_supplements=sums.from_supplements)) for day, key, sums in found
    )
    return gravest_first(Caution(said, day, key) for day, key, said in told if said)


def of_day(day: Day, names: Iterable[str]) -> list[Caution]:
    """Return what one day's sums call for, and the names of what was eaten and taken."""
    poison = poison_notice("\n".join(names))
    named = [Caution(poison, day.day)] if poison else []
    return gravest_first([*named, *of_amounts([day])])


def grave_days(period: Intake, keys: Collection[str] = KEYS) -> list[Caution]:
    """Return the days of a period whose sums leave no room for a chart or an average."""
    telling = [key for key in keys if _is_grave_at_most(period, key)]
    return [caution for caution in of_amounts(period.days, telling) if caution.is_grave]


def _is_grave_at_most(period: Intake, key: str) -> bool:
    """Whether the greatest amounts would be grave on one day; where they are not, no day is."""
    most, most_given = (max(found(key), default=0.0) for found in (period.sums.amounts, period.sums.from_supplements))
    said = notice(key, total=most, from_supplements=most_given)
    return said is not None and said.urgency == GRAVE


def gravest_first(found: Iterable[Caution]) -> list[Caution]:
    """Put what stands alone before the rest, and the latest day first."""
    return sorted(found, key=lambda each: (not each.is_grave, -each.day.toordinal()))


def stand_alone(found: Sequence[Caution]) -> bool:
    return any(caution.is_grave for caution in found)
