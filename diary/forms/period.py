"""Which days to look back on."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from diary.forms.days import DaysForm
from diary.reports.review import LENGTHS, LONGEST, Span, latest_week

WEEK = re.compile(r"(\d{4})-W(\d{1,2})")


class WeekField(forms.CharField):
    """A week as browsers write it, "2026-W47", turned into its Monday."""

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        found = WEEK.fullmatch(text)
        try:
            return date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else self._refuse()
        except ValueError:
            return self._refuse()

    def _refuse(self) -> date:
        raise ValidationError("Give a week such as 2026-W47.")


class PeriodForm(DaysForm):
    """Some weeks up to one of them, or the days from one to another."""

    most_days, too_many = LONGEST, "Two years are the most that fit on one page."

    week = WeekField(required=False, max_length=8)
    weeks = forms.TypedChoiceField(choices=[(n, n) for n in LENGTHS], coerce=int, required=False)

    @property
    def own_days(self) -> list[forms.BoundField]:
        return [self["first"], self["last"]]

    def span(self, today: date) -> Span:
        """The period asked for; where it makes no sense, the latest week."""
        given = self.cleaned_data if self.is_valid() else {}
        if given.get("first"):
            return Span(given["first"], given["last"])
        return Span.of_weeks(given.get("week") or latest_week(today), given.get("weeks") or 1)
