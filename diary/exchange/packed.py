"""
Rows made ready for the database and packed, in memory and not on the disk.

Reading and checking a long file takes many seconds, in which nobody else could write. So all of that is done before
the transaction begins, which then only writes down what was packed as the database will get it.
"""

import pickle  # nosec B403
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import chain, islice
from typing import Any

from django.db import connection, transaction
from django.db.models.sql import InsertQuery

from accounts.models import User
from diary import day_sums
from diary.exchange.kinds import BATCH
from diary.models import MealItem
from diary.owned import Owned

QUICK = 1


@dataclass(frozen=True, slots=True)
class Packed:
    """New rows of one person, those that are pointed to before those that point."""

    batches: list[bytes] = field(default_factory=list)
    eaten_on: set[date] = field(default_factory=set)  # days whose sums no longer hold

    def add(self, model: type[Owned], rows: Iterable[Owned]) -> None:
        fresh = iter(rows)
        while some := list(islice(fresh, BATCH)):
            self.eaten_on.update(row.day for row in some if isinstance(row, MealItem))
            self.batches.append(zlib.compress(pickle.dumps(list(statements(model, some))), QUICK))

    def write(self, user: User) -> None:
        """Write down everything, or nothing where the database refuses a row."""
        with transaction.atomic(), connection.cursor() as cursor:
            day_sums.forget(user, self.eaten_on)
            for batch in self.batches:
                for statement in pickle.loads(zlib.decompress(batch)):  # noqa: S301 # nosec B301 - packed here
                    cursor.execute(*statement)
            day_sums.add_up(user, self.eaten_on)


def statements(model: type[Owned], rows: list[Owned]) -> Iterator[tuple[str, list[Any]]]:
    """Return what writes some rows, with the values as the database takes them, as many at a time as it takes."""
    fields: Any = model._meta.concrete_fields
    size = max(connection.ops.bulk_batch_size(fields, rows), 1)
    for first in range(0, len(rows), size):
        some = rows[first : first + size]
        values = [[each.get_db_prep_save(getattr(row, each.attname), connection) for row in some] for each in fields]
        statement, by_column = _statement(model, len(some))
        yield statement, values if by_column else list(chain.from_iterable(zip(*values, strict=True)))


@cache
def _statement(model: type[Owned], rows: int) -> tuple[str, bool]:
    """Return what `bulk_create` would run for so many rows, and whether it takes a list for each column."""
    query = InsertQuery(model)
    query.insert_values(model._meta.concrete_fields, [model()] * rows)
    statement, params = query.get_compiler(connection=connection).as_sql()[0]
    return statement, isinstance(params[0], list)
