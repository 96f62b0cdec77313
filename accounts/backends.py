"""Who somebody is by their name, or their address, and their password."""

from typing import Any, cast

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.userkit import filter_users_by_email, get_user_by_username
from allauth.account.models import EmailAddress
from django.conf import settings
from django.http import HttpRequest

from accounts.models import User
from accounts.second_step import with_second_steps


class ByNameOrAddress(AuthenticationBackend):  # type: ignore[misc]  # allauth is not typed
    """
    Looks at the password once for each person it may belong to, and once where it can belong to nobody.

    As allauth and Django look, a wrong password takes longer for an address that is known here than for one that is
    not, which tells a stranger who keeps a diary (RELIABILITY A8).
    """

    def _authenticate(self, request: HttpRequest | None, **given: Any) -> User | None:
        wanted = candidates(given.get("username") or "", given.get("email") or "")
        checked = (self._check_password(person, given["password"]) for person in wanted)
        return next((person for person in checked if person), None)

    def get_user(self, user_id: int) -> User | None:
        """Return who is logged in; on an open site with their second steps, which each page asks about."""
        if not settings.OPEN_INSTANCE:
            return cast("User | None", super().get_user(user_id))
        return with_second_steps(User.objects.filter(pk=user_id, is_active=True)).first()


def candidates(name: str, address: str) -> list[User]:
    by_name = [get_user_by_username(name)] if name else []
    by_address = who_gave(address) if address else []
    return list(dict.fromkeys(person for person in (*by_name, *by_address) if person))


def who_gave(address: str) -> list[User]:
    """Return who gave this address: of these only who proved it, if anybody has. Asks the same whatever there is."""
    people = filter_users_by_email(address, is_active=True, for_login=True)
    proved = set(EmailAddress.objects.filter(email=address.lower(), verified=True).values_list("user_id", flat=True))
    return [person for person in people if person.pk in proved] or people
