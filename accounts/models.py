"""Who logs in; everything about the person's body and diary lives in `diary`."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person with a log-in. Our own class from the first migration, so that it can grow."""

    is_demo = models.BooleanField(default=False, help_text="Made by the demo button; goes away after a day.")
