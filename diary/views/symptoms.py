"""Symptoms: one tap for those of late, a short form for others."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from diary.forms.pain import SymptomForm
from diary.http import PersonRequest, finish, last_done, own, page_or_write, writes
from diary.models import Severity, SymptomEntry
from diary.reports.symptoms import of_late
from diary.services import Writing
from diary.views.day import removal, writable
from nutrients.symptoms import SYMPTOMS


def add_page(request: PersonRequest, day: date) -> HttpResponse:
    writable(request, day)
    return symptoms_page(request, SymptomForm(profile=request.profile, day=day), day)


@writes
def add(request: PersonRequest, write: Writing, day: date) -> HttpResponse:
    form = SymptomForm(request.POST, profile=request.profile, day=day)
    if not form.is_valid():
        return symptoms_page(request, form, day, status=422)
    entry = SymptomEntry(**form.values())
    write.add(entry)
    return finish(write, saved(entry), reverse("diary:symptoms", args=[entry.day]))


def edit_page(request: PersonRequest, pk: UUID) -> HttpResponse:
    entry = own(request, SymptomEntry, pk)
    return symptoms_page(request, SymptomForm(profile=request.profile, entry=entry), entry.day)


@writes
def edit(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    entry = own(request, SymptomEntry, pk)
    form = SymptomForm(request.POST, profile=request.profile, entry=entry)
    if not form.is_valid():
        return symptoms_page(request, form, entry.day, status=422)
    write.change(entry, expected_version=form.cleaned_data["version"], **form.values())
    return finish(write, saved(entry), reverse("diary:symptoms", args=[entry.day]))


def saved(entry: SymptomEntry) -> str:
    return f"{entry.name.capitalize()} ({entry.get_severity_display().lower()}) saved."


def urgent_words(entries: list[SymptomEntry]) -> list[str]:
    """Say what makes a strong symptom urgent, in the words of the table."""
    strong = dict.fromkeys(entry.name for entry in entries if entry.severity == Severity.SEVERE)
    known = [SYMPTOMS[name] for name in strong if name in SYMPTOMS]
    return [f"{each.name.capitalize()}. Urgent: {each.urgent_if}." for each in known if each.urgent_if]


def symptoms_page(request: PersonRequest, form: SymptomForm, day: date, status: int = 200) -> HttpResponse:
    entries = list(SymptomEntry.objects.for_user(request.user).on(day).order_by("at", "id"))
    context = {
        "form": form,
        "day": day,
        "entries": entries,
        "of_late": of_late(request.user, day),
        "severities": Severity.choices,
        "urgent": urgent_words(entries),
        "done": last_done(request),
    }
    return render(request, "diary/symptoms.html", context, status=status)


urlpatterns = [
    path("symptoms/<date:day>/", page_or_write(add_page, add), name="symptoms"),
    path("symptoms/<uuid:pk>/", page_or_write(edit_page, edit), name="symptom_edit"),
    path("symptoms/<uuid:pk>/remove/", removal(SymptomEntry), name="symptom_remove"),
]
