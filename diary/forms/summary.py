"""What goes on the doctor's page: which days, and which sections."""

from datetime import date
from typing import Any

from django import forms

from diary import limits
from diary.reports.summary import PERIODS, SECTIONS, USUAL_PERIOD, Choice


class ChoiceForm(forms.Form):
    """The last so many days, or the days from one to another; without sections ticked, all of them."""

    days = forms.TypedChoiceField(choices=[(days, days) for days in PERIODS], coerce=int, required=False)
    first = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label="To", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    sections = forms.MultipleChoiceField(
        choices=list(SECTIONS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("first"), given.get("last")
        if bool(first) != bool(last) and not self.errors:
            self.add_error("last" if first else "first", "Give both days.")
        if first and last and last < first:
            self.add_error("last", "The last day comes before the first.")
        elif first and last and (last - first).days >= limits.SUMMARY_DAYS:
            self.add_error("last", f"{limits.SUMMARY_DAYS} days are the most that fit on one page.")
        return given

    def choice(self, today: date) -> Choice:
        """What was asked for; where it makes no sense, the usual period."""
        given = self.cleaned_data if self.is_valid() else {}
        sections = frozenset(given.get("sections") or SECTIONS)
        if given.get("first"):
            return Choice(given["first"], given["last"], sections)
        return Choice.of_days(given.get("days") or USUAL_PERIOD, today, sections)
