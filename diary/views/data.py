"""Your data is yours: taking it along, bringing it back, and erasing it."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diary import moments, waiting, wording
from diary.erasing import erase
from diary.exchange import restore
from diary.exchange.apart import long_work
from diary.exchange.archive import Export
from diary.exchange.reading import UnreadableError
from diary.forms.data import EraseForm, FileForm
from diary.http import PersonRequest, SeeOther, finish, fresh_login, last_done, page_or_write, was_sent, writes
from diary.models import Upload
from diary.services import Writing

Made = TypeVar("Made")
MANY = 20_000  # notes that take longer than one waits for a page without a word


def _page(
    request: PersonRequest, *, form: FileForm | None = None, problem: str = "", status: int = 200
) -> HttpResponse:
    final = "brought" in request.GET  # a whole diary is taken back by erasing, not by one tap
    context = {"done": last_done(request), "final": final, "form": form or FileForm(), "problem": problem}
    return render(request, "diary/data.html", context, status=status)


@require_safe
def data(request: PersonRequest) -> HttpResponse:
    return _page(request)


@require_safe
@fresh_login
def export(request: PersonRequest) -> StreamingHttpResponse:
    """Send everything, a piece at a time."""
    answer = StreamingHttpResponse(Export(request.user).pieces(), content_type="application/zip")
    name = f"sunplate-{moments.today(request.profile.zone)}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@writes
def bring(request: PersonRequest, write: Writing) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    upload = waiting.keep(write, waiting.ZIP, form.cleaned_data["file"].read())
    return SeeOther(write.done("", reverse("diary:bring_look", args=[upload.pk])))


def _read(request: PersonRequest, upload: Upload, work: Callable[[bytes, int], Made]) -> Made:
    return long_work(bytes(upload.content), work, request.user.pk, too_long=restore.BY_COMMAND)


def bring_look(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say what the file holds and what of it is new, and write nothing."""
    upload = waiting.find(request.user, waiting.ZIP, pk)
    try:
        plan = _read(request, upload, restore.look)
    except UnreadableError as error:
        return _page(request, problem=str(error), status=422)
    return render(request, "diary/data_bring.html", {"upload": upload, "plan": plan, "many": MANY})


@require_POST
def bring_in(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Make the file ready while others can still write, then take all of it in, or nothing."""
    if was_sent(request):
        return _take_in(request, pk, restore.Ready())  # sent twice: it was brought in, and the file is gone
    try:
        ready = _read(request, waiting.find(request.user, waiting.ZIP, pk), restore.make_ready)
    except UnreadableError as error:
        return _page(request, problem=str(error), status=422)
    return _take_in(request, pk, ready)


@writes
def _take_in(request: PersonRequest, write: Writing, pk: UUID, ready: restore.Ready) -> HttpResponse:
    try:
        plan = ready.write(request.user)
    except UnreadableError as error:
        return _page(request, problem=str(error), status=422)
    waiting.drop(request.user, pk=pk)
    return finish(write, f"{wording.number(plan.total)} notes were brought in.", f"{reverse('diary:data')}?brought=all")


@writes
def put_aside(request: PersonRequest, write: Writing) -> HttpResponse:
    waiting.drop(request.user)
    return SeeOther(write.done("", reverse("diary:data")))


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_login
def erase_page(request: PersonRequest) -> HttpResponse:
    """Offer the export once more, then erase for good."""
    form = EraseForm(request.POST or None, username=request.user.get_username())
    if request.method != "POST" or not form.is_valid():
        return render(request, "diary/data_erase.html", {"form": form}, status=422 if form.errors else 200)
    person = request.user
    logout(request)
    erase(person)
    messages.success(request, "Your diary and your account are erased.")
    return redirect("landing")


urlpatterns: list[URLPattern] = [
    path("data/", data, name="data"),
    path("data/export/", export, name="export"),
    path("data/bring/", bring, name="bring"),
    path("data/bring/<uuid:pk>/", page_or_write(bring_look, bring_in), name="bring_look"),
    path("data/aside/", put_aside, name="put_aside"),
    path("data/erase/", erase_page, name="erase"),
]
