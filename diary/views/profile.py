"""The welcome in three steps, each of which can be skipped, and the settings."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from diary.forms.profile import (
    STEPS,
    AboutForm,
    BackgroundForm,
    FoodForm,
    LooksForm,
    ProfileForm,
    SunnyForm,
    TargetsForm,
)
from diary.http import PersonRequest, finish, last_done, page_or_write, writes
from diary.models import Background
from diary.person import keep_profile
from diary.profile_words import told
from diary.reports.targets import beside
from diary.services import Writing

LAST = max(STEPS)
SECTIONS: dict[str, tuple[str, type[ProfileForm] | type[TargetsForm]]] = {
    "about": ("About you", AboutForm),
    "food": ("Food and reference amounts", FoodForm),
    "sun": ("Place and skin", SunnyForm),
    "targets": ("Your own targets", TargetsForm),
    "looks": ("Looks, numbers, dates, clock", LooksForm),
}

LINKS = (
    (
        "Health notes",
        (
            ("diary:background", "Conditions, medicines, habits"),
            ("diary:supplements", "Supplements"),
            ("diary:life_choose", "What else to follow: sleep, stress, movement"),
            ("diary:labs", "Blood results"),
            ("diary:reminders", "Reminders"),
        ),
    ),
    (
        "Account",
        (
            ("account_change_password", "Password"),
            ("account_email", "E-mail address"),
            ("mfa_index", "Second step at log-in"),
            ("usersessions_list", "Where you are logged in"),
        ),
    ),
    (
        "Your data",
        (
            ("diary:data", "Take your data along, or erase it"),
            ("diary:consent", "Your consent"),
            ("diary:method", "How figures are made"),
            ("diary:sources", "Sources"),
        ),
    ),
)


def welcome(request: PersonRequest) -> HttpResponse:
    return redirect("diary:welcome_step", step=1)


def step_page(request: PersonRequest, step: int) -> HttpResponse:
    return show_step(request, step, form_of(step)(profile=request.profile))


@writes
def keep_step(request: PersonRequest, write: Writing, step: int) -> HttpResponse:
    form = form_of(step)(request.POST, profile=request.profile)
    if not form.is_valid():
        return show_step(request, step, form, status=422)
    keep_profile(write, welcomed=step == LAST, **form.values())
    return finish(write, "Saved. All of it can be changed under Settings.", after(step))


def after(step: int) -> str:
    return reverse("diary:welcome_step", args=[step + 1]) if step < LAST else reverse("diary:today")


def form_of(step: int) -> Any:
    if step not in STEPS:
        raise Http404("The welcome has three steps.")
    return STEPS[step][1]


def show_step(request: PersonRequest, step: int, form: ProfileForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "step": step, "last": LAST, "title": STEPS[step][0], "following": after(step)}
    return render(request, "diary/welcome.html", context, status=status)


def settings(request: PersonRequest) -> HttpResponse:
    return show_settings(request)


@writes
def keep_section(request: PersonRequest, write: Writing, section: str) -> HttpResponse:
    if section not in SECTIONS:
        raise Http404("There is no such section.")
    name, form_class = SECTIONS[section]
    form = form_class(request.POST, profile=request.profile)
    if not form.is_valid():
        return show_settings(request, status=422, **{section: form})
    keep_profile(write, **form.values())
    return finish(write, f"{name}: saved.", reverse("diary:settings"))


def show_settings(request: PersonRequest, status: int = 200, **bound: Any) -> HttpResponse:
    """Show every section; the one that was sent with mistakes keeps what was typed."""
    profile = request.profile
    forms = {key: bound.get(key) or form(profile=profile) for key, (_, form) in SECTIONS.items()}
    words = told(profile)
    sections = [
        {"key": key, "name": name, "form": forms[key], "told": words[key]} for key, (name, _) in SECTIONS.items()
    ]
    context = {"sections": sections, "open": next(iter(bound), ""), "beside": beside(profile), "groups": LINKS}
    return render(request, "diary/settings.html", context | {"done": last_done(request)}, status=status)


def background_page(request: PersonRequest) -> HttpResponse:
    rows = Background.objects.for_user(request.user)
    context = {"form": BackgroundForm(rows=rows), "done": last_done(request)}
    return render(request, "diary/settings_background.html", context)


@writes
def keep_background(request: PersonRequest, write: Writing) -> HttpResponse:
    rows = {(row.kind, row.key, row.text): row for row in Background.objects.for_user(request.user)}
    form = BackgroundForm(request.POST, rows=rows.values())
    if not form.is_valid():
        return render(request, "diary/settings_background.html", {"form": form}, status=422)
    told = form.told()
    write.remove(*(row for mention, row in rows.items() if mention not in told))
    write.add(*(Background(kind=kind, key=key, text=text) for kind, key, text in sorted(told - rows.keys())))
    return finish(write, "Saved.", reverse("diary:background"))


urlpatterns = [
    path("welcome/", welcome, name="welcome"),
    path("welcome/<int:step>/", page_or_write(step_page, keep_step), name="welcome_step"),
    path("settings/", settings, name="settings"),
    path("settings/background/", page_or_write(background_page, keep_background), name="background"),
    path("settings/<slug:section>/", keep_section, name="settings_section"),
]
