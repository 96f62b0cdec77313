"""The doctor's page: on the screen, and as a file to take along."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from diary import moments
from diary.forms.summary import ChoiceForm
from diary.http import PersonRequest, last_done
from diary.reports.summary import PERIODS, Choice, Summary, summarise
from diary.summary.page import page
from diary.summary.pdf import PdfError, pdf


def _read(request: PersonRequest, form: ChoiceForm) -> Summary:
    today = moments.today(request.profile.zone)
    return summarise(request.user, request.profile, form.choice(today))


def address(name: str, choice: Choice) -> str:
    return f"{reverse(name)}?{urlencode(choice.query)}"


@require_safe
def summary(request: PersonRequest) -> HttpResponse:
    form = ChoiceForm(request.GET)
    found = _read(request, form)
    choice, today = found.choice, found.made_on
    periods = [(days, address("diary:summary", Choice.of_days(days, today, choice.sections))) for days in PERIODS]
    context = {
        "page": page(found),
        "summary": found,
        "form": form,
        "periods": periods,
        "pdf_url": address("diary:summary_pdf", choice),
        "done": last_done(request),
    }
    return render(request, "diary/summary.html", context, status=200 if form.is_valid() else 422)


@require_safe
def as_pdf(request: PersonRequest) -> HttpResponse:
    found = _read(request, ChoiceForm(request.GET))
    try:
        printed = pdf(page(found), country=request.profile.country)
    except PdfError as error:
        return render(request, "diary/summary_failed.html", {"error": error}, status=503)
    return download(printed, "application/pdf", f"sunplate-summary-{found.choice.last}.pdf")


def download(content: bytes | str, content_type: str, name: str) -> HttpResponse:
    """Send a file under a name made by us."""
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


urlpatterns: list[URLPattern] = [
    path("summary/", summary, name="summary"),
    path("summary/pdf/", as_pdf, name="summary_pdf"),
]
