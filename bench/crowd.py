"""
Fill a PostgreSQL database with people who each keep a small diary: `python -m bench.crowd 100000`.

One of them is made by the program itself. Everybody else is a copy of that one with an owner and ids of their own,
written by COPY, because a hundred thousand forms would take a day.
"""

import datetime as dt
import re
import secrets
import sys
import time
from dataclasses import dataclass
from typing import Any

import django
from django.apps import apps
from django.db import connection, models, transaction

DAYS, SAVED, YEAR = 1, 3, 365
LAST_DAY, NOON = dt.date(2026, 11, 22), dt.time(12)
BATCH = 2_000
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Table:
    """The rows of one person in one table, as COPY reads them, with places for who it is."""

    name: str
    columns: tuple[str, ...]
    rows: str

    def of(self, number: int, user: int) -> str:
        return self.rows % {"number": number, "user": user, "day": day_of(number)}


def day_of(number: int) -> dt.date:
    """
    Return the day one of them wrote on.

    Each day of a year has its share. Were it one day for all, the planner would learn that next to every row of the
    site is of that day, and expect thousands of the person who is measured, which no diary of more than a day has.
    """
    return LAST_DAY - dt.timedelta(days=number % YEAR)


def main(people: int) -> None:
    django.setup()
    begun = time.perf_counter()
    with transaction.atomic():
        pattern = somebody()
        tables = [table for model in personal_models() if (table := table_of(model, pattern)).rows]
    for first in range(0, people - 1, BATCH):
        write(tables, pattern.pk, range(first + 1, min(first + BATCH, people - 1) + 1))
    tidy()
    rows = sum(table.rows.count("\n") for table in tables) * people
    print(f"{people:,} people, {rows:,} rows in {time.perf_counter() - begun:.0f} s")


def somebody() -> Any:
    """Return a person with a few days of a diary and some entries saved by hand, who is logged in."""
    from allauth.account.models import EmailAddress

    from accounts.models import User
    from diary.demo.person import seed
    from diary.demo.rows import when
    from diary.models import PainEntry
    from diary.services import Writing

    user = User.objects.create_user("person0", "person0@example.org")
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    seed(user, days=DAYS, last=LAST_DAY)
    for score in range(SAVED):
        Writing.begin(user).add(PainEntry(score=score, **when(LAST_DAY, NOON)))
    return user


def personal_models() -> list[type[models.Model]]:
    """Return the person's own table first, then all that have their owner in a column `user`."""
    from accounts.models import User

    owned = [model for model in apps.get_models() if any(field.name == "user" for field in model._meta.concrete_fields)]
    return [User, *owned]


def table_of(model: type[models.Model], pattern: Any) -> Table:
    """Read the pattern's rows as text and put places where their owner and their ids stand."""
    owner = "id" if model is type(pattern) else "user_id"
    counted = not isinstance(model._meta.pk, models.UUIDField) and owner != "id"  # the database gives the number
    columns = tuple(field.column for field in model._meta.concrete_fields if not (counted and field.primary_key))
    listing = ", ".join(f'"{column}"' for column in columns)
    query = f"COPY (SELECT {listing} FROM {model._meta.db_table} WHERE {owner} = {pattern.pk}) TO STDOUT"  # noqa: S608
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        text = b"".join(copy).decode()
    place = columns.index(owner)
    rows = [_placed(line, place) for line in text.splitlines()]
    return Table(model._meta.db_table, columns, "".join(rows))


def _placed(line: str, owner: int) -> str:
    line = line.replace("%", "%%").replace("person0", "person%(number)d").replace(LAST_DAY.isoformat(), "%(day)s")
    cells = line.split("\t")
    cells[owner] = "%(user)d"
    return UUID.sub(lambda found: _own_id(found[0]), "\t".join(cells)) + "\n"


def _own_id(key: str) -> str:
    """Keep the time an id begins with and most of its chance, and let the end say whose it is."""
    return key[:-8] + "%(number)08x"


def write(tables: list[Table], pattern: int, numbers: range) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # copies point to what the first one points to
        for table in tables:
            columns = ", ".join(f'"{column}"' for column in table.columns)
            with cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
                for number in numbers:
                    copy.write(table.of(number, pattern + number))
        _log_in(cursor, [pattern + number for number in numbers])


def _log_in(cursor: Any, people: list[int]) -> None:
    """Give everybody a log-in that holds, as a table of sessions has one for each."""
    from django.utils import timezone

    from accounts.sessions import SessionStore

    until = timezone.now() + dt.timedelta(days=30)
    with cursor.copy("COPY accounts_session (session_key, session_data, expire_date, user_id) FROM STDIN") as copy:
        for person in people:
            copy.write_row(
                (secrets.token_hex(16), SessionStore().encode({"_auth_user_id": str(person)}), until, person)
            )


def tidy() -> None:
    """Let the numbers of new people go on behind the copied ones, and the planner know what there is."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SELECT setval(pg_get_serial_sequence('accounts_user', 'id'), max(id)) FROM accounts_user")
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main(int(sys.argv[1]))
