"""When it happened: the two fields that every entry with a moment shares."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from diary import limits
from diary.forms.plain import PlainForm, VersionField
from diary.models import Profile
from diary.moments import clock_now, moment, today
from diary.owned import Entry


class DayField(forms.DateField):
    """A date as the browser's own calendar gives it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class ClockField(forms.TimeField):
    """A time to the minute."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **kwargs)


def check_day(day: date, zone: str) -> None:
    """Refuse a day further ahead than travel explains, or long before anybody's diary."""
    if day > today(zone) + timedelta(days=limits.DAYS_AHEAD):
        raise ValidationError("That day is still to come.")
    if day.year < limits.OLDEST_YEAR:
        raise ValidationError("That is too long ago.")


def moment_now(day: date, zone: str) -> dict[str, Any]:
    """Return the fields of an entry that happens now, or at this hour of another day."""
    return asdict(moment(day, clock_now(zone), zone))


class DayForm(PlainForm):
    """Asks for a day that one can write in, by the person's own clock."""

    day = DayField(label="Day")

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        self.profile = profile
        super().__init__(*args, **kwargs)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        check_day(day, self.profile.zone)
        return day


class MomentForm(DayForm):
    """Asks for day and time, and gives an entry its moment. `entry` is the one being changed, None for a new one."""

    clock = ClockField(label="Time")
    version = VersionField()

    def __init__(
        self, *args: Any, profile: Profile, day: date | None = None, entry: Entry | None = None, **kwargs: Any
    ) -> None:
        self.entry = entry
        self.zone = entry.zone if entry else profile.zone
        clock = clock_now(self.zone, entry.at if entry else None)
        when: dict[str, Any] = {"day": entry.day if entry else day, "clock": clock}
        when |= {"version": entry.version} if entry else {}
        kwargs["initial"] = (kwargs.get("initial") or {}) | when
        super().__init__(*args, profile=profile, **kwargs)

    def moment(self) -> dict[str, Any]:
        """Day, instant, zone and offset, ready for an entry."""
        return asdict(moment(self.cleaned_data["day"], self.cleaned_data["clock"], self.zone))
