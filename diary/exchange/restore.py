"""
Bringing a diary back: everything is looked at first, and then all of it is taken in, or nothing.

A note that is here already stays as it is, so bringing the same file twice changes nothing. Where there can be only one
(the profile, breakfast on a day), the one here stays, and what pointed to the other points to it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from math import isfinite
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from accounts.models import User
from diary.exchange.kinds import BATCH, Plain, columns, kinds, name_of, parents, title_of
from diary.exchange.reading import Archive, UnreadableError
from diary.owned import Owned
from nutrients.models import Food

ELSEWHERE = "Some of these notes are on this site already, under another account."


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


class Restore:
    """One file for one person. Rows are walked kind by kind, those that are pointed to before those that point."""

    def __init__(self, user: User, archive: Archive) -> None:
        self.user, self.archive = user, archive
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

    @transaction.atomic
    def apply(self) -> Plan:
        """
        Take everything in.

        Raises
        ------
        UnreadableError
            If anything in the file cannot be a note; nothing is written then.
        """
        for model in kinds():
            fresh = self._fresh(model)
            while rows := list(islice(fresh, BATCH)):
                self._save(model, rows)
        return self.plan

    def _save(self, model: type[Owned], rows: list[Owned]) -> None:
        try:
            with transaction.atomic():
                model.objects.bulk_create(rows)
        except IntegrityError as error:
            taken = "UNIQUE" in str(error).upper()
            raise UnreadableError(ELSEWHERE if taken else _not_a_note(model)) from error

    def _fresh(self, model: type[Owned]) -> Iterator[Owned]:
        """Return the rows of one kind that are not here yet."""
        name, one_of = name_of(model), _only_one(model)
        known = {pk: pk for pk in model.objects.of_user_with_deleted(self.user).values_list("pk", flat=True)}
        standing = self._standing(model, one_of)
        self._known[model] = known
        self.plan.new[name] = self.plan.here[name] = 0
        for plain in self.archive.rows(name):
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
            row = model(user=self.user, **{name: readers[name](value) for name, value in plain.items()})
            if not parents(model):
                row.clean()
        except (ValidationError, TypeError, ValueError, OverflowError, KeyError, AttributeError) as error:
            raise UnreadableError(_not_a_note(model)) from error
        return row

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
        else:
            found = partial(_checked, column)
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
