"""Foods a person knows from a label."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from diary import wording
from diary.forms.kitchen import OwnFoodForm, RewriteForm
from diary.http import PersonRequest, finish, last_done, own, page_or_write, writes
from diary.kitchen import logged_food, rewrite_food
from diary.models import OwnFood
from diary.services import Writing


def own_foods(request: PersonRequest) -> HttpResponse:
    return list_page(request, OwnFoodForm())


def list_page(request: PersonRequest, form: OwnFoodForm, status: int = 200) -> HttpResponse:
    foods = OwnFood.objects.for_user(request.user).order_by("name")
    context = {"foods": foods, "form": form, "done": last_done(request)}
    return render(request, "diary/own_foods.html", context, status=status)


@writes
def add(request: PersonRequest, write: Writing) -> HttpResponse:
    form = OwnFoodForm(request.POST)
    if not form.is_valid():
        return list_page(request, form, status=422)
    [food] = write.add(OwnFood(**form.values()))
    return finish(write, f"{food.name} saved.", reverse("diary:own_food", args=[food.pk]))


def edit(request: PersonRequest, pk: UUID) -> HttpResponse:
    return edit_page(request, food := own(request, OwnFood, pk), OwnFoodForm.of(food))


def edit_page(request: PersonRequest, food: OwnFood, form: OwnFoodForm, status: int = 200) -> HttpResponse:
    logged = logged_food(request.user, food)
    rewrite = RewriteForm(initial={"since": logged.since})
    context = {"food": food, "form": form, "logged": logged, "rewrite": rewrite, "done": last_done(request)}
    return render(request, "diary/own_food_form.html", context, status=status)


@writes
def change(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    food, form = own(request, OwnFood, pk), OwnFoodForm(request.POST)
    if not form.is_valid():
        return edit_page(request, food, form, status=422)
    write.change(food, expected_version=form.cleaned_data["version"], **form.values())
    return finish(write, f"{food.name} changed. Days already logged stay as they are.", edit_url(food))


def edit_url(food: OwnFood) -> str:
    return reverse("diary:edit_own_food", args=[food.pk])


@writes
def remove(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    food = own(request, OwnFood, pk)
    write.remove(food)
    return finish(write, f"{food.name} removed. What you logged of it stays.", reverse("diary:own_foods"))


@writes
def rewrite(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    food, form = own(request, OwnFood, pk), RewriteForm(request.POST)
    if not form.is_valid():
        return edit_page(request, food, OwnFoodForm.of(food), status=422)
    count = rewrite_food(write, food, form.day())
    return finish(write, f"{wording.counted(count, 'logged helping')} changed too.", edit_url(food))


urlpatterns: list[URLPattern] = [
    path("my-foods/", page_or_write(own_foods, add), name="own_foods"),
    path("my-foods/<uuid:pk>/edit/", page_or_write(edit, change), name="edit_own_food"),
    path("my-foods/<uuid:pk>/remove/", remove, name="remove_own_food"),
    path("my-foods/<uuid:pk>/rewrite/", rewrite, name="rewrite_own_food"),
]
