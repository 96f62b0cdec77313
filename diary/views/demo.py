"""A visitor's own demo diary: made at the touch of a button, gone after a day."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import User
from diary.demo.person import seed
from diary.demo.rows import ZONE
from diary.erasing import erase
from diary.moments import today

KEPT = timedelta(days=1)
DAYS = 90
MOST_DEMOS = 200


@login_not_required
@require_POST
def try_demo(request: HttpRequest) -> HttpResponse:
    """Log the visitor in as a new demo person. Only where the site offers it."""
    if not settings.DEMO:
        raise Http404("This site has no demo.")
    with transaction.atomic():
        for gone in User.objects.filter(is_demo=True, date_joined__lt=timezone.now() - KEPT):
            erase(gone)
        if User.objects.filter(is_demo=True).count() >= MOST_DEMOS:
            raise Http404("Too many people are trying the demo just now.")
        visitor = User.objects.create_user(f"demo-{secrets.token_hex(5)}", is_demo=True)
        seed(visitor, days=DAYS, last=today(ZONE))
    login(request, visitor, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("diary:today")


urlpatterns: list[URLPattern] = [path("demo/", try_demo, name="try_demo")]
