"""Sleep, stress, movement and the like: choose what to write down, and write it down for a day."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from diary.forms.life import LifeForm, TrackedForm
from diary.http import PersonRequest, finish, last_done, page_or_write, writes
from diary.models import LifeNote
from diary.person import keep_profile
from diary.services import Writing, get_or_add, snapshot
from diary.views.day import day_url, writable


def choose_page(request: PersonRequest) -> HttpResponse:
    return show_choice(request, TrackedForm(initial={"tracked": request.profile.tracked}))


@writes
def choose(request: PersonRequest, write: Writing) -> HttpResponse:
    form = TrackedForm(request.POST)
    if not form.is_valid():
        return show_choice(request, form, status=422)
    tracked = form.cleaned_data["tracked"]
    keep_profile(write, tracked=tracked)
    message = "Saved. The day now asks for what you chose." if tracked else "Saved. The day asks for none of it."
    return finish(write, message, reverse("diary:life_choose"))


def show_choice(request: PersonRequest, form: TrackedForm, status: int = 200) -> HttpResponse:
    return render(request, "diary/life_choose.html", {"form": form, "done": last_done(request)}, status=status)


def note_on(request: PersonRequest, day: date) -> LifeNote | None:
    note: LifeNote | None = LifeNote.objects.for_user(request.user).on(day).first()
    return note


def note_page(request: PersonRequest, day: date) -> HttpResponse:
    writable(request, day)
    note = note_on(request, day)
    return show_note(request, LifeForm(profile=request.profile, note=note), day, note)


@writes
def keep_note(request: PersonRequest, write: Writing, day: date) -> HttpResponse:
    writable(request, day)
    note = note_on(request, day)
    form = LifeForm(request.POST, profile=request.profile, note=note)
    if not form.is_valid():
        return show_note(request, form, day, note, status=422)
    keep(write, note, day, form)
    return finish(write, "The day's note is saved.", day_url(day))


def keep(write: Writing, note: LifeNote | None, day: date, form: LifeForm) -> None:
    """Write the day's one row; a form that was opened before that row was there does not overwrite it."""
    told = form.told()
    fresh = LifeNote(**(snapshot(note) if note else {"day": day}) | told)
    if note is not None:
        changed = {"deleted_at": timezone.now()} if fresh.says_nothing else told
        write.change(note, expected_version=form.cleaned_data["version"] or 0, **changed)
    elif not fresh.says_nothing:
        get_or_add(write, fresh, day=day)


@writes
def remove(request: PersonRequest, write: Writing, day: date) -> HttpResponse:
    write.remove(get_object_or_404(LifeNote.objects.for_user(request.user), day=day))
    return finish(write, "The day's note is deleted.", day_url(day))


def show_note(
    request: PersonRequest, form: LifeForm, day: date, note: LifeNote | None, status: int = 200
) -> HttpResponse:
    return render(request, "diary/life.html", {"form": form, "day": day, "note": note}, status=status)


urlpatterns: list[URLPattern] = [
    path("life/choose/", page_or_write(choose_page, choose), name="life_choose"),
    path("life/<date:day>/", page_or_write(note_page, keep_note), name="life"),
    path("life/<date:day>/remove/", remove, name="life_remove"),
]
