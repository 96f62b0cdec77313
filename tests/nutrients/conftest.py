"""Foods for the tests that need real ones: a handful for each test, or all of them for a class of tests."""

from collections.abc import Iterator

import pytest

from nutrients.loading import load_foods
from nutrients.models import DataEdition, Food

A_FEW = {"01077", "01123", "04582", "09040", "12061", "12220", "15046", "15047", "15236"}


@pytest.fixture
def foods(db: None) -> dict[str, Food]:
    """Milk, egg, rapeseed oil, banana, almonds, flaxseed, mackerel raw and cooked, salmon, by code."""
    load_foods(only=A_FEW)
    return {food.code: food for food in Food.objects.prefetch_related("portions")}


@pytest.fixture(scope="class")
def all_foods(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Every food of every source; loading takes seconds, so one class of tests shares them."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        load_foods()
        yield
        Food.objects.all().delete()
        DataEdition.objects.all().delete()
