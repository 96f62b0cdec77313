"""
Share links: a secret for whoever was given it, of which only a digest is kept (RELIABILITY A10).

The secret stands behind the # of the address, which browsers do not send; a page hands it over by POST and gets a short
pass for it. It begins with the number of its owner, so that even here rows are found through their owner alone.
Unknown, expired and revoked links answer alike.
"""

import hashlib
import secrets
from collections.abc import Collection
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.core import signing
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from diary.consent import standing
from diary.models import ShareLink, ShareView
from diary.reports.summary import Choice
from diary.services import Writing

SECRET_BYTES = 32
USUAL_DAYS = 14
PASS_MINUTES = 30
SALT = "diary.sharing"
LONGEST_NUMBER = 19  # digits of the largest key a database counts to


class NoSuchLinkError(Exception):
    """There is no link to open with this; why is nobody's business."""


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def make_link(write: Writing, choice: Choice, *, days: int, name: str, code_word: str) -> str:
    """Save a link and return its secret, which cannot be had a second time."""
    secret = f"{write.user.pk}-{secrets.token_urlsafe(SECRET_BYTES)}"
    link = ShareLink(
        name=name,
        secret_hash=digest(secret),
        code_word=make_password(code_word) if code_word else "",
        first=choice.first,
        last=choice.last,
        sections=sorted(choice.sections),
        expires_at=timezone.now() + timedelta(days=days),
    )
    write.add(link)
    return secret


@transaction.atomic
def open_link(secret: str, code_word: str, device: str) -> str:
    """
    Return a pass for the summary behind a secret, and note that it was opened.

    Raises
    ------
    NoSuchLinkError
        If the secret or its code word is not right, or the link is over.
    """
    link = _find(secret.partition("-")[0], digest(secret))
    if link.code_word and not check_password(code_word, link.code_word):
        ShareLink.objects.for_user(link.user).filter(pk=link.pk).update(tries_left=F("tries_left") - 1)
        return ""
    ShareView.objects.create(user=link.user, link=link, device=device)
    return signing.dumps([str(link.user_id), link.secret_hash], salt=SALT)


def link_of(given_pass: str) -> ShareLink:
    """
    Return the link a pass was given for, as long as both hold.

    Raises
    ------
    NoSuchLinkError
    """
    try:
        owner, secret_hash = signing.loads(given_pass, salt=SALT, max_age=timedelta(minutes=PASS_MINUTES))
    except signing.BadSignature as error:
        raise NoSuchLinkError from error
    return _find(owner, secret_hash)


def choice_of(link: ShareLink) -> Choice:
    sections: Collection[str] = frozenset(link.sections)
    return Choice(link.first, link.last, sections)


def _find(owner: str, secret_hash: str) -> ShareLink:
    number = int(owner) if owner.isdecimal() and len(owner) < LONGEST_NUMBER else 0
    user = User.objects.filter(pk=number).first()
    link = ShareLink.objects.for_user(user).filter(secret_hash=secret_hash).first() if user else None
    if user is None or link is None or not link.is_open(timezone.now()) or not standing(user).exists():
        raise NoSuchLinkError
    return link
