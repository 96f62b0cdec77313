"""The source itself: one person must never reach another's rows, and the mistake must never reach review."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from diary.models import MealItem
from diary.owned import Dated, Owned
from diary.within_owner import OwnRow
from tests.factories import MealItemFactory

ROOT = Path(__file__).resolve().parents[2]
SHARED = {"Food", "Portion", "DataEdition", "User", "Session"}  # the same for everybody, or the log-in itself
DOORS = {"for_user", "of_user_with_deleted"}
GUARDED = sorted(path for path in ROOT.glob("diary/**/*.py") if "migrations" not in path.parts)
OWNED = [model for model in apps.get_models() if issubclass(model, Owned)]
# Rows made in one go for a new person or inside a `Writing`, with the owner named in each; never a read.
MAKERS = {"create", "bulk_create"}


@pytest.mark.parametrize("path", GUARDED, ids=lambda path: str(path.relative_to(ROOT)))
def test_rows_are_reached_only_through_their_owner(path):
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Attribute(ast.Attribute(ast.Name(model), "objects"), method) if model[0].isupper():
                assert model in SHARED or method in DOORS | MAKERS, f"{path}:{node.lineno}: {model}.objects.{method}"
            case ast.Call(ast.Name("get_object_or_404"), [ast.Name(model), *_]):
                assert model in SHARED, f"{path}:{node.lineno}: bare {model}"


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_every_index_of_a_personal_table_starts_with_its_owner(model):
    uniques = [each for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)]
    for index in [*model._meta.indexes, *uniques]:
        assert index.fields[0] == "user", f"{model.__name__}: {index.name}"
    assert any(tuple(each.fields) == ("user", "id") for each in uniques), f"{model.__name__} lacks (user, id)"
    for field in model._meta.concrete_fields:
        assert field.primary_key or not (field.db_index or field.unique), f"{model.__name__}.{field.name}"


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_a_personal_row_belongs_to_somebody(model):
    assert not model._meta.get_field("user").null


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_no_shared_row_leads_back_to_its_eaters(model):
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            assert field.remote_field.hidden, f"{model}.{field.name}"


@pytest.mark.parametrize(
    "model", [model for model in OWNED if issubclass(model, Dated)], ids=lambda model: model.__name__
)
def test_a_row_with_a_day_is_found_by_owner_and_day(model):
    leading = [tuple(index.fields[:2]) for index in model._meta.indexes]
    leading += [tuple(each.fields[:2]) for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)]
    assert ("user", "day") in leading


def test_every_table_but_the_reviewed_ones_belongs_to_a_person():
    ours = [model for model in apps.get_models() if model._meta.app_label in {"diary", "nutrients", "accounts"}]
    shared = {model.__name__ for model in ours if not issubclass(model, Owned)}
    assert shared == SHARED


def references() -> list[tuple[type[models.Model], models.Field]]:
    fields = [(model, field) for model in OWNED for field in model._meta.concrete_fields]
    return [(model, field) for model, field in fields if issubclass(field.related_model or object, Owned)]


@pytest.mark.parametrize(("model", "field"), references(), ids=str)
def test_the_database_holds_every_reference_within_its_owner(model, field):
    assert isinstance(field, OwnRow)
    (held,) = (each for each in model._meta.constraints if getattr(each, "field", "") == field.name)
    editor = SimpleNamespace(quote_name=str, connection=SimpleNamespace(vendor="postgresql"))
    assert "DEFERR" not in held.constraint_sql(model, editor)


@pytest.mark.parametrize(("model", "field"), references(), ids=str)
def test_rows_are_joined_within_their_owner(model, field):
    there = field.related_model._meta.db_table
    query = str(model.objects.values(f"{field.name}__version").query)
    assert f'"{model._meta.db_table}"."user_id" = "{there}"."user_id"' in query


@contextmanager
def held_to_its_references() -> Iterator[None]:
    """A transaction at whose end the database has looked, as SQLite does not within the one around each test."""
    with transaction.atomic():
        yield
        connection.check_constraints()


def test_a_reference_to_somebody_elses_row_is_refused_by_the_database_too(alice, bob):
    theirs, mine = MealItemFactory(user=bob).meal, MealItemFactory(user=alice)
    mine.meal = theirs
    with pytest.raises(IntegrityError), held_to_its_references():
        mine.save()


def test_a_row_that_others_point_to_is_not_deleted_for_good(alice):
    item = MealItemFactory(user=alice)
    with pytest.raises(IntegrityError), held_to_its_references():
        item.meal.delete()
    assert MealItem.objects.for_user(alice).count() == 1
