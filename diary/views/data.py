"""Your data is yours: taking it along, bringing it back, and erasing it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from diary.http import PersonRequest, last_done


@require_safe
def data(request: PersonRequest) -> HttpResponse:
    return render(request, "diary/data.html", {"done": last_done(request)})


urlpatterns: list[URLPattern] = [path("data/", data, name="data")]
