"""
Bringing a diary back: everything is looked at first, and then all of it is taken in, or nothing.

A note that is here already stays as it is, so bringing the same file twice changes nothing. Where there can be only one
(the profile, breakfast on a day), the one here stays, and what pointed to the other points to it.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from math import isfinite
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models

from accounts.models import User
from diary import limits
from diary.exchange.kinds import Plain, columns, kinds, name_of, parents, title_of
from diary.exchange.packed import Packed
from diary.exchange.reading import Archive, UnreadableError
from diary.owned import Owned
from nutrients.models import Food

ELSEWHERE = "Some of these notes are on this site already: under another account, or brought in a moment ago."
DAMAGED = "The database refused one of these notes, so the file does not hold what notes can hold."
BY_COMMAND = (
    "It holds more notes than a page can take in before a browser gives up. Whoever runs this site can bring it in "
    "with the command import_diary."
)
REMEMBERED = 2_000  # values of a column that were checked: units, zones and names come again and again


@dataclass(slots=True)
class Plan:
    """What a file would do here: by kind, how many notes are new and how many are here already."""

    new: dict[str, int] = field(default_factory=dict)
    here: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.new.values())

    @property
    def lines(self) -> list[tuple[str, int, int]]:
        """Name, new and here already, of each kind the file holds something of."""
        counts = [(model, self.new.get(name_of(model), 0), self.here.get(name_of(model), 0)) for model in kinds()]
        return [(title_of(model), new, here) for model, new, here in counts if new or here]


@dataclass(frozen=True, slots=True)
class Ready:
    """A file whose every row was checked, and packed for the database."""

    plan: Plan = field(default_factory=Plan)
    packed: Packed = field(default_factory=Packed)

    def write(self, user: User) -> Plan:
        """
        Take everything into the diary of the person for whom it was made ready.

        Raises
        ------
        UnreadableError
            If the database cannot take a row; nothing is written then.
        """
        try:
            self.packed.write(user)
        except IntegrityError as error:
            said = str(error).upper()
            raise UnreadableError(ELSEWHERE if "UNIQUE" in said else DAMAGED) from error
        return self.plan


class Restore:
    """One file for one person. Rows are walked kind by kind, those that are pointed to before those that point."""

    def __init__(self, user: User, archive: Archive, *, most: int = limits.UPLOAD_ROWS) -> None:
        self.user, self.archive, self._left = user, archive, most
        self.plan = Plan()
        self._known: dict[type[models.Model], dict[UUID, UUID]] = {}
        self._readers_of: dict[type[Owned], dict[str, Callable[[Any], Any]]] = {}
        self._foods: dict[str, int] | None = None

    def look(self) -> Plan:
        """Read and check everything, and write nothing."""
        for model in kinds():
            for _ in self._fresh(model):
                pass
        return self.plan

    def apply(self) -> Plan:
        """Make the file ready and take everything in."""
        return self.ready().write(self.user)

    def ready(self) -> Ready:
        """
        Read and check everything and pack what is new, and write nothing.

        Raises
        ------
        UnreadableError
            If anything in the file cannot be a note.
        """
        packed = Packed()
        for model in kinds():
            packed.add(model, self._fresh(model))
        return Ready(self.plan, packed)

    def _fresh(self, model: type[Owned]) -> Iterator[Owned]:
        """Return the rows of one kind that are not here yet."""
        name, one_of = name_of(model), _only_one(model)
        known = {pk: pk for pk in model.objects.of_user_with_deleted(self.user).values_list("pk", flat=True)}
        standing = self._standing(model, one_of)
        self._known[model] = known
        self.plan.new[name] = self.plan.here[name] = 0
        for plain in self.archive.rows(name):
            self._count()
            row = self._row(model, plain)
            key = None if one_of is None else tuple(getattr(row, attname) for attname in one_of)
            if row.pk in known or key in standing:
                self.plan.here[name] += 1
                known.setdefault(row.pk, standing.get(key, row.pk))
                continue
            known[row.pk] = row.pk
            if key is not None:
                standing[key] = row.pk
            self.plan.new[name] += 1
            yield row

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise UnreadableError(BY_COMMAND)

    def _standing(self, model: type[Owned], one_of: tuple[str, ...] | None) -> dict[tuple[Any, ...] | None, UUID]:
        """What is here of a kind of which there can be only one."""
        if one_of is None:
            return {}
        rows = model.objects.of_user_with_deleted(self.user).values_list("pk", *one_of)
        return {tuple(key): pk for pk, *key in rows}

    def _row(self, model: type[Owned], plain: Plain) -> Owned:
        readers = self._readers(model)
        if strangers := plain.keys() - readers.keys():
            raise UnreadableError(f"{name_of(model)} has something this version does not know: {min(strangers)[:40]}.")
        try:
            values: list[Any] = [self._value(column, readers, plain) for column in model._meta.concrete_fields]
            row = model(*values)  # type: ignore[misc]
            if not parents(model):
                row.clean()
        except (ValidationError, TypeError, ValueError, OverflowError, KeyError, AttributeError) as error:
            raise UnreadableError(_not_a_note(model)) from error
        return row

    def _value(self, column: Any, readers: Mapping[str, Callable[[Any], Any]], plain: Plain) -> Any:
        if column.name == "user":
            return self.user.pk
        name = column.attname
        return readers[name](plain[name]) if name in plain else column.get_default()  # older files know fewer columns

    def _readers(self, model: type[Owned]) -> dict[str, Callable[[Any], Any]]:
        """Return, by column, what turns a plain value back into a checked one."""
        if model not in self._readers_of:
            self._readers_of[model] = {each.attname: self._reader(each) for each in columns(model)}
        return self._readers_of[model]

    def _reader(self, column: Any) -> Callable[[Any], Any]:
        found: Callable[[Any], Any]
        if isinstance(column, models.ForeignKey):
            found = self._food if column.related_model is Food else self._own(column.related_model)
        elif isinstance(column, models.FloatField) and not column.validators:
            found = _number
        elif isinstance(column, models.JSONField):
            found = partial(_checked, column)
        else:
            found = lru_cache(maxsize=REMEMBERED, typed=True)(partial(_checked, column))
        return partial(_or_nothing, found) if column.null else found

    def _own(self, model: type[models.Model]) -> Callable[[str], UUID]:
        """Return what finds a row of the same person, among those here and those of the file."""
        return lambda value: self._known[model][UUID(value)]

    def _food(self, code: str) -> int | None:
        """Find a food by its table and code; one that is not in the tables here keeps its label and its amounts."""
        if self._foods is None:
            found = Food.objects.values_list("pk", "source", "code")
            self._foods = {f"{source}:{code}": pk for pk, source, code in found}
        return self._foods.get(code)


def look(content: bytes, person: int) -> Plan:
    """Say what a file that was sent would do, and write nothing."""
    return _sent(content, person).look()


def make_ready(content: bytes, person: int) -> Ready:
    """Make a file that was sent ready for the database, and write nothing."""
    return _sent(content, person).ready()


def _sent(content: bytes, person: int) -> Restore:
    return Restore(User.objects.get(pk=person), Archive(io.BytesIO(content)), most=limits.BRING_ROWS)


def _or_nothing(read: Callable[[Any], Any], value: Any) -> Any:
    return None if value is None else read(value)


def _number(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not isfinite(value):
        raise ValueError("not an amount")
    return float(value)


def _checked(column: Any, value: Any) -> Any:
    if isinstance(value, str) and "\0" in value:
        raise ValueError("a NUL is no character of a note")
    return column.clean(value, None)


def _not_a_note(model: type[Owned]) -> str:
    return f"A line of data/{name_of(model)}.jsonl does not hold what such a note can hold."


def _only_one(model: type[Owned]) -> tuple[str, ...] | None:
    """Return the columns, besides the person, that name the only such row; None where there may be any number."""
    names: Mapping[str, Any] = {each.name: each for each in columns(model)}
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and set(constraint.fields) != {"user", "id"}:
            return tuple(names[name].attname for name in constraint.fields if name != "user")
    return None
