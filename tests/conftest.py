"""People and their browsers, for every test."""

import pytest
from django.test import Client

import config.sessions  # noqa: F401 (notes when a log-in began, before any page is asked for)
from accounts.models import User
from tests.factories import UserFactory


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
