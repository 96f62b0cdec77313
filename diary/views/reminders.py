"""Reminders: an hour for an e-mail, a file for one's own calendar, and a way out that needs no log-in."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from diary import moments
from diary import reminders as rules
from diary.calendar_file import daily_note
from diary.forms.reminders import ReminderForm
from diary.http import PersonRequest, as_file, finish, last_done, page_or_write, writes
from diary.models import Reminder
from diary.services import Writing, get_or_add

SUMMARY = "A line for the diary"


def _reminder(request: PersonRequest) -> Reminder | None:
    found: Reminder | None = Reminder.objects.for_user(request.user).first()
    return found


def page(request: PersonRequest) -> HttpResponse:
    known = _reminder(request) or Reminder()
    initial = {"is_on": known.is_on, "clock": f"{known.clock:%H:%M}"}
    return show(request, ReminderForm(initial=initial, address=rules.address_of(request.user)))


@writes
def keep(request: PersonRequest, write: Writing) -> HttpResponse:
    form = ReminderForm(request.POST, address=rules.address_of(request.user))
    if not form.is_valid():
        return show(request, form, status=422)
    known = _reminder(request)
    if known is None:
        get_or_add(write, Reminder(**form.cleaned_data), user=request.user)
    else:
        write.change(known, **form.cleaned_data)
    said = f"on, at {form.cleaned_data['clock']:%H:%M}" if form.cleaned_data["is_on"] else "off"
    return finish(write, f"Reminders are {said}.", reverse("diary:reminders"))


def show(request: PersonRequest, form: ReminderForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "zone": request.profile.zone, "done": last_done(request)}
    return render(request, "diary/reminders.html", context, status=status)


@require_safe
def calendar(request: PersonRequest) -> HttpResponse:
    """Hand out the same hour as a file; nothing is sent anywhere."""
    known = _reminder(request) or Reminder()
    today, url = moments.today(request.profile.zone), f"{settings.SITE_URL}{reverse('diary:today')}"
    text = daily_note(f"diary-{request.user.pk}@sunplate", SUMMARY, url, today, known.clock, timezone.now())
    return as_file(text, "text/calendar; charset=utf-8", "sunplate-diary.ics")


@login_not_required
@csrf_exempt  # a mail program sends it without a page or a cookie; the signed word is what allows it (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Looking asks, sending stops: programs that fetch every link of an e-mail change nothing."""
    user = rules.who_stops(token)
    if user is None:
        raise Http404("This link is not whole.")
    if request.method == "POST":
        rules.stop(user)
    return render(request, "diary/reminders_stop.html", {"stopped": request.method == "POST"})


urlpatterns: list[URLPattern] = [
    path("reminders/", page_or_write(page, keep), name="reminders"),
    path("reminders/diary.ics", calendar, name="reminders_calendar"),
    path("reminders/stop/<str:token>/", stop, name="reminder_stop"),
]
