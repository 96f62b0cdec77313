"""Who logs in; everything about the person's body and diary lives in `diary`."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person with a log-in. Our own class from the first migration, so that it can grow."""
