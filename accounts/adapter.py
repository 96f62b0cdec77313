"""Where we differ from allauth's ways."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.models import User


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong tries by name and address together, so that a stranger's tries do not lock the owner out."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{self.get_client_ip(request)}"

    def post_login(self, request: HttpRequest, user: User, *, signup: bool, **more: Any) -> HttpResponse:
        """Count a password just chosen as one just given, so that the next page does not ask for it again."""
        if signup:
            record_authentication(request, user, method="password")
        response: HttpResponse = super().post_login(request, user, signup=signup, **more)
        return response

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask again who it is before what is dangerous; a log-in counts as much as being asked (RELIABILITY A6)."""
        said = [record["at"] for record in get_authentication_records(self.request, self.request.user)]
        return not said or time.time() - max(said) >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
