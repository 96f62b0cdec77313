"""Blood results of a period, test by test, as the reports printed them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from accounts.models import User
from diary.models import LabResult
from diary.prepared import ask
from nutrients.labs import LABS, Analyte
from nutrients.science.units import convert


@dataclass(frozen=True, slots=True)
class Result:
    """One figure with the laboratory's own range, all three in `unit`."""

    pk: UUID
    day: date
    value: float
    unit: str
    low: float | None
    high: float | None
    test_name: str
    note: str

    def in_unit(self, analyte: Analyte, unit: str) -> tuple[float, float | None, float | None]:
        """Return value and range in another unit of the same test, not rounded."""
        low, high = (
            None if end is None else convert(end, self.unit, analyte.key, unit) for end in (self.low, self.high)
        )
        return convert(self.value, self.unit, analyte.key, unit), low, high


@dataclass(frozen=True, slots=True)
class LabCourse:
    """The results of one test, the oldest first; a page draws them in the unit of the latest."""

    analyte: Analyte
    results: Sequence[Result]

    @property
    def latest(self) -> Result:
        return self.results[-1]

    @property
    def unit(self) -> str:
        return self.latest.unit


def labs_between(user: User, first: date, last: date) -> list[LabCourse]:
    """Return the tests that have a result in the period, in the order of the table; one query."""
    by_test: dict[str, list[Result]] = {}
    for row in ask(_results, user, first, last):
        by_test.setdefault(row.analyte, []).append(_result(row))
    return [LabCourse(analyte, by_test[key]) for key, analyte in LABS.items() if key in by_test]


def _results(user: User, first: date, last: date) -> Any:
    return LabResult.objects.for_user(user).between(first, last).order_by("day", "id")


def _result(row: LabResult) -> Result:
    return Result(row.pk, row.day, row.value, row.unit, row.low, row.high, row.test_name, row.note)
