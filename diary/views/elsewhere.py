"""Meals from another diary: a file, a look at what becomes of each line, and then all of it or nothing."""

from dataclasses import asdict
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from diary import waiting, wording
from diary.exchange import taking_in
from diary.exchange.apart import long_work
from diary.exchange.elsewhere import guess, read_table
from diary.exchange.reading import UnreadableError
from diary.exchange.taking_in import Seen, Taken
from diary.forms.data import ColumnsForm, FileForm
from diary.http import PersonRequest, SeeOther, finish, last_done, operation_id, page_or_write, was_sent, writes
from diary.models import KeptLine, Meal, Upload
from diary.services import Writing

SHOWN = 50


def _page(
    request: PersonRequest, *, form: FileForm | None = None, problem: str = "", status: int = 200
) -> HttpResponse:
    kept = KeptLine.objects.for_user(request.user).order_by("-day", "id")
    context = {
        "form": form or FileForm(),
        "problem": problem,
        "kept": kept[:SHOWN],
        "kept_count": kept.count(),
        "done": last_done(request),
    }
    return render(request, "diary/elsewhere.html", context, status=status)


def elsewhere(request: PersonRequest) -> HttpResponse:
    return _page(request)


@writes
def send(request: PersonRequest, write: Writing) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    upload = waiting.keep(write, waiting.CSV, form.cleaned_data["file"].read())
    return SeeOther(write.done("", reverse("diary:elsewhere_look", args=[upload.pk])))


def _columns(request: PersonRequest, content: bytes) -> ColumnsForm:
    """The columns as chosen, or as the file's headings suggest."""
    head, _ = read_table(content)
    return ColumnsForm(request.POST or request.GET or asdict(guess(head)), head=head)


def _look(request: PersonRequest, upload: Upload, status: int = 200) -> HttpResponse:
    content = bytes(upload.content)
    try:
        form, seen = _columns(request, content), Seen([], 0, 0)
        if form.is_valid():
            seen = long_work(content, taking_in.look, form.columns(), request.user.pk, SHOWN)
    except UnreadableError as error:
        return _page(request, problem=str(error), status=422)
    context = {
        "upload": upload,
        "form": form,
        "lines": seen.lines,
        "more": seen.count - len(seen.lines),
        "recognised": seen.foods,
        "counted": wording.counted(seen.foods, "food"),
        "noted": wording.counted(seen.count - seen.foods, "line"),
    }
    return render(request, "diary/elsewhere_look.html", context, status=422 if form.errors else status)


def look(request: PersonRequest, pk: UUID) -> HttpResponse:
    return _look(request, waiting.find(request.user, waiting.CSV, pk))


@require_POST
def take(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Make the file ready while others can still write, then take all of it in, or nothing."""
    if was_sent(request):
        return _take_in(request, pk, Taken())  # sent twice: it was taken in, and the file is gone
    upload = waiting.find(request.user, waiting.CSV, pk)
    content = bytes(upload.content)
    try:
        form = _columns(request, content)
        if not form.is_valid():
            return _look(request, upload, status=422)
        taken = long_work(content, taking_in.make_ready, form.columns(), request.user.pk, operation_id(request))
    except UnreadableError as error:
        return _page(request, problem=str(error), status=422)
    return _take_in(request, pk, taken)


@writes
def _take_in(request: PersonRequest, write: Writing, pk: UUID, taken: Taken) -> HttpResponse:
    for meal in Meal.objects.of_user_with_deleted(request.user).filter(pk__in=taken.deleted):
        write.change(meal, deleted_at=None)
    taken.packed.write(request.user)
    waiting.drop(request.user, pk=pk)
    foods, notes = wording.counted(taken.foods, "food"), wording.counted(taken.notes, "line")
    return finish(write, f"New in your diary: {foods}. Kept as notes: {notes}.", reverse("diary:elsewhere"))


urlpatterns: list[URLPattern] = [
    path("data/elsewhere/", page_or_write(elsewhere, send), name="elsewhere"),
    path("data/elsewhere/<uuid:pk>/", page_or_write(look, take), name="elsewhere_look"),
]
