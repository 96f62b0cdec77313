"""
A second step at log-in, demanded where a password alone is too little (RELIABILITY A7).

That is of staff, and of everybody on an instance that can be reached from the internet. Whoever has none is led to set
one up before any page of theirs opens, and the last one stays until there is another. A demo diary is nobody's, and
has no password either.
"""

from typing import cast

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import ResolverMatch

from accounts.models import User
from config.middleware import SomethingFirst

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes only stand in for one of these

# What somebody needs on the way to a second step, and the way out. Whoever adds one here must show no diary there.
ON_THE_WAY = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)
TAKES_ONE_AWAY = frozenset({"mfa_deactivate_totp", "mfa_remove_webauthn"})


def is_demanded(user: User) -> bool:
    return user.is_staff or (settings.OPEN_INSTANCE and not user.is_demo)


def how_many(user: User) -> int:
    """Return how many the person has, which the log-in may have brought along."""
    known: int | None = getattr(user, "second_steps", None)
    return Authenticator.objects.filter(user=user, type__in=KINDS).count() if known is None else known


def with_second_steps(people: QuerySet[User]) -> QuerySet[User]:
    """Bring along how many second steps each has, which every page of an open site asks."""
    theirs = Authenticator.objects.filter(user=OuterRef("pk"), type__in=KINDS).order_by().values("user")
    return people.annotate(second_steps=Coalesce(Subquery(theirs.annotate(count=Count("*")).values("count")), 0))


class SecondStepFirst(SomethingFirst):
    """Send somebody who owes a second step to the page where it is set up, whatever they came for."""

    page = "mfa_index"

    def owes(self, request: HttpRequest, match: ResolverMatch) -> bool:
        user = cast(User, request.user)
        if match.view_name in ON_THE_WAY or not is_demanded(user):
            return False
        return how_many(user) <= (match.view_name in TAKES_ONE_AWAY)
