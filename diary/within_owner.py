"""
A reference from one personal row to another that cannot leave its person, held by the database itself (M1, M3).

The key is (user, row) and not the row alone. So no bug of ours can point to somebody else's row; and when a row goes,
the database looks for what points to it among its owner's rows, by an index that begins with the owner, and not through
the rows of everybody: erasing one person costs the same among a hundred thousand. It is also the only kind of reference
that a table divided by owner can have.

It holds at once, not at the end of a transaction, so a row is written after those it points to. Rows are deleted for
good with their person only (`diary.erasing`), and those that point before those pointed to; the database refuses it in
any other way. (SQLite looks at the end of the transaction: `flush` there empties tables in no order.)
"""

from typing import Any

from django.db import models


class OwnRow(models.ForeignKey):  # type: ignore[type-arg]
    """A foreign key to a personal row; its constraint is a `WithinOwner` of the same model."""

    def __init__(self, to: Any, on_delete: Any = models.DO_NOTHING, **kwargs: Any) -> None:
        super().__init__(to, on_delete, **{"related_name": "+", "db_index": False, "db_constraint": False, **kwargs})

    def get_joining_fields(self, reverse_join: bool = False) -> tuple[tuple[Any, Any], ...]:
        """Join by the owner too: so a database looks among one person's rows, whatever it believes about the day."""
        here, there = (model._meta.get_field("user") for model in (self.model, self.related_model))
        return (*super().get_joining_fields(reverse_join), (there, here) if reverse_join else (here, there))


class WithinOwner(models.BaseConstraint):
    """The constraint of one `OwnRow`."""

    def __init__(self, *, field: str, name: str) -> None:
        super().__init__(name=name)
        self.field = field

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WithinOwner) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.name, self.field))

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        quoted, field = schema_editor.quote_name, model._meta.get_field(self.field)
        here = ", ".join(map(quoted, ("user_id", field.column)))
        there = ", ".join(map(quoted, ("user_id", "id")))
        table = quoted(field.related_model._meta.db_table)
        late = " DEFERRABLE INITIALLY DEFERRED" if schema_editor.connection.vendor == "sqlite" else ""
        return f"CONSTRAINT {quoted(self.name)} FOREIGN KEY ({here}) REFERENCES {table} ({there}){late}"

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {self.constraint_sql(model, schema_editor)}"

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        quoted = schema_editor.quote_name
        return f"ALTER TABLE {quoted(model._meta.db_table)} DROP CONSTRAINT {quoted(self.name)}"

    def validate(self, *_: Any, **__: Any) -> None:
        """Say nothing here: `Owned.clean` refuses such a row in words, before the database has to."""

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, tuple(args), {**kwargs, "field": self.field}
