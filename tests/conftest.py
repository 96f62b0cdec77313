"""People and their browsers, for every test, on a day that does not end while the tests run."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

import config.sessions  # noqa: F401 (notes when a log-in began, before any page is asked for)
from accounts.models import User
from diary import moments
from tests.factories import UserFactory

BEGAN = datetime.now(UTC)
moments.present = lambda: BEGAN  # here and not in a fixture: some modules note the day when they are collected


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Note every migration as done, where the tables were made from the models (`tests/project/test_schema.py`)."""
    settings.MIGRATION_MODULES = {}
    with django_db_blocker.unblock():
        call_command("migrate", fake=True, verbosity=0)


@pytest.fixture
def alice(db) -> User:
    return UserFactory(username="alice")


@pytest.fixture
def bob(db) -> User:
    return UserFactory(username="bob")


@pytest.fixture
def as_alice(alice: User) -> Client:
    client = Client()
    client.force_login(alice)
    return client


@pytest.fixture
def as_bob(bob: User) -> Client:
    client = Client()
    client.force_login(bob)
    return client
