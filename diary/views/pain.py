"""Back pain: the score in one tap, then whatever else the person wants to add."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from diary.forms.moments import moment_now
from diary.forms.pain import OneTapForm, PainForm
from diary.http import PersonRequest, finish, last_done, onward, own, page_or_write, writes
from diary.models import PainEntry
from diary.reports.pain import asks_for_signs, last_described
from diary.services import Writing
from diary.views.day import day_url, removal, writable


def add_page(request: PersonRequest, day: date) -> HttpResponse:
    return render(request, "diary/pain_add.html", {"day": day})


@writes
def add(request: PersonRequest, write: Writing, day: date) -> HttpResponse:
    writable(request, day)
    form = OneTapForm(request.POST)
    if not form.is_valid():
        return render(request, "diary/pain_add.html", {"day": day, "form": form}, status=422)
    entry = PainEntry(score=form.cleaned_data["score"], **moment_now(day, request.profile.zone))
    write.add(entry)
    return finish(write, f"{entry} saved at {entry.clock:%H:%M}.", page_of(entry))


def edit_page(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show the entry; after an undo it is gone, and its day is shown instead."""
    entry = get_object_or_404(PainEntry.objects.of_user_with_deleted(request.user), pk=pk)
    if entry.deleted_at is not None:
        return onward(request, day_url(entry.day))
    return pain_page(request, PainForm(profile=request.profile, entry=entry), entry)


@writes
def edit(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    entry = own(request, PainEntry, pk)
    form = PainForm(request.POST, profile=request.profile, entry=entry)
    if not form.is_valid():
        return pain_page(request, form, entry, status=422)
    write.change(entry, expected_version=form.cleaned_data["version"], **form.values())
    return finish(write, f"{entry} saved.", page_of(entry) if asks_for_signs(entry) else day_url(entry.day))


@writes
def like_last(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    """Copy where and how it hurt from the last time that was described."""
    entry = own(request, PainEntry, pk)
    if last := last_described(entry):
        write.change(entry, **last.pattern)
    return finish(write, "Copied from last time." if last else "Nothing to copy yet.", page_of(entry))


def page_of(entry: PainEntry) -> str:
    return reverse("diary:pain_edit", args=[entry.pk])


def pain_page(request: PersonRequest, form: PainForm, entry: PainEntry, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "entry": entry,
        "day": entry.day,
        "last": last_described(entry),
        "asks_for_signs": asks_for_signs(entry),
        "done": last_done(request),
    }
    return render(request, "diary/pain_form.html", context, status=status)


urlpatterns = [
    path("pain/add/<date:day>/", page_or_write(add_page, add), name="pain_add"),
    path("pain/<uuid:pk>/", page_or_write(edit_page, edit), name="pain_edit"),
    path("pain/<uuid:pk>/like-last/", like_last, name="pain_like_last"),
    path("pain/<uuid:pk>/remove/", removal(PainEntry), name="pain_remove"),
]
