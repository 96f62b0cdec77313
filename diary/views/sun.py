"""Time in the sun: add, change, delete."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from diary import sun_words
from diary.forms.sun import SunForm
from diary.http import PersonRequest, finish, own, page_or_write, writes
from diary.models import SunExposure
from diary.person import ASSUMED_AGE, keep_profile
from diary.reports.sun import outlook, sun_day
from diary.services import Writing, snapshot
from diary.views.day import day_url, removal, writable


def add_page(request: PersonRequest, day: date) -> HttpResponse:
    writable(request, day)
    return sun_page(request, SunForm(profile=request.profile, day=day), day)


@writes
def add(request: PersonRequest, write: Writing, day: date) -> HttpResponse:
    form = SunForm(request.POST, profile=request.profile, day=day)
    if not form.is_valid():
        return sun_page(request, form, day, status=422)
    exposure = form.exposure()
    write.add(exposure)
    if form.cleaned_data.get("remember"):
        keep_profile(write, **form.for_profile())
    return saved(write, exposure)


def edit_page(request: PersonRequest, pk: UUID) -> HttpResponse:
    entry = own(request, SunExposure, pk)
    return sun_page(request, SunForm(profile=request.profile, entry=entry), entry.day)


@writes
def edit(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    entry = own(request, SunExposure, pk)
    form = SunForm(request.POST, profile=request.profile, entry=entry)
    if not form.is_valid():
        return sun_page(request, form, entry.day, status=422)
    exposure = form.exposure()
    write.change(entry, expected_version=form.cleaned_data["version"], **snapshot(exposure))
    return saved(write, exposure)


def saved(write: Writing, exposure: SunExposure) -> HttpResponse:
    alone = sun_day([exposure])
    words = f"{exposure} saved. Vitamin D made by the skin: {alone.words}." if alone else f"{exposure} saved."
    return finish(write, words, day_url(exposure.day))


def sun_page(request: PersonRequest, form: SunForm, day: date, status: int = 200) -> HttpResponse:
    """Show the form, with what is worth knowing beside it."""
    context = {
        "form": form,
        "day": day,
        "outlook": outlook(request.profile, day),
        "uncertain": sun_words.UNCERTAIN,
        "ask_first": sun_words.ASK_FIRST,
        "assumed_age": ASSUMED_AGE if request.profile.birth_year is None else None,
    }
    return render(request, "diary/sun_form.html", context, status=status)


urlpatterns = [
    path("sun/add/<date:day>/", page_or_write(add_page, add), name="sun_add"),
    path("sun/<uuid:pk>/", page_or_write(edit_page, edit), name="sun_edit"),
    path("sun/<uuid:pk>/remove/", removal(SunExposure), name="sun_remove"),
]
