"""When somebody leaves for good."""

from accounts.models import Session, User


def end_sessions(user: User) -> None:
    Session.objects.filter(user=user).delete()
