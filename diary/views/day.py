"""One day: the page everything is written on."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_GET

import diary.converters  # noqa: F401  (registers the date of an address)
from diary import moments
from diary.eating import mark_day
from diary.forms.meals import LineForm, MarkForm
from diary.http import PersonRequest, finish, last_done, own, render_part, writes
from diary.limits import DAYS_AHEAD
from diary.models import DayState, Operation
from diary.owned import Entry
from diary.reports.day import day_report
from diary.services import Writing

MARKED = {
    DayState.COMPLETE: "Marked: that's everything for this day.",
    DayState.PARTIAL: "Marked: not all is logged.",
    "": "The mark is gone.",
}


def day_url(day: date) -> str:
    return reverse("diary:day", args=[day])


def writable(request: PersonRequest, day: date) -> date:
    """Return today; a day further ahead than tomorrow is no page."""
    now = moments.today(request.profile.zone)
    if day > now + timedelta(days=DAYS_AHEAD):
        raise Http404("That day is still to come.")
    return now


@require_GET
def today(request: PersonRequest) -> HttpResponse:
    return day_page(request, moments.today(request.profile.zone))


@require_GET
def day_page(request: PersonRequest, day: date) -> HttpResponse:
    now = writable(request, day)
    report = day_report(request.profile, day, today=now, with_more="all" in request.GET)
    line = LineForm(profile=request.profile, day=day)
    context = {"report": report, "line": line, "done": last_done(request)}
    return render_part(request, "diary/day.html", "body", context)


@writes
def mark(request: PersonRequest, write: Writing, day: date) -> HttpResponse:
    writable(request, day)
    form = MarkForm(request.POST)
    if not form.is_valid():
        raise Http404("There is no such mark.")
    mark_day(write, day, form.cleaned_data["state"])
    return finish(write, MARKED[form.cleaned_data["state"]], day_url(day))


def removal(kind: type[Entry]) -> Callable[..., HttpResponse]:
    """Return the view that deletes an entry of one kind and goes back to its day."""

    @writes
    def remove(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
        entry = own(request, kind, pk)
        write.remove(entry)
        return finish(write, f"{entry} deleted.", day_url(entry.day))

    return remove


@writes
def undo(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    done: Operation = get_object_or_404(Operation.objects.for_user(request.user).filter(undone=False), pk=pk)
    write.undo(done)
    return finish(write, f"Undone: {done.message}", without_done(done.location))


def without_done(location: str) -> str:
    """The page an operation ended on, without the word that it did."""
    return re.sub(r"[?&]done=[^&]*$", "", location)


urlpatterns: list[URLPattern] = [
    path("day/", today, name="today"),
    path("day/<date:day>/", day_page, name="day"),
    path("day/<date:day>/mark/", mark, name="mark"),
    path("undo/<uuid:pk>/", undo, name="undo"),
]
