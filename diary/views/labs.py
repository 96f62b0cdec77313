"""Blood results: written down as printed, shown in both units on a time line, and not judged."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from diary import lab_words, moments
from diary.forms.labs import LabForm
from diary.http import PersonRequest, finish, last_done, own, page_or_write, table_as_csv, writes
from diary.lab_charts import lab_chart, lab_table
from diary.models import LabResult
from diary.reports.labs import LabCourse, Result, labs_between
from diary.services import Writing
from nutrients.labs import LABS, Analyte


def _courses(request: PersonRequest) -> list[LabCourse]:
    return labs_between(request.user, date.min, date.max)


@require_safe
def labs(request: PersonRequest) -> HttpResponse:
    courses = [_shown(course) for course in _courses(request)]
    has_charts = any(course["chart"] for course in courses)
    context = {"courses": courses, "has_charts": has_charts, "tests": LABS.values(), "done": last_done(request)}
    return render(request, "diary/labs.html", context)


def _shown(course: LabCourse) -> dict[str, object]:
    """One result is a line of text; from two on there is a course to draw."""
    rows = [_row(result, course.analyte) for result in reversed(course.results)]
    return {"test": course.analyte, "rows": rows, "chart": lab_chart(course) if len(rows) > 1 else None}


def _row(result: Result, test: Analyte) -> dict[str, object]:
    return {
        "result": result,
        "printed": lab_words.with_unit(result.value, result.unit),
        "other": lab_words.in_other_unit(result, test),
        "range": lab_words.own_range(result),
    }


@require_safe
def download(request: PersonRequest, key: str) -> HttpResponse:
    course = next((each for each in _courses(request) if each.analyte.key == key), None)
    if course is None:
        raise Http404("There is no result of that test.")
    return table_as_csv(lab_table(course))


def add_page(request: PersonRequest, key: str) -> HttpResponse:
    test = _test(key)
    last = LabResult.objects.for_user(request.user).filter(analyte=key).order_by("-day", "-id").first()
    form = LabForm(profile=request.profile, analyte=test, day=moments.today(request.profile.zone), like=last)
    return show_form(request, form, test)


@writes
def add(request: PersonRequest, write: Writing, key: str) -> HttpResponse:
    test = _test(key)
    form = LabForm(request.POST, profile=request.profile, analyte=test)
    if not form.is_valid():
        return show_form(request, form, test, status=422)
    result = LabResult(analyte=key, **form.values())
    write.add(result)
    return finish(write, f"{result} saved.", reverse("diary:labs"))


def edit_page(request: PersonRequest, pk: UUID) -> HttpResponse:
    entry = own(request, LabResult, pk)
    return show_form(request, LabForm(profile=request.profile, analyte=entry.test, entry=entry), entry.test)


@writes
def edit(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    entry = own(request, LabResult, pk)
    form = LabForm(request.POST, profile=request.profile, analyte=entry.test, entry=entry)
    if not form.is_valid():
        return show_form(request, form, entry.test, status=422)
    write.change(entry, expected_version=form.cleaned_data["version"], **form.values())
    return finish(write, f"{entry} saved.", reverse("diary:labs"))


@writes
def remove(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    entry = own(request, LabResult, pk)
    write.remove(entry)
    return finish(write, f"{entry} deleted.", reverse("diary:labs"))


def _test(key: str) -> Analyte:
    if key not in LABS:
        raise Http404("There is no such test.")
    return LABS[key]


def show_form(request: PersonRequest, form: LabForm, test: Analyte, status: int = 200) -> HttpResponse:
    return render(request, "diary/labs_form.html", {"form": form, "test": test}, status=status)


urlpatterns: list[URLPattern] = [
    path("labs/", labs, name="labs"),
    path("labs/<slug:key>.csv", download, name="labs_csv"),
    path("labs/add/<slug:key>/", page_or_write(add_page, add), name="lab_add"),
    path("labs/<uuid:pk>/", page_or_write(edit_page, edit), name="lab_edit"),
    path("labs/<uuid:pk>/remove/", remove, name="lab_remove"),
]
