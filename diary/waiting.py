"""A file that waits while its person looks at what would become of it; a new one, or putting it aside, drops it."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.models import User
from diary.models import Upload
from diary.services import Writing

ZIP, CSV = "zip", "csv"  # from this diary, from another one


def keep(write: Writing, kind: str, content: bytes) -> Upload:
    """Keep a file until it was looked at; whatever waited before is dropped."""
    drop(write.user)
    return write.add(Upload(kind=kind, content=content))[0]


def find(user: User, kind: str, pk: UUID) -> Upload:
    return get_object_or_404(Upload.objects.for_user(user).filter(kind=kind), pk=pk)


def drop(user: User, **which: Any) -> None:
    """Forget every file that waits, or the one that is meant."""
    Upload.objects.for_user(user).filter(**which).delete()
