"""
Which rows make up a person's diary, and how each becomes plain values and a row again.

Whatever is `Owned` belongs to the diary, with its tombstones and its history; so a new kind of note is taken along
without anybody thinking of it.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from accounts.models import User
from diary.models import DaySum, Operation, Revision, Upload
from diary.owned import Owned
from nutrients.models import Food

Plain = dict[str, Any]
NOT_THE_DIARY: frozenset[type[Owned]] = frozenset({DaySum, Upload})  # derived from it; a file that waits to be taken in
HISTORY: frozenset[type[Owned]] = frozenset({Operation, Revision})
BATCH = 2_000


@cache
def kinds() -> tuple[type[Owned], ...]:
    """Return every kind of personal row, each after those it points to."""
    owned = [model for model in apps.get_models() if issubclass(model, Owned) and model not in NOT_THE_DIARY]
    ordered: list[type[Owned]] = []

    def put(model: type[Owned]) -> None:
        for field in parents(model):
            put(field.related_model)
        if model not in ordered:
            ordered.append(model)

    for model in sorted(owned, key=lambda model: model.__name__):
        put(model)
    return tuple(ordered)


@cache
def parents(model: type[Owned]) -> tuple[Any, ...]:
    """Return the fields that point to another row of the same person."""
    keys = [field for field in columns(model) if isinstance(field, models.ForeignKey)]
    return tuple(field for field in keys if issubclass(field.related_model, Owned))


@cache
def columns(model: type[Owned]) -> tuple[Any, ...]:
    """Return what is kept of a row: everything but whose it is, which is said once for the whole file."""
    return tuple(field for field in model._meta.concrete_fields if field.name != "user")


def name_of(model: type[Owned]) -> str:
    return str(model._meta.model_name)


TITLES = {  # where the model's own name would not be what a person calls it
    "background": "Conditions, medicines, habits",
    "consent": "What you agreed to",
    "daymark": "Days marked",
    "keptline": "Lines kept as notes",
    "lifenote": "How days were",
    "operation": "Steps that can be undone",
    "painentry": "Pain scores",
    "pegscore": "Weekly answers on pain",
    "product": "Supplements",
    "promptstate": "Answers to prompts",
    "redflagreport": "Answers on warning signs",
    "revision": "Earlier versions",
    "schedule": "Daily supplements",
    "scheduleskip": "Daily supplements left out",
    "sharelink": "Links to a summary",
    "shareview": "Openings of a link",
    "sunexposure": "Times in the sun",
    "supplementdose": "Supplements taken",
    "symptomentry": "Symptoms",
}


def title_of(model: type[Owned]) -> str:
    """Return what a person calls the rows of one kind."""
    return TITLES.get(name_of(model)) or str(model._meta.verbose_name_plural).capitalize()


def plain_rows(user: User, model: type[Owned]) -> Iterator[Plain]:
    """Return the rows of one kind as plain values, in the order of their ids."""
    names = [field.attname for field in columns(model)]
    written = {field.attname: write for field in columns(model) if (write := _writer(field))}
    rows = model.objects.of_user_with_deleted(user).order_by("id").values_list(*names)
    for row in rows.iterator(chunk_size=BATCH):
        plain = dict(zip(names, row, strict=True))
        for name, write in written.items():
            if plain[name] is not None:
                plain[name] = write(plain[name])
        yield plain


def _writer(field: Any) -> Callable[[Any], Any] | None:
    """Return what makes a value of this column plain, None where it is plain already."""
    if isinstance(field, models.ForeignKey) and field.related_model is Food:
        codes = {pk: f"{source}:{code}" for pk, source, code in Food.objects.values_list("pk", "source", "code")}
        return codes.__getitem__
    if isinstance(field, models.DateField | models.TimeField):  # a DateTimeField is a DateField too
        return _iso
    return str if isinstance(field, models.UUIDField | models.ForeignKey) else None


def _iso(value: date | time) -> str:
    return value.isoformat()


def line(row: Mapping[str, Any]) -> str:
    """Write a row the one way it is written, so that equal rows are equal bytes."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def fingerprint(user: User) -> str:
    """Return a digest of everything a person's diary holds: two with the same one hold the same (RELIABILITY M7)."""
    whole = hashlib.sha256()
    for model in kinds():
        whole.update(name_of(model).encode())
        for row in plain_rows(user, model):
            whole.update(line(row).encode())
    return whole.hexdigest()
