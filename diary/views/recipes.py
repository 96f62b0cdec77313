"""Dishes a person cooks again and again."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from diary import limits, wording
from diary.eating import usual_meal
from diary.forms.kitchen import RecipeForm, RewriteForm
from diary.forms.line import PartsForm
from diary.forms.meals import HelpingForm, LineForm
from diary.http import PersonRequest, finish, last_done, own, page_or_write, render_part, writes
from diary.kitchen import PORTION, Pot, eat_recipe, ingredient_of, logged_recipe, pot_of, rewrite_recipe
from diary.models import Recipe, RecipeIngredient
from diary.reports.foods import contents_of_dish
from diary.services import Writing
from diary.typed import understood
from diary.views.day import day_url


def recipes(request: PersonRequest) -> HttpResponse:
    return list_page(request, RecipeForm())


def list_page(request: PersonRequest, form: RecipeForm, status: int = 200) -> HttpResponse:
    found = Recipe.objects.for_user(request.user).order_by("name")
    context = {"recipes": found, "form": form, "done": last_done(request)}
    return render(request, "diary/recipes.html", context, status=status)


@writes
def add(request: PersonRequest, write: Writing) -> HttpResponse:
    form = RecipeForm(request.POST)
    if not form.is_valid():
        return list_page(request, form, status=422)
    [recipe] = write.add(Recipe(**form.told()))
    return finish(write, f"{recipe.name} saved. Now type what goes in.", recipe_url(recipe))


def recipe_url(recipe: Recipe) -> str:
    return reverse("diary:recipe", args=[recipe.pk])


def mine(request: PersonRequest, pk: UUID) -> Pot:
    return pot_of(own(request, Recipe, pk))


def recipe(request: PersonRequest, pk: UUID) -> HttpResponse:
    return page(request, mine(request, pk))


def page(
    request: PersonRequest,
    pot: Pot,
    *,
    form: RecipeForm | None = None,
    helping: HelpingForm | None = None,
    rewrite: RewriteForm | None = None,
) -> HttpResponse:
    """One recipe with all that can be done with it; a form that was refused comes back as it was sent."""
    logged = logged_recipe(request.user, pot.recipe)
    refused = form or helping or rewrite
    one = {**usual_meal(request.profile), "quantity": 1, "unit": PORTION}
    context = {
        "pot": pot,
        "recipe": pot.recipe,
        "form": form or RecipeForm(instance=pot.recipe),
        "line": LineForm(profile=request.profile),
        "helping": helping or HelpingForm(initial=one, profile=request.profile, measures=pot.measures),
        "logged": logged,
        "rewrite": rewrite or RewriteForm(initial={"since": logged.since}),
        "known": contents_of_dish(pot),
        "done": last_done(request),
    }
    return render(request, "diary/recipe.html", context, status=422 if refused else 200)


@writes
def change(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    pot, form = mine(request, pk), RecipeForm(request.POST)
    if not form.is_valid():
        return page(request, pot, form=form)
    write.change(pot.recipe, expected_version=form.cleaned_data["version"], **form.told())
    return finish(write, f"{pot.recipe.name} changed. Days already logged stay as they are.", recipe_url(pot.recipe))


@writes
def eat(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    pot = mine(request, pk)
    form = HelpingForm(request.POST, profile=request.profile, measures=pot.measures)
    if not form.is_valid():
        return page(request, pot, helping=form)
    given = form.cleaned_data
    chosen = {name: given[name] for name in ("day", "kind", "quantity", "unit")}
    eat_recipe(write, request.profile, pot, **chosen)
    return finish(write, f"{pot.recipe.name} logged, {wording.grams(given['grams'])}.", day_url(given["day"]))


@writes
def remove(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    pot = mine(request, pk)
    write.remove(pot.recipe)
    return finish(write, f"{pot.recipe.name} removed. What you logged of it stays.", reverse("diary:recipes"))


@require_POST
def ingredients(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show what a typed line of ingredients was taken to mean. It saves nothing."""
    pot = mine(request, pk)
    form = LineForm({**request.POST.dict(), **usual_meal(request.profile)}, profile=request.profile)
    action = reverse("diary:add_ingredients", args=[pot.recipe.pk])
    if not form.is_valid():
        again = reverse("diary:ingredients", args=[pot.recipe.pk])
        return render_part(request, "diary/line.html", "line", {"line": form, "action": again}, status=422)
    parts = understood(form.cleaned_data["line"], request.profile, recipes=False)
    context = {"form": PartsForm(initial=form.cleaned_data, parts=parts), "action": action}
    return render_part(request, "diary/line.html", "review", context)


@writes
def add_ingredients(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    pot = mine(request, pk)
    parts = understood(request.POST.get("line", "")[: limits.MEAL_LINE], request.profile, recipes=False)
    form = PartsForm(request.POST, parts=parts)
    if not form.is_valid():
        action = reverse("diary:add_ingredients", args=[pot.recipe.pk])
        return render_part(request, "diary/line.html", "review", {"form": form, "action": action}, status=422)
    start = len(pot.ingredients)
    rows = [ingredient_of(pot.recipe, item, place) for place, item in enumerate(form.items, start)]
    write.add(*rows)
    return finish(write, f"{wording.counted(len(rows), 'ingredient')} added.", recipe_url(pot.recipe))


@writes
def remove_ingredient(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    found = get_object_or_404(RecipeIngredient.objects.for_user(request.user).select_related("recipe"), pk=pk)
    write.remove(found)
    return finish(write, f"{found.label} taken out of {found.recipe.name}.", recipe_url(found.recipe))


@writes
def rewrite(request: PersonRequest, write: Writing, pk: UUID) -> HttpResponse:
    pot, form = mine(request, pk), RewriteForm(request.POST)
    if not form.is_valid():
        return page(request, pot, rewrite=form)
    count = rewrite_recipe(write, pot, form.day())
    return finish(write, f"{wording.counted(count, 'logged helping')} changed too.", recipe_url(pot.recipe))


urlpatterns: list[URLPattern] = [
    path("recipes/", page_or_write(recipes, add), name="recipes"),
    path("recipes/<uuid:pk>/", page_or_write(recipe, change), name="recipe"),
    path("recipes/<uuid:pk>/eat/", eat, name="eat_recipe"),
    path("recipes/<uuid:pk>/remove/", remove, name="remove_recipe"),
    path("recipes/<uuid:pk>/rewrite/", rewrite, name="rewrite_recipe"),
    path("recipes/<uuid:pk>/ingredients/", ingredients, name="ingredients"),
    path("recipes/<uuid:pk>/ingredients/add/", add_ingredients, name="add_ingredients"),
    path("recipes/ingredients/<uuid:pk>/remove/", remove_ingredient, name="remove_ingredient"),
]
