"""Items of meals: changed, taken out again, and typed in one line."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget

from diary import limits, wording
from diary.eating import change_item, eat, measures_of_item, take
from diary.forms.line import ReviewForm
from diary.forms.meals import ItemForm, LineForm
from diary.http import PersonRequest, finish, page_or_write, render_part, writes
from diary.models import MealItem, SupplementDose
from diary.services import Writing
from diary.typed import understood
from diary.views.day import day_url
from nutrients.science.safety import poison_notice


def own_item(request: PersonRequest, pk: UUID) -> MealItem:
    mine = MealItem.objects.for_user(request.user).select_related("meal", "food", "own_food", "recipe")
    return get_object_or_404(mine.prefetch_related("food__portions"), pk=pk)


def item(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = own_item(request, pk)
    form = ItemForm.of(found, profile=request.profile, measures=measures_of_item(found))
    return render(request, "diary/meal_item.html", {"item": found, "form": form})


@writes
def save_item(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    found = own_item(request, pk)
    form = ItemForm(request.POST, profile=request.profile, measures=measures_of_item(found))
    if not form.is_valid():
        return render(request, "diary/meal_item.html", {"item": found, "form": form}, status=422)
    change_item(write, request.profile, found, **form.cleaned_data)
    return finish(write, f"{found.label} changed.", day_url(found.day))


@writes
def remove_item(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    found = own_item(request, pk)
    write.remove(found)
    return finish(write, f"{found.label} removed.", day_url(found.day))


@writes
def remove_dish(request: PersonRequest, write: Writing, batch: UUID) -> HttpResponse:
    """Take out one helping of a recipe, all its ingredients together."""
    found = list(MealItem.objects.for_user(request.user).filter(batch=batch).select_related("recipe"))
    if not found:
        raise Http404("There is nothing logged under that.")
    write.remove(*found)
    return finish(write, f"{found[0].recipe or found[0].label} removed.", day_url(found[0].day))


@require_POST
def line(request: PersonRequest) -> HttpResponse:
    """Show what a typed line was taken to mean. It saves nothing."""
    form = LineForm(request.POST, profile=request.profile)
    if not form.is_valid():
        return render_part(
            request, "diary/line.html", "line", {"line": form, "action": reverse("diary:line")}, status=422
        )
    given = form.cleaned_data
    parts = understood(given["line"], request.profile)
    return review_page(request, ReviewForm(initial=given, profile=request.profile, parts=parts))


def review_page(request: PersonRequest, form: ReviewForm, status: int = 200) -> HttpResponse:
    line = form.data.get("line") or form.initial.get("line", "")
    context = {"form": form, "action": reverse("diary:add_line"), "notice": poison_notice(line)}
    return render_part(request, "diary/line.html", "review", context, status=status)


@writes
def add_line(request: PersonRequest, write: Writing) -> HttpResponse:
    """Save what was confirmed of a line, all of it in one operation."""
    parts = understood(request.POST.get("line", "")[: limits.MEAL_LINE], request.profile)
    form = ReviewForm(request.POST, profile=request.profile, parts=parts)
    if not form.is_valid():
        return reswap(retarget(review_page(request, form, status=422), "#line-review"), "innerHTML")  # the day stays
    day, items, doses = form.cleaned_data["day"], form.items, form.doses()
    if items:
        eat(write, request.profile, day, form.cleaned_data["kind"], items)
    take(write, request.profile, day, doses)
    return finish(write, logged(items, doses), day_url(day))


def logged(items: Sequence[MealItem], doses: Sequence[SupplementDose]) -> str:
    """Say what was added, by name while it is little."""
    if len(items) == 1 and not doses:
        return f"{items[0].label} logged, {wording.grams(items[0].grams)}."
    if items and not doses and len({(item.batch, item.recipe_id) for item in items}) == 1 and items[0].recipe:
        return f"{items[0].recipe} logged, {wording.grams(sum(item.grams for item in items))}."
    counted = [(len(items), "food"), (len(doses), "supplement")]
    return f"{wording.listed([wording.counted(*each) for each in counted if each[0]])} logged."


urlpatterns: list[URLPattern] = [
    path("meals/line/", line, name="line"),
    path("meals/line/add/", add_line, name="add_line"),
    path("meals/items/<uuid:pk>/", page_or_write(item, save_item), name="meal_item"),
    path("meals/items/<uuid:pk>/remove/", remove_item, name="remove_item"),
    path("meals/dishes/<uuid:batch>/remove/", remove_dish, name="remove_dish"),
]
