"""Letting somebody else read a summary, for a while, and seeing who did."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from diary import moments, sharing
from diary.forms.data import ShareForm, UnlockForm
from diary.http import PersonRequest, SeeOther, finish, fresh_login, last_done, own, writes
from diary.models import ShareLink, ShareView
from diary.notation import written_in
from diary.person import notation_of, profile_of
from diary.reports.summary import summarise
from diary.services import Writing
from diary.sharing import NoSuchLinkError
from diary.summary.page import page

PASS = "share" if settings.DEBUG else "__Host-share"
NEW_SECRET = "new_share_secret"  # noqa: S105 - where in the session it waits to be shown once


def _list(request: PersonRequest, form: ShareForm, status: int = 200) -> HttpResponse:
    links = list(ShareLink.objects.for_user(request.user).order_by("-created_at"))
    views = ShareView.objects.for_user(request.user).order_by("-created_at")
    now = timezone.now()
    secret = request.session.pop(NEW_SECRET, "")
    context = {
        "links": [(link, link.is_open(now), [view for view in views if view.link_id == link.pk]) for link in links],
        "form": form,
        "choice": form.choice(moments.today(request.profile.zone)),
        "address": request.build_absolute_uri(f"{reverse('diary:shared')}#{secret}") if secret else "",
        "done": last_done(request),
    }
    return render(request, "diary/share.html", context, status=status)


@require_safe
@fresh_login
def share(request: PersonRequest) -> HttpResponse:
    return _list(request, ShareForm(initial={"valid_days": sharing.USUAL_DAYS}))


@fresh_login
@writes
def share_add(request: PersonRequest, write: Writing) -> HttpResponse:
    form = ShareForm(request.POST)
    if not form.is_valid():
        return _list(request, form, status=422)
    given = form.cleaned_data
    secret = sharing.make_link(
        write,
        form.choice(moments.today(request.profile.zone)),
        days=given["valid_days"],
        name=given["name"],
        code_word=given["code_word"],
    )
    request.session[NEW_SECRET] = secret
    return SeeOther(write.done("Link made.", reverse("diary:share")))


@writes
def share_revoke(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    link = own(request, ShareLink, pk)
    if link.revoked_at is None:
        write.change(link, revoked_at=timezone.now())
    return finish(write, f"{link}: closed.", reverse("diary:share"))


@login_not_required
@require_safe
def shared(request: HttpRequest) -> HttpResponse:
    """Show the summary to somebody with a pass, and to everybody else the door."""
    try:
        link = sharing.link_of(request.COOKIES.get(PASS, ""))
    except NoSuchLinkError:
        return _not_indexed(render(request, "diary/shared_door.html", {"form": UnlockForm()}))
    profile = profile_of(link.user)
    found = summarise(link.user, profile, sharing.choice_of(link))
    with written_in(lambda: notation_of(profile)):  # its owner's, whoever reads
        return _not_indexed(render(request, "diary/shared.html", {"page": page(found), "link": link}))


@login_not_required
@require_POST
def shared_open(request: HttpRequest) -> HttpResponse:
    """Take the secret, and give a pass of half an hour for it."""
    form = UnlockForm(request.POST)
    try:
        given = sharing.open_link(*_brought(form), request.headers.get("User-Agent", "")[:200])
    except NoSuchLinkError:
        return _not_indexed(render(request, "diary/shared_gone.html", status=404))
    if not given:
        context = {"form": form, "asks_for_word": True, "secret": form.cleaned_data["secret"]}
        return _not_indexed(render(request, "diary/shared_door.html", context, status=422))
    answer = redirect("diary:shared")
    minutes = sharing.PASS_MINUTES
    answer.set_cookie(PASS, given, max_age=minutes * 60, httponly=True, secure=not settings.DEBUG, samesite="Strict")
    return _not_indexed(answer)


def _brought(form: UnlockForm) -> tuple[str, str]:
    if not form.is_valid():
        raise NoSuchLinkError
    return form.cleaned_data["secret"], form.cleaned_data["code_word"]


def _not_indexed(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


urlpatterns: list[URLPattern] = [
    path("share/", share, name="share"),
    path("share/add/", share_add, name="share_add"),
    path("share/<uuid:pk>/revoke/", share_revoke, name="share_revoke"),
    path("shared/", shared, name="shared"),
    path("shared/open/", shared_open, name="shared_open"),
]
