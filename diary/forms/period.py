"""Which days to look back on."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from diary.reports.review import LENGTHS, LONGEST, Span, latest_week

WEEK = re.compile(r"(\d{4})-W(\d{1,2})")


def _calendar() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"})


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


class PeriodForm(forms.Form):
    """Some weeks up to one of them, or the days from one to another."""

    week = WeekField(required=False, max_length=8)
    weeks = forms.TypedChoiceField(choices=[(n, n) for n in LENGTHS], coerce=int, required=False)
    first = forms.DateField(label="From", required=False, widget=_calendar())
    last = forms.DateField(label="To", required=False, widget=_calendar())

    @property
    def own_days(self) -> list[forms.BoundField]:
        return [self["first"], self["last"]]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("first"), given.get("last")
        if bool(first) != bool(last) and not self.errors:
            self.add_error("last" if first else "first", "Give both days.")
        if first and last and last < first:
            self.add_error("last", "The last day comes before the first.")
        elif first and last and (last - first) >= timedelta(days=LONGEST):
            self.add_error("last", "Two years are the most that fit on one page.")
        return given

    def span(self, today: date) -> Span:
        """The period asked for; where it makes no sense, the latest week."""
        given = self.cleaned_data if self.is_valid() else {}
        if given.get("first"):
            return Span(given["first"], given["last"])
        return Span.of_weeks(given.get("week") or latest_week(today), given.get("weeks") or 1)
