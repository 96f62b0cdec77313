"""Log-ins kept in the database, each with whose it is in a column: what Django keeps says so only inside."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    """The sessions in `accounts.models.Session`."""

    @classmethod
    def get_model_class(cls) -> Any:
        from accounts.models import Session  # settings name this module before there are models

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        session: Any = super().create_model_instance(data)
        session.user_id = data.get(SESSION_KEY)
        return session
