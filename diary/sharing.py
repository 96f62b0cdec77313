"""
Share links: a secret for whoever was given it, of which only a digest is kept (RELIABILITY A10).

The secret stands behind the # of the address, which browsers do not send; a page hands it over by POST and gets a short
pass for it. Unknown, expired and revoked links answer alike.
"""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.core import signing
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from diary.consent import standing
from diary.models import ShareLink, ShareView
from diary.reports.summary import Choice
from diary.services import Writing

SECRET_BYTES = 32
USUAL_DAYS = 14
PASS_MINUTES = 30
SALT = "diary.sharing"


class NoSuchLinkError(Exception):
    """There is no link to open with this; why is nobody's business."""


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def make_link(write: Writing, choice: Choice, *, days: int, name: str, code_word: str) -> str:
    """Save a link and return its secret, which cannot be had a second time."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
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


def needs_code_word(secret: str) -> bool:
    return bool(_open_link(digest(secret), timezone.now()).code_word)


@transaction.atomic
def open_link(secret: str, code_word: str, device: str) -> str:
    """
    Return a pass for the summary behind a secret, and note that it was opened.

    Raises
    ------
    NoSuchLinkError
        If the secret or its code word is not right, or the link is over.
    """
    link = _open_link(digest(secret), timezone.now())
    if link.code_word and not check_password(code_word, link.code_word):
        ShareLink.objects.for_user(link.user).filter(pk=link.pk).update(tries_left=F("tries_left") - 1)
        return ""
    ShareView.objects.create(user=link.user, link=link, device=device)
    return signing.dumps(link.secret_hash, salt=SALT)


def link_of(given_pass: str) -> ShareLink:
    """
    Return the link a pass was given for, as long as both hold.

    Raises
    ------
    NoSuchLinkError
    """
    try:
        found = signing.loads(given_pass, salt=SALT, max_age=timedelta(minutes=PASS_MINUTES))
    except signing.BadSignature as error:
        raise NoSuchLinkError from error
    return _open_link(found, timezone.now())


def choice_of(link: ShareLink) -> Choice:
    sections: Collection[str] = frozenset(link.sections)
    return Choice(link.first, link.last, sections)


def _open_link(secret_hash: str, now: datetime) -> ShareLink:
    """Find a link by what its visitor brought: the one door that cannot begin with the owner."""
    link = ShareLink.objects.filter(secret_hash=secret_hash, deleted_at=None).select_related("user").first()
    if link is None or not link.is_open(now) or not standing(link.user).exists():
        raise NoSuchLinkError
    return link
