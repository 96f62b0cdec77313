"""Which month to look at, or which day to go to."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from diary.forms.moments import DayField, check_day
from diary.forms.plain import PlainForm


class MonthField(forms.CharField):
    """A month as browsers write it, "2026-11", turned into its first day."""

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        try:
            return date.fromisoformat(f"{text}-01") if text else None
        except ValueError as wrong:
            raise ValidationError("Give a month such as 2026-11.") from wrong


class CalendarForm(PlainForm):
    """A day to open, if one is given; else a month."""

    day = DayField(label="Go to a day", required=False)
    month = MonthField(required=False, max_length=7)

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["day"].widget.attrs["class"] = "form-control"

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day:
            check_day(day, self.zone)
        return day

    def clean_month(self) -> date | None:
        first: date | None = self.cleaned_data["month"]
        if first:
            check_day(first, self.zone)
        return first
