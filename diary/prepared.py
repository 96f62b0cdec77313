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
Question = Callable[[User, date], QuerySet[Any]]
SOMEBODY = User(pk=-1)
SOME_DAY = date(1, 1, 1)


def ask(question: Question, user: User, day: date) -> list[Any]:
    """Return the rows a question gives for that person and that day."""
    model, sql, params = _prepared(question, connection.vendor)
    standing_for = {SOMEBODY.pk: user.pk, _written(SOME_DAY): _written(day)}
    return list(model._default_manager.raw(sql, [standing_for.get(param, param) for param in params]))


@cache
def _prepared(question: Question, vendor: str) -> tuple[type[Model], str, tuple[Any, ...]]:
    """Work a question out; each database has its own way to write it down."""
    rows = question(SOMEBODY, SOME_DAY)
    sql, params = rows.query.sql_with_params()
    return rows.model, sql, tuple(params)


def _written(day: date) -> Any:
    return connection.ops.adapt_datefield_value(day)
