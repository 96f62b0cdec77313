"""What a person at the browser can have done before a test begins."""

from django.test import Client
from django.urls import reverse


def fresh(client: Client) -> Client:
    """Let them have said who they are a moment ago, as the pages for export, sharing and erasing ask."""
    client.post(reverse("account_reauthenticate"), {"password": "a long enough password"})
    return client
