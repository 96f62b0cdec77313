"""What views share: the typed request, whole page or part, and writes that happen once."""

import hashlib
import uuid
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from allauth.account.decorators import reauthentication_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.middleware import HtmxDetails

from accounts.models import User
from diary.ids import uuid7
from diary.models import Operation, Profile
from diary.owned import Owned
from diary.services import StaleEntryError, Writing
from diary.tables import BYTE_ORDER_MARK, Table, csv_lines

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
Row = TypeVar("Row", bound=Owned)
NOT_PAYLOAD = {"csrfmiddlewaretoken", "operation"}


class PersonRequest(HttpRequest):
    """A request of somebody who is logged in, as every view behind the log-in gets it."""

    user: User
    profile: Profile
    htmx: HtmxDetails


class SeeOther(HttpResponseRedirect):
    """Done: look there now (303, so that a reload does not send the form again)."""

    status_code = 303


def render_part(
    request: PersonRequest, template: str, part: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render the whole page, or only its named part when htmx asks to swap it."""
    htmx = request.htmx
    if htmx and not htmx.boosted and not htmx.history_restore_request:
        template = f"{template}#{part}"
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])  # caches must not mix the two
    return response


def own(request: PersonRequest, model: type[Row], pk: uuid.UUID) -> Row:
    """Return the person's own row of that id; somebody else's is no more there than one that never was (404)."""
    row: Row = get_object_or_404(model.objects.for_user(request.user), pk=pk)
    return row


def payload_hash(request: HttpRequest) -> str:
    """Return a digest of what was sent, its tokens aside: the same intent has the same digest."""
    sent: QueryDict = request.POST
    fields = sorted((name, value) for name in sent if name not in NOT_PAYLOAD for value in sent.getlist(name))
    return hashlib.sha256(repr((request.path, fields)).encode()).hexdigest()


def operation_id(request: HttpRequest) -> uuid.UUID:
    """Return the id the form was given when it was made; a form without one gets a fresh id, the same all along."""
    try:
        return uuid.UUID(request.POST.get("operation", ""))
    except ValueError:
        given: uuid.UUID = request.META.setdefault("sunplate.operation", uuid7())
        return given


def writes(
    view: Callable[Concatenate[PersonRequest, Writing, P], HttpResponse],
) -> Callable[Concatenate[PersonRequest, P], HttpResponse]:
    """
    Make a view write all or nothing, and once per operation id.

    The view gets a `Writing`; it answers with a redirect when it wrote, and with anything else (a form with errors)
    when it did not, in which case nothing is kept. The same id and payload again is sent to the same place; the same id
    with another payload is refused with 409, and so is a change to an entry that was changed elsewhere meanwhile.
    """

    @require_POST
    @wraps(view)
    def once(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        person: PersonRequest = request  # type: ignore[assignment]
        key, digest, writing = operation_id(request), payload_hash(request), None
        try:
            with transaction.atomic():
                writing = Writing.begin(person.user, key, payload_hash=digest, device=_device(request))
                response = view(person, writing, *args, **kwargs)
                if response.status_code != SeeOther.status_code:
                    transaction.set_rollback(True)
                return response
        except StaleEntryError as stale:
            context = {"entry": stale.entry, "typed": _typed(request, stale.entry)}
            return render(request, "diary/changed_elsewhere.html", context, status=409)
        except IntegrityError:
            if earlier := Operation.objects.for_user(person.user).filter(pk=key).first():
                return _same_answer(person, earlier, digest)
            if writing is None:  # the id is somebody else's: to say more would be to say that
                return _refused(request)
            raise

    return once  # type: ignore[return-value]


def page_or_write(
    page: Callable[Concatenate[PersonRequest, P], HttpResponse],
    write: Callable[Concatenate[PersonRequest, P], HttpResponse],
) -> Callable[Concatenate[PersonRequest, P], HttpResponse]:
    """Join two views at one address: looking at it shows the form, sending the form writes."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(page)
    def either(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        person: PersonRequest = request  # type: ignore[assignment]
        return (write if request.method == "POST" else page)(person, *args, **kwargs)

    return either  # type: ignore[return-value]


def fresh_login(view: Callable[Concatenate[PersonRequest, P], R]) -> Callable[Concatenate[PersonRequest, P], R]:
    """Ask who it is once more, unless they said so within the quarter of an hour before (RELIABILITY A6)."""
    asked: Callable[Concatenate[PersonRequest, P], R] = reauthentication_required(view)
    return asked


def was_sent(request: PersonRequest) -> bool:
    """Whether a form was sent before and did its work; the same again is told by `writes` where that led."""
    return Operation.objects.for_user(request.user).filter(pk=operation_id(request)).exists()


def as_file(content: bytes | str, content_type: str, name: str) -> HttpResponse:
    """Send a file under a name made by us."""
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def as_csv(header: Sequence[str], rows: Iterable[Sequence[Any]], name: str) -> HttpResponse:
    """Send rows as a file for spreadsheets."""
    text = "".join([BYTE_ORDER_MARK, *csv_lines(header, rows)])
    return as_file(text, "text/csv; charset=utf-8", f"{name}.csv")


def table_as_csv(table: Table) -> HttpResponse:
    """Send a table as a file named after it."""
    return as_csv([column.name for column in table.columns], table.rows, f"sunplate-{table.name}")


def _same_answer(request: PersonRequest, earlier: Operation, digest: str) -> HttpResponse:
    if earlier.payload_hash != digest:
        return _refused(request)
    return SeeOther(earlier.location)


def _refused(request: HttpRequest) -> HttpResponse:
    return render(request, "diary/sent_twice.html", status=409)


def _typed(request: HttpRequest, entry: Owned) -> list[tuple[str, str]]:
    """Return what was sent for the entry's own fields, so that the one who came second loses no words."""
    sent = ((field.verbose_name, request.POST.get(field.name)) for field in entry._meta.concrete_fields)
    return [(str(name).capitalize(), value) for name, value in sent if value and name != "version"]


def _device(request: HttpRequest) -> str:
    return request.headers.get("User-Agent", "")[:200]


def finish(writing: Writing, message: str, location: str) -> HttpResponse:
    """Send the person on; the next page finds the message, and its undo, by the operation's id."""
    joiner = "&" if "?" in location else "?"
    return SeeOther(writing.done(message, f"{location}{joiner}done={writing.operation.pk}"))


def onward(request: PersonRequest, location: str) -> HttpResponse:
    """Send on from a page whose entry was just undone, the message of what was done going along."""
    return redirect(f"{location}?{request.GET.urlencode()}" if request.GET else location)


def last_done(request: PersonRequest) -> Operation | None:
    """Return the operation a page was sent here by, for its message and its undo button."""
    try:
        key = uuid.UUID(request.GET.get("done", ""))
    except ValueError:
        return None
    done: Operation | None = Operation.objects.for_user(request.user).filter(pk=key, undone=False).first()
    return done
