"""Meals from another diary: a file, a look at what becomes of each line, and then all of it or nothing."""

from dataclasses import asdict
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from diary import wording
from diary.exchange.elsewhere import Line, guess, read_lines, read_table, take_in
from diary.exchange.reading import UnreadableError
from diary.forms.data import ColumnsForm, FileForm
from diary.http import PersonRequest, SeeOther, finish, last_done, operation_id, page_or_write, writes
from diary.models import KeptLine, Operation, Upload
from diary.services import Writing

CSV = "csv"
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
    Upload.objects.for_user(request.user).delete()
    upload = Upload(kind=CSV, content=form.cleaned_data["file"].read())
    write.add(upload)
    return SeeOther(write.done("", reverse("diary:elsewhere_look", args=[upload.pk])))


def _read(request: PersonRequest, upload: Upload) -> tuple[ColumnsForm, list[Line]]:
    """The columns as chosen, or as the file's headings suggest, and every line read by them."""
    head, rows = read_table(bytes(upload.content))
    form = ColumnsForm(request.POST or request.GET or asdict(guess(head)), head=head)
    if not form.is_valid():
        return form, []
    owner, country = str(request.user.pk), request.profile.country
    return form, read_lines(rows, form.columns(), owner=owner, country=country)


def _look(request: PersonRequest, upload: Upload, status: int = 200) -> HttpResponse:
    try:
        form, lines = _read(request, upload)
    except UnreadableError as error:
        return _page(request, problem=str(error), status=422)
    counted = sum(line.helping is not None for line in lines)
    context = {
        "upload": upload,
        "form": form,
        "lines": lines[:SHOWN],
        "more": max(0, len(lines) - SHOWN),
        "recognised": counted,
        "counted": wording.counted(counted, "food"),
        "noted": wording.counted(len(lines) - counted, "line"),
    }
    return render(request, "diary/elsewhere_look.html", context, status=422 if form.errors else status)


def _upload(request: PersonRequest, pk: UUID) -> Upload:
    return get_object_or_404(Upload.objects.for_user(request.user).filter(kind=CSV), pk=pk)


def look(request: PersonRequest, pk: UUID) -> HttpResponse:
    return _look(request, _upload(request, pk))


@require_POST
def take(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Read the file while others can still write, then take all of it in, or nothing."""
    if Operation.objects.for_user(request.user).filter(pk=operation_id(request)).exists():
        return _take_in(request, pk, [])  # sent twice: it was taken in, and the file is gone
    upload = _upload(request, pk)
    try:
        form, lines = _read(request, upload)
    except UnreadableError as error:
        return _page(request, problem=str(error), status=422)
    return _look(request, upload, status=422) if form.errors else _take_in(request, pk, lines)


@writes
def _take_in(request: PersonRequest, write: Writing, pk: UUID, lines: list[Line]) -> HttpResponse:
    items, notes = take_in(write, request.profile, lines)
    Upload.objects.for_user(request.user).filter(pk=pk).delete()
    told = f"New in your diary: {wording.counted(items, 'food')}. Kept as notes: {wording.counted(notes, 'line')}."
    return finish(write, told, reverse("diary:elsewhere"))


urlpatterns: list[URLPattern] = [
    path("data/elsewhere/", page_or_write(elsewhere, send), name="elsewhere"),
    path("data/elsewhere/<uuid:pk>/", page_or_write(look, take), name="elsewhere_look"),
]
