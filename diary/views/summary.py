"""The doctor's page: on the screen, and as a file to take along."""

import json
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from diary import moments
from diary.forms.summary import ChoiceForm
from diary.http import PersonRequest, as_csv, as_file, last_done
from diary.notation import house, written_in
from diary.reports.summary import PERIODS, Choice, Summary, summarise
from diary.summary import fhir
from diary.summary.figures import HEAD, as_json, as_rows, figures
from diary.summary.page import page
from diary.summary.pdf import PdfError, pdf

FILES = {"FHIR": "diary:summary_fhir", "CSV": "diary:summary_csv", "JSON": "diary:summary_json"}


def _read(request: PersonRequest, form: ChoiceForm) -> Summary:
    today = moments.today(request.profile.zone)
    return summarise(request.user, request.profile, form.choice(today))


def _name(found: Summary) -> str:
    return f"sunplate-summary-{found.choice.last}"


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
        "files": [(label, address(name, choice)) for label, name in FILES.items()],
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
    return as_file(printed, "application/pdf", f"{_name(found)}.pdf")


@require_safe
@written_in(house)
def as_fhir(request: PersonRequest) -> HttpResponse:
    found = _read(request, ChoiceForm(request.GET))
    return as_file(fhir.document(found), "application/fhir+json", f"{_name(found)}.fhir.json")


@require_safe
@written_in(house)
def as_table(request: PersonRequest) -> HttpResponse:
    found = _read(request, ChoiceForm(request.GET))
    return as_csv(HEAD, as_rows(figures(found)), _name(found))


@require_safe
@written_in(house)
def as_json_file(request: PersonRequest) -> HttpResponse:
    found = _read(request, ChoiceForm(request.GET))
    return as_file(json.dumps(as_json(found), indent=1), "application/json", f"{_name(found)}.json")


urlpatterns: list[URLPattern] = [
    path("summary/", summary, name="summary"),
    path("summary/pdf/", as_pdf, name="summary_pdf"),
    path("summary/fhir/", as_fhir, name="summary_fhir"),
    path("summary/csv/", as_table, name="summary_csv"),
    path("summary/json/", as_json_file, name="summary_json"),
]
