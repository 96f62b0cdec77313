"""
Consent: nothing is written into a diary, and nothing worked out from one, before its person agreed to that.

The wording has a name; changing what the page asks means a new name, and everybody is asked again (RELIABILITY P1).
"""

from django.http import HttpRequest
from django.urls import ResolverMatch
from django.utils import timezone

from accounts.models import User
from config.middleware import SomethingFirst
from diary.models import Consent
from diary.owned import OwnedQuerySet
from diary.services import Writing

WORDING = "2026-11"

# Pages that stand open without consent: reading and giving it, taking one's data along, erasing it, and general
# knowledge. Whoever adds one here must not show or write a diary there.
OPEN = frozenset(
    {
        "consent",
        "consent_withdraw",
        "data",
        "export",
        "erase",
        "method",
        "sources",
        "reminder_stop",
        "shared",
        "shared_open",
        "try_demo",
    }
)


def standing(user: User, wording: str = "") -> OwnedQuerySet[Consent]:
    """Return the consent to a wording, the present one if none is named, that was not taken back, if there is one."""
    return Consent.objects.for_user(user).filter(wording=wording or WORDING, withdrawn_at=None)


def give(write: Writing) -> None:
    if not standing(write.user).exists():
        write.add(Consent(wording=WORDING, given_at=timezone.now()))


def withdraw(write: Writing) -> None:
    """Take back every consent; the notes stay as they are until their person erases them or agrees again."""
    for consent in Consent.objects.for_user(write.user).filter(withdrawn_at=None):
        write.change(consent, withdrawn_at=timezone.now())


class ConsentFirst(SomethingFirst):
    """Send somebody who has not agreed yet, or has taken it back, to the page that asks, whatever they came for."""

    page = "diary:consent"

    def owes(self, request: HttpRequest, match: ResolverMatch) -> bool:
        if match.namespace != "diary" or match.url_name in OPEN:
            return False
        return not request.profile.has_consented  # type: ignore[attr-defined]
