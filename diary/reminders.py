"""
A word by e-mail on a day that is still empty at the hour the person chose.

Each local day is looked at once, and marked before anything is sent: a second run, or a second process, sends nothing.
The e-mail says that the day is empty, and nothing of what the diary holds.
"""

from datetime import date, datetime, timedelta
from enum import Enum
from typing import Final

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from diary.models import (
    LifeNote,
    MealItem,
    PainEntry,
    Profile,
    Reminder,
    ReminderDay,
    SunExposure,
    SupplementDose,
    SymptomEntry,
)
from diary.moments import clock_now, today
from diary.person import profile_of
from diary.services import Writing

AT_MOST_LATE: Final = timedelta(hours=2)  # so that a server that slept does not write in the middle of the night
WRITTEN: Final = (MealItem, SupplementDose, SunExposure, PainEntry, SymptomEntry, LifeNote)
SALT: Final = "diary.reminders.stop"

SUBJECT: Final = "Your diary has room for today"
BODY: Final = """\
Hello,

nothing is written down for today yet. If you like, one line is enough:
{day}

You asked for this word at this hour. To stop it:
{stop}
"""


class Outcome(Enum):
    NOT_DUE = "not due"
    NOT_NEEDED = "not needed"
    SENT = "sent"


def readers() -> list[User]:
    """Return everybody with an address that was confirmed; nobody else can get an e-mail."""
    known = User.objects.filter(is_active=True, emailaddress__primary=True, emailaddress__verified=True)
    return list(known.order_by("pk"))


def address_of(user: User) -> str:
    """Return the person's confirmed address, "" without one: a stranger's must not hear of a diary."""
    found = user.emailaddress_set.filter(primary=True, verified=True).first()  # type: ignore[attr-defined]
    return found.email if found else ""


def remind(user: User, now: datetime) -> Outcome:
    """Send the day's one e-mail, if it is the hour and the day is empty."""
    reminder: Reminder | None = Reminder.objects.for_user(user).filter(is_on=True).first()
    profile = profile_of(user)
    if reminder is None or not profile.has_consented or not is_hour(reminder, profile, now):
        return Outcome.NOT_DUE
    day = today(profile.zone, now)
    if not first_look(user, day):
        return Outcome.NOT_DUE
    if has_entries(user, day):
        return Outcome.NOT_NEEDED
    letter(user).send()
    ReminderDay.objects.for_user(user).on(day).update(was_sent=True)
    return Outcome.SENT


def is_hour(reminder: Reminder, profile: Profile, now: datetime) -> bool:
    """Whether the person's clock shows the hour, or a little later on the same day."""
    day = today(profile.zone, now)
    since = datetime.combine(day, clock_now(profile.zone, now)) - datetime.combine(day, reminder.clock)
    return timedelta(0) <= since <= AT_MOST_LATE


def first_look(user: User, day: date) -> bool:
    """Mark the day as looked at; False when it was already, by this or another process."""
    try:
        with transaction.atomic():
            ReminderDay.objects.create(user=user, day=day)
    except IntegrityError:
        return False
    return True


def has_entries(user: User, day: date) -> bool:
    return any(model.objects.for_user(user).on(day).exists() for model in WRITTEN)


def letter(user: User) -> EmailMessage:
    """Write the e-mail, with the way out in its text and in its header (RFC 8058)."""
    stop = f"{settings.SITE_URL}{reverse('diary:reminder_stop', args=[stop_token(user)])}"
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    text = BODY.format(day=f"{settings.SITE_URL}{reverse('diary:today')}", stop=stop)
    return EmailMessage(SUBJECT, text, to=[address_of(user)], headers=headers)


def stop_token(user: User) -> str:
    """Return a signed word that can stop this person's reminders and do nothing else; it does not expire."""
    return signing.dumps(user.pk, salt=SALT)


def who_stops(token: str) -> User | None:
    try:
        return User.objects.filter(pk=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        return None


def stop(user: User) -> None:
    """Switch the reminders off; once more changes nothing."""
    with transaction.atomic():
        for reminder in Reminder.objects.for_user(user).filter(is_on=True):
            write = Writing.begin(user)
            write.change(reminder, is_on=False)
            write.done("Reminders are off.", reverse("diary:reminders"))
