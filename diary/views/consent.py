"""Asking before anything is kept, and taking the answer back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse

from diary import consent
from diary.forms.data import ConsentForm
from diary.http import PersonRequest, finish, page_or_write, writes
from diary.services import Writing


def ask(request: PersonRequest) -> HttpResponse:
    given = consent.standing(request.user).first()
    return render(request, "diary/consent.html", {"given": given, "form": ConsentForm()})


@writes
def agree(request: PersonRequest, write: Writing) -> HttpResponse:
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return render(request, "diary/consent.html", {"form": form}, status=422)
    consent.give(write)
    return finish(write, "Thank you. You can take this back at any time.", reverse(next_page(request)))


def next_page(request: PersonRequest) -> str:
    return "diary:today" if request.profile.welcomed else "diary:welcome"


@writes
def withdraw(request: PersonRequest, write: Writing) -> HttpResponse:
    consent.withdraw(write)
    return finish(write, "Taken back. Nothing more is written or worked out.", reverse("diary:data"))


urlpatterns: list[URLPattern] = [
    path("consent/", page_or_write(ask, agree), name="consent"),
    path("consent/withdraw/", withdraw, name="consent_withdraw"),
]
