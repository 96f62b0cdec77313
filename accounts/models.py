"""Who logs in; everything about the person's body and diary lives in `diary`."""

from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from accounts.sessions import SessionStore


class User(AbstractUser):
    """A person with a log-in. Our own class from the first migration, so that it can grow."""

    is_demo = models.BooleanField(default=False, help_text="Made by the demo button; goes away after a day.")


class Session(AbstractBaseSession):
    """
    What a browser that came here is known by, and whose it is once somebody has logged in.

    The database does not hold the reference: a log-in that meets the erasing of its person would be refused, and Django
    takes a refusal for a key in use and tries another without end.
    """

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, db_constraint=False, related_name="+")

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore
