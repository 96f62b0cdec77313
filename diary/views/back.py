"""What goes with back pain now and then: the warning signs, and the three questions of a week."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from diary.forms.moments import moment_now
from diary.forms.pain import PegForm, RedFlagForm
from diary.http import PersonRequest, finish, last_done, own, page_or_write, writes
from diary.models import PegScore, RedFlagReport
from diary.models.profile import EFSA_COUNTRIES
from diary.moments import today
from diary.peg_words import course
from diary.services import Writing
from diary.views.day import day_url
from nutrients import red_flags
from nutrients.red_flags import Urgency


def signs_page(request: PersonRequest) -> HttpResponse:
    return render(request, "diary/pain_signs.html", {"form": RedFlagForm()})


@writes
def report_signs(request: PersonRequest, write: Writing) -> HttpResponse:
    form = RedFlagForm(request.POST)
    if not form.is_valid():
        return render(request, "diary/pain_signs.html", {"form": form}, status=422)
    zone = request.profile.zone
    report = RedFlagReport(signs=form.cleaned_data["signs"], **moment_now(today(zone), zone))
    write.add(report)
    if report.signs:
        return finish(write, "Noted.", reverse("diary:red_flag_report", args=[report.pk]))
    return finish(write, "Noted: none of the warning signs.", day_url(report.day))


def report_page(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say plainly what to do, alone on its page."""
    report = own(request, RedFlagReport, pk)
    urgency = red_flags.most_urgent(report.signs)
    context = {
        "signs": red_flags.known(report.signs),
        "day": report.day,
        "is_now": urgency == Urgency.NOW,
        "is_today": urgency == Urgency.TODAY,
        "number": red_flags.emergency_number(request.profile.country, EFSA_COUNTRIES),
    }
    return render(request, "diary/pain_urgent.html", context)


def peg_page(request: PersonRequest) -> HttpResponse:
    return show_peg(request, PegForm())


@writes
def answer_peg(request: PersonRequest, write: Writing) -> HttpResponse:
    form = PegForm(request.POST)
    if not form.is_valid():
        return show_peg(request, form, status=422)
    day = today(request.profile.zone)
    if answered := PegScore.objects.for_user(request.user).on(day).first():
        write.change(answered, **form.cleaned_data)
    else:
        write.add(PegScore(day=day, **form.cleaned_data))
    return finish(write, "The week's three answers are saved.", reverse("diary:peg"))


def show_peg(request: PersonRequest, form: PegForm, status: int = 200) -> HttpResponse:
    scores = list(PegScore.objects.for_user(request.user).order_by("day", "id"))
    context = {"form": form, "scores": scores[::-1], "course": course(scores), "done": last_done(request)}
    return render(request, "diary/pain_peg.html", context, status=status)


urlpatterns = [
    path("pain/warning-signs/", page_or_write(signs_page, report_signs), name="red_flags"),
    path("pain/warning-signs/<uuid:pk>/", report_page, name="red_flag_report"),
    path("pain/week/", page_or_write(peg_page, answer_peg), name="peg"),
]
