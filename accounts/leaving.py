"""When somebody leaves for good."""

from django.contrib.sessions.models import Session

from accounts.models import User


def end_sessions(user: User) -> None:
    """Delete every session of a person. A session names its person only inside, so each is opened; this is rare."""
    for session in Session.objects.iterator():
        if str(session.get_decoded().get("_auth_user_id")) == str(user.pk):
            session.delete()
