"""
Writing: every change to a person's rows goes through a `Writing`, inside one transaction, once per operation id.

It keeps a revision of whatever it touches, so that undo restores exactly what stood there
(RELIABILITY D1, D12, M5, S1).
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from accounts.models import User
from diary import day_sums
from diary.ids import uuid7
from diary.models import Meal, MealItem, Operation, Revision
from diary.owned import Owned, OwnedQuerySet

Row = TypeVar("Row", bound=Owned)
# A meal shows once it holds an item and holds nothing itself, so undo leaves it: other items may have joined meanwhile.
KEPT_AS_THEY_ARE = (Operation, Meal)


class StaleEntryError(Exception):
    """The entry was changed elsewhere since this page was opened."""

    def __init__(self, entry: Owned) -> None:
        super().__init__("This entry was changed elsewhere since you opened it.")
        self.entry = entry


@dataclass(slots=True)
class Writing:
    """The writes of one operation. Use inside `transaction.atomic`; `diary.http.writes` does so for views."""

    operation: Operation
    _days_eaten: set[date] = field(default_factory=set)

    @property
    def user(self) -> User:
        return self.operation.user

    @classmethod
    def begin(cls, user: User, operation_id: uuid.UUID | None = None, **facts: str) -> "Writing":
        return cls(Operation.objects.create(user=user, id=operation_id or uuid7(), **facts))

    def add(self, *rows: Row) -> Sequence[Row]:
        """
        Save new rows. A row whose id the person has already is left as it stands: it was sent twice.

        Raises
        ------
        ValidationError
            If a row breaks a rule of its model, or points to somebody else's row.
        """
        for row in rows:
            row.user = self.user
            check(row)
        for model, group in _by_model(rows).items():
            known = set(model.objects.of_user_with_deleted(self.user).filter(pk__in=group).values_list("pk", flat=True))
            new = [row for pk, row in group.items() if pk not in known]
            model.objects.bulk_create(new)
            self._keep((row, None) for row in new)
        return rows

    def change(self, row: Owned, *, expected_version: int | None = None, **values: Any) -> None:
        """
        Set the named fields of a row, and no others.

        Raises
        ------
        StaleEntryError
            If the row is no longer the version the person saw.
        """
        before = snapshot(row)
        version = row.version if expected_version is None else expected_version
        for name, value in values.items():
            setattr(row, name, value)
        check(row)
        row.version = version + 1
        mine = type(row).objects.of_user_with_deleted(self.user).filter(pk=row.pk, version=version)
        if not mine.update(version=row.version, **{name: getattr(row, name) for name in values}):
            raise StaleEntryError(row)
        self._keep([(row, before)])

    def remove(self, *rows: Owned) -> None:
        """Turn rows into tombstones; undo brings them back."""
        now = timezone.now()
        for row in rows:
            self.change(row, deleted_at=now)

    def undo(self, done: Operation) -> None:
        """
        Put back everything an earlier operation touched.

        Raises
        ------
        StaleEntryError
            If one of its rows was changed again since.
        """
        touched: dict[uuid.UUID, list[Revision]] = {}
        for revision in Revision.objects.for_user(self.user).filter(operation=done).order_by("created_at", "id"):
            touched.setdefault(revision.entry_id, []).append(revision)
        for revisions in reversed(touched.values()):
            self._put_back(revisions[0], revisions[-1].entry_version)
        self.change(done, undone=True)

    def _put_back(self, revision: Revision, version: int) -> None:
        """Restore a row as it stood before its first change, if it still is as the last change left it."""
        model = apps.get_model(revision.kind)
        row = model.objects.of_user_with_deleted(self.user).get(pk=revision.entry_id)
        values = {"deleted_at": timezone.now()} if revision.before is None else restored(model, revision.before)
        self.change(row, expected_version=version, **values)

    def done(self, message: str, location: str) -> str:
        """Note what the person is told and where they go; asking again with the same id gives the same answer."""
        self.operation.message, self.operation.location = message, location
        self.operation.save(update_fields=["message", "location"])
        day_sums.add_up(self.user, self._days_eaten)
        return location

    def _keep(self, changes: Iterable[tuple[Row, dict[str, Any] | None]]) -> None:
        changes = list(changes)
        self._forget_sums(changes)
        Revision.objects.bulk_create(
            Revision(
                user=self.user,
                operation=self.operation,
                kind=row._meta.label,
                entry_id=row.pk,
                entry_version=row.version,
                before=before,
            )
            for row, before in changes
            if not isinstance(row, KEPT_AS_THEY_ARE)
        )

    def _forget_sums(self, changes: Iterable[tuple[Owned, dict[str, Any] | None]]) -> None:
        """What was added up for the days of these foods no longer holds, where they are nor where they were."""
        items = [(row, before) for row, before in changes if isinstance(row, MealItem)]
        days = {row.day for row, _ in items} | {before["day"] for _, before in items if before}
        day_sums.forget(self.user, days - self._days_eaten)
        self._days_eaten |= days


def _by_model(rows: Iterable[Row]) -> dict[type[Row], dict[uuid.UUID, Row]]:
    groups: dict[type[Row], dict[uuid.UUID, Row]] = {}
    for row in rows:
        groups.setdefault(type(row), {})[row.pk] = row
    return groups


def check(row: Owned) -> None:
    """
    Raise ValidationError if the row breaks a rule of its model.

    Whether what it points to exists is left to `Owned.clean` and to the database, which need no query for each.
    """
    links = {field.name for field in row._meta.concrete_fields if isinstance(field, models.ForeignKey)}
    row.full_clean(exclude=links, validate_unique=False, validate_constraints=False)
    if any("\0" in value for value in vars(row).values() if isinstance(value, str)):
        raise ValidationError("A text holds a character that not every database can keep.")


UNTOUCHED = {"id", "user", "version", "created_at"}


def snapshot(row: Owned) -> dict[str, Any]:
    """Return the row's values by column, ready for JSON."""
    fields = [field for field in row._meta.concrete_fields if field.name not in UNTOUCHED]
    return {field.attname: field.value_from_object(row) for field in fields}


def restored(model: type[models.Model], before: dict[str, Any]) -> dict[str, Any]:
    """Turn a snapshot back into values of the model's fields."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in before.items() if name in fields}


def get_or_add(writing: Writing, row: Row, **natural_key: Any) -> Row:
    """
    Return the person's row with that natural key, or save this one; one that was deleted comes back as this one.

    Two requests at once meet at the unique constraint; the later one takes the earlier one's row.
    """
    mine: OwnedQuerySet[Any] = type(row).objects.of_user_with_deleted(writing.user)
    found: Row | None = mine.filter(**natural_key).first()
    if found is None:
        try:
            with transaction.atomic():
                return writing.add(row)[0]
        except IntegrityError:
            found = mine.get(**natural_key)
    if found.deleted_at is not None:
        writing.change(found, **snapshot(row))
    return found
