"""Eating the same again: usual meals in one tap, a meal or a whole day copied."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from diary import wording
from diary.eating import usual_clock
from diary.forms.meals import CopyForm
from diary.http import PersonRequest, finish, page_or_write, render_part, writes
from diary.models import MealItem
from diary.owned import OwnedQuerySet
from diary.repeat import eat_again, usual_meals
from diary.reports.day import eaten_on, meals_of
from diary.services import Writing
from diary.views.day import day_url, writable


@require_GET
def usual(request: PersonRequest, day: date) -> HttpResponse:
    writable(request, day)
    meals = usual_meals(request.user, day, usual_clock(request.profile, day))
    return render_part(request, "diary/usual.html", "chips", {"day": day, "meals": meals})


@writes
def repeat_meal(request: PersonRequest, write: Writing, day: date, pk: UUID) -> HttpResponse:
    """Log a meal of another day again."""
    writable(request, day)
    items = list(eaten(request).filter(meal_id=pk))
    if not items:
        raise Http404("That meal is no longer there.")
    eat_again(write, request.profile, items, day)
    message = f"{items[0].meal.get_kind_display()} logged: {wording.counted(len(items), 'food')}."
    return finish(write, message, day_url(day))


def eaten(request: PersonRequest) -> OwnedQuerySet[Any]:
    rows = MealItem.objects.for_user(request.user).select_related("meal", "food", "own_food", "recipe")
    return rows.order_by("created_at", "position")


def copy_day(request: PersonRequest, day: date) -> HttpResponse:
    return copy_page(request, day, CopyForm(profile=request.profile))


def copy_page(request: PersonRequest, day: date, form: CopyForm, status: int = 200) -> HttpResponse:
    context = {"day": day, "form": form, "meals": meals_of(eaten_on(request.user, day))}
    return render(request, "diary/copy_day.html", context, status=status)


@writes
def save_copy(request: PersonRequest, write: Writing, day: date) -> HttpResponse:
    form = CopyForm(request.POST, profile=request.profile)
    if not form.is_valid():
        return copy_page(request, day, form, status=422)
    rows = eaten(request).on(day)
    items = list(rows.filter(meal_id=form.cleaned_data["meal"]) if form.cleaned_data["meal"] else rows)
    if not items:
        raise Http404("That meal is no longer there.")
    eat_again(write, request.profile, items, form.cleaned_data["day"])
    return finish(write, f"Copied: {wording.counted(len(items), 'food')}.", day_url(form.cleaned_data["day"]))


urlpatterns: list[URLPattern] = [
    path("meals/usual/<date:day>/", usual, name="usual"),
    path("day/<date:day>/repeat/<uuid:pk>/", repeat_meal, name="repeat_meal"),
    path("day/<date:day>/copy/", page_or_write(copy_day, save_copy), name="copy_day"),
]
