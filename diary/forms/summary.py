"""What goes on the doctor's page: which days, and which sections."""

from datetime import date

from django import forms

from diary import limits
from diary.forms.days import DaysForm
from diary.reports.summary import PERIODS, SECTIONS, USUAL_PERIOD, Choice


class ChoiceForm(DaysForm):
    """The last so many days, or the days from one to another; without sections ticked, all of them."""

    most_days = limits.SUMMARY_DAYS
    too_many = f"{limits.SUMMARY_DAYS} days are the most that fit on one page."

    days = forms.TypedChoiceField(choices=[(days, days) for days in PERIODS], coerce=int, required=False)
    sections = forms.MultipleChoiceField(
        choices=list(SECTIONS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )

    def choice(self, today: date) -> Choice:
        """What was asked for; where it makes no sense, the usual period."""
        given = self.cleaned_data if self.is_valid() else {}
        sections = frozenset(given.get("sections") or SECTIONS)
        if given.get("first"):
            return Choice(given["first"], given["last"], sections)
        return Choice.of_days(given.get("days") or USUAL_PERIOD, today, sections)
