"""The way to any day of the diary: a month with its marks, and a date to type."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from diary import moments
from diary.forms.calendar import CalendarForm
from diary.http import PersonRequest
from diary.reports.month import month

WEEKDAYS = [date(2026, 11, 2) + timedelta(days=number) for number in range(7)]  # any Monday, and six more


@require_safe
def days(request: PersonRequest) -> HttpResponse:
    today = moments.today(request.profile.zone)
    form = CalendarForm(request.GET, zone=request.profile.zone)
    asked = form.cleaned_data if form.is_valid() else {}
    if asked.get("day"):
        return redirect("diary:day", asked["day"])
    shown = month(request.user, asked.get("month") or today.replace(day=1), today=today)
    return render(request, "diary/days.html", {"month": shown, "weekdays": WEEKDAYS, "form": form})


urlpatterns: list[URLPattern] = [path("days/", days, name="days")]
