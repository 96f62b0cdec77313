"""
Questions that every page asks again, put into SQL once.

Django works a query out anew each time it is asked, which takes several times as long as the database needs to answer
it. Here each question is worked out once, through the same door as any other, for a stand-in person and stand-in days;
afterwards only these are filled in, as parameters. What comes back is what the query itself would give.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import DateField, FloatField, Model, QuerySet
from django.db.models.expressions import Col

from accounts.models import User

M = TypeVar("M", bound=Model)
Question = Callable[..., QuerySet[Any, Any]]  # of a person, and of one day or of the first and last of some
SOMEBODY = User(pk=-1)
SOME_DAYS = (date(1, 1, 1), date(1, 1, 2))


@dataclass(frozen=True, slots=True)
class Prepared:
    """
    A question in SQL, and how its answer is read.

    `fields` are the columns that fill a row of the model, `others` what stands beside them by name. Some columns come
    from the database in a form of its own: `converters` turn these into what the field means.
    """

    model: type[Model]
    sql: str
    params: Sequence[Any]
    fields: Sequence[str]
    others: Sequence[tuple[str, int]]
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]

    def answer(self, user: User, days: tuple[date, ...]) -> list[tuple[Any, ...]]:
        """Ask the database, and read the columns as the fields do."""
        database = connections[DEFAULT_DB_ALIAS]
        with database.cursor() as cursor:
            cursor.execute(self.sql, _meant(self.params, user, days))
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        if not (rows and self.converters):
            return rows
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
        for place, converters, expression in self.converters:
            for convert in converters:
                columns[place] = [convert(value, expression, database) for value in columns[place]]
        return list(zip(*columns, strict=True))


def ask(question: Question, user: User, *days: date) -> list[Any]:
    """Return the rows a question gives for that person and that day, or those days."""
    prepared = _prepared(question, len(days), connection.vendor)
    return [_row(prepared, values) for values in prepared.answer(user, days)]


def ask_figures(question: Question, user: User, *days: date) -> list[tuple[Any, ...]]:
    """The same for a question that asks for figures in a certain order, as `values_list` does."""
    return _prepared(question, len(days), connection.vendor).answer(user, days)


def _row(prepared: Prepared, values: Sequence[Any]) -> Model:
    row = prepared.model.from_db(DEFAULT_DB_ALIAS, prepared.fields, values[: len(prepared.fields)])
    for name, place in prepared.others:
        setattr(row, name, values[place])
    return row


@cache
def _prepared(question: Question, days: int, vendor: str) -> Prepared:
    """Work a question out; each database has its own way to write it down."""
    rows = question(SOMEBODY, *SOME_DAYS[:days])
    compiler = rows.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    columns = [column for column, *_ in compiler.select]
    converters = [
        (place, *found)
        for place, found in compiler.get_converters(columns).items()
        if not _comes_as_meant(columns[place])  # there are thousands
    ]
    own = compiler.klass_info["select_fields"] if compiler.klass_info else []
    fields = [columns[place].target.attname for place in own]
    return Prepared(rows.model, sql, params, fields, list(compiler.annotation_col_map.items()), converters)


def _comes_as_meant(column: Any) -> bool:
    """Whether nothing is left to do: for a float, and for the date of a column, which drivers read themselves."""
    field = column.output_field
    return isinstance(field, FloatField) or (type(field) is DateField and isinstance(column, Col))


def _meant(params: Iterable[Any], user: User, days: tuple[date, ...]) -> list[Any]:
    """The parameters with the person and the days meant in place of the stand-ins."""
    meant = {SOMEBODY.pk: user.pk} | {_written(some): _written(day) for some, day in zip(SOME_DAYS, days, strict=False)}
    return [meant.get(param, param) for param in params]


def _written(day: date) -> Any:
    return connection.ops.adapt_datefield_value(day)
