"""The days from one to another, wherever a page asks for them."""

from typing import Any, ClassVar

from django import forms

from diary.forms.plain import PlainForm


def _calendar() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"})


class DaysForm(PlainForm):
    """Both days or neither, in their order, and no more than a page can show."""

    most_days: ClassVar[int]
    too_many: ClassVar[str]

    first = forms.DateField(label="From", required=False, widget=_calendar())
    last = forms.DateField(label="To", required=False, widget=_calendar())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("first"), given.get("last")
        if bool(first) != bool(last) and not self.errors:
            self.add_error("last" if first else "first", "Give both days.")
        if first and last and last < first:
            self.add_error("last", "The last day comes before the first.")
        elif first and last and (last - first).days >= self.most_days:
            self.add_error("last", self.too_many)
        return given
