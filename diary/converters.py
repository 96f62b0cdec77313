"""Dates in addresses, as in /day/2026-11-22/."""

from datetime import date

from django.urls import register_converter

from diary.limits import OLDEST_YEAR


class DateConverter:
    """An ISO date; whatever is no date of the calendar, or long before anybody's diary, is no page (404)."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        day = date.fromisoformat(value)
        if day.year < OLDEST_YEAR:
            raise ValueError("before anybody's diary")
        return day

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DateConverter, "date")
