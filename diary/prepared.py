"""
Questions that every page of a day asks again, put into SQL once.

Django works a query out anew each time it is asked, which takes several times as long as the database needs to answer
it. Here each question is worked out once, through the same door as any other, for a stand-in person and a stand-in day;
afterwards only these two are filled in, as parameters.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from accounts.models import User

M = TypeVar("M", bound=Model)
Question = Callable[..., QuerySet[Any, Any]]  # of a person, and of one day or of the first and last of some
SOMEBODY = User(pk=-1)
SOME_DAYS = (date(1, 1, 1), date(1, 1, 2))


def ask(question: Question, user: User, *days: date) -> list[Any]:
    """Return the rows a question gives for that person and that day, or those days."""
    model, sql, params = _prepared(question, len(days), connection.vendor)
    return list(model._default_manager.raw(sql, _meant(params, user, days)))


def ask_figures(question: Question, user: User, *days: date) -> list[dict[str, Any]]:
    """The same for a question that asks for figures by name, as `values` does."""
    _, sql, params = _prepared(question, len(days), connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, _meant(params, user, days))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@cache
def _prepared(question: Question, days: int, vendor: str) -> tuple[type[Model], str, tuple[Any, ...]]:
    """Work a question out; each database has its own way to write it down."""
    rows = question(SOMEBODY, *SOME_DAYS[:days])
    sql, params = rows.query.sql_with_params()
    return rows.model, sql, tuple(params)


def _meant(params: tuple[Any, ...], user: User, days: tuple[date, ...]) -> list[Any]:
    """The parameters with the person and the days meant in place of the stand-ins."""
    meant = {SOMEBODY.pk: user.pk} | {_written(some): _written(day) for some, day in zip(SOME_DAYS, days, strict=False)}
    return [meant.get(param, param) for param in params]


def _written(day: date) -> Any:
    return connection.ops.adapt_datefield_value(day)
