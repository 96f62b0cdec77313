"""What commands about one person share."""

from django.core.management.base import CommandError

from accounts.models import User


def person_called(username: str) -> User:
    """
    Return the person who logs in by that name.

    Raises
    ------
    CommandError
        If there is nobody.
    """
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"There is nobody called {username}.")
    return user
