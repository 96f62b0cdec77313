"""Finding a food, seeing what is in it, and eating it; the person's own foods."""

from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from diary import moments, wording
from diary.converters import DateConverter
from diary.eating import eat, first_helping, item_of, last_helping, measures_of, name_of, usual_meal
from diary.forms.meals import HelpingForm, SearchForm
from diary.http import PersonRequest, finish, own, render_part, writes
from diary.models import OwnFood
from diary.reports.foods import contents, edition, found_foods, missing, usual_foods
from diary.services import Writing
from diary.views.day import day_url
from nutrients.models import Food
from nutrients.science.safety import poison_notice

HELPING = ("quantity", "unit", "kind", "day")


@require_GET
def foods(request: PersonRequest) -> HttpResponse:
    now = moments.today(request.profile.zone)
    form = SearchForm(request.GET or None)
    phrase = form.cleaned_data["q"] if form.is_valid() else ""
    found = found_foods(request.profile, phrase, now) if phrase else usual_foods(request.user, now)
    context = {
        "form": form,
        "phrase": phrase,
        "found": found,
        "when": meal_in(request),
        "day": day_in(request),
        "notice": poison_notice(phrase),
    }
    return render_part(request, "diary/foods.html", "results", context)


def meal_in(request: PersonRequest) -> dict[str, str]:
    """Which meal of which day a page was opened for, as its address says; links carry it on."""
    return {name: request.GET[name] for name in ("day", "kind") if request.GET.get(name)}


def day_in(request: PersonRequest) -> date | None:
    """Return the day a page was opened for, if its address names one."""
    with suppress(ValueError):
        return DateConverter().to_python(request.GET.get("day", ""))
    return None


@require_GET
def food(request: PersonRequest, pk: int) -> HttpResponse:
    source = get_object_or_404(Food.objects.prefetch_related("portions"), pk=pk)
    return render_part(request, "diary/food.html", "contents", food_page(request, source))


@require_GET
def own_food(request: PersonRequest, pk: UUID) -> HttpResponse:
    source = own(request, OwnFood, pk)
    return render_part(request, "diary/food.html", "contents", food_page(request, source))


def food_page(request: PersonRequest, source: Food | OwnFood) -> dict[str, Any]:
    """What the page of a food shows: the last helping of it, or the one asked for, and what that holds."""
    measures = measures_of(source)
    asked = {name: request.GET[name] for name in HELPING if request.GET.get(name)}
    form = HelpingForm(
        usual_helping(request, source) | usual_meal(request.profile) | asked,
        profile=request.profile,
        measures=measures,
    )
    form.is_valid()
    return page_context(source, form)


def usual_helping(request: PersonRequest, source: Food | OwnFood) -> dict[str, Any]:
    """As much as the person took last time, else a usual portion."""
    last = last_helping(request.user, source, moments.today(request.profile.zone))
    if last is None or last[1] not in {measure.label for measure in measures_of(source)}:
        last = first_helping(source)
    return {"quantity": last[0], "unit": last[1]}


def page_context(source: Food | OwnFood, form: HelpingForm) -> dict[str, Any]:
    grams = form.cleaned_data.get("grams")
    known = contents(source, grams)
    return {
        "source": source,
        "name": name_of(source),
        "form": form,
        "grams": grams,
        "known": [each for each in known if each.nutrient.is_core],
        "further": [each for each in known if not each.nutrient.is_core],
        "missing": missing(known),
        "edition": edition(source),
        "is_own": isinstance(source, OwnFood),
        "notice": poison_notice(name_of(source)),
    }


@writes
def eat_food(request: PersonRequest, write: Writing, pk: int) -> HttpResponse:
    source = get_object_or_404(Food.objects.prefetch_related("portions"), pk=pk)
    return log_helping(request, write, source)


@writes
def eat_own_food(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    return log_helping(request, write, own(request, OwnFood, pk))


def log_helping(request: PersonRequest, write: Writing, source: Food | OwnFood) -> HttpResponse:
    form = HelpingForm(request.POST, profile=request.profile, measures=measures_of(source))
    if not form.is_valid():
        return render(request, "diary/food.html", page_context(source, form), status=422)
    item, day = item_of(source, **form.helping()), form.cleaned_data["day"]
    eat(write, request.profile, day, form.cleaned_data["kind"], [item])
    return finish(write, f"{item.label} logged, {wording.grams(item.grams)}.", day_url(day))


urlpatterns: list[URLPattern] = [
    path("foods/", foods, name="foods"),
    path("foods/<int:pk>/", food, name="food"),
    path("foods/<int:pk>/eat/", eat_food, name="eat_food"),
    path("my-foods/<uuid:pk>/", own_food, name="own_food"),
    path("my-foods/<uuid:pk>/eat/", eat_own_food, name="eat_own_food"),
]
