"""
Which names each address takes from what is sent, and which its JSON answers hold (RELIABILITY A3).

They are noted while the pages run, so nothing that reads a name is overlooked, and compared with `keys.json`. A form
that grows a field, or an answer that tells more, fails here until somebody has looked at it:
`REVIEWED=1 python -m pytest -m long tests/project/test_keys.py` writes the file anew; the commit shows the change.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from diary.models import PainEntry, Tracked
from tests.factories import DAY, MealItemFactory, ProfileFactory
from tests.project.routes import OWN_ROWS, PUBLIC, ROUTES, Route

pytestmark = pytest.mark.long  # every address

FILE = Path(__file__).with_name("keys.json")
UNKNOWN = "zebrafinch"  # sent everywhere, since some pages look at nothing when nothing was sent
NOT_ITS_OWN = {"csrfmiddlewaretoken", "operation", UNKNOWN}
# What opens up the rest of a form, and the other forms that stand at one address.
OPENS = {"add_line": {"line": "2 eggs"}, "line": {"line": "2 eggs"}, "add_ingredients": {"line": "2 eggs"}}
OTHERS: dict[str, list[dict[str, Any]]] = {
    "diary:settings_section": [{"section": name} for name in ("food", "sun", "looks", "targets")],
    "diary:welcome_step": [{"step": number} for number in (2, 3)],
}
# Whose a row is, when it was made, and who somebody is: never taken from anybody.
NEVER = {"user", "user_id", "owner", "id", "pk", "created_at", "deleted_at", "is_staff", "is_superuser", "is_demo"}
ANSWERS = ("diary:summary_json", "diary:summary_fhir")


class Noting(QueryDict):
    """What was sent, noting each name that is asked for."""

    asked: set[str]

    def __getitem__(self, key: str) -> Any:
        self.asked.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)

    def getlist(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().getlist(key, default)

    def __contains__(self, key: object) -> bool:
        self.asked.add(str(key))
        return super().__contains__(key)

    def __deepcopy__(self, memo: Any) -> QueryDict:
        """A link carries on whatever stands in the address, which asks for nothing."""
        return QueryDict(self.urlencode(), mutable=True)


def noting(sent: QueryDict, asked: set[str]) -> Noting:
    copy = Noting(mutable=True)
    copy.asked = asked
    for name, values in sent.lists():
        copy.setlist(name, values)
    copy._mutable = False
    return copy


@pytest.fixture
def asked(monkeypatch) -> dict[str, set[str]]:
    """What was asked for since the test began, in the address and in the body."""
    names: dict[str, set[str]] = {"GET": set(), "POST": set()}
    load, get = WSGIRequest._load_post_and_files, WSGIRequest.GET

    def loaded(request: WSGIRequest) -> None:
        load(request)
        request._post = noting(request._post, names["POST"])
        request._files = noting(request._files, names["POST"])

    monkeypatch.setattr(WSGIRequest, "_load_post_and_files", loaded)
    monkeypatch.setattr(WSGIRequest, "GET", property(lambda request: noting(get.func(request), names["GET"])))
    return names


@pytest.fixture
def reviewed() -> dict[str, Any]:
    return json.loads(FILE.read_text())


@pytest.fixture
def fresh(monkeypatch) -> None:
    monkeypatch.setattr("accounts.adapter.Adapter.is_reauthentication_required", lambda self, *, app: False)


def keys_of(route: Route, alice, clients: list[Client], asked: dict[str, set[str]]) -> dict[str, list[str]]:
    body = {UNKNOWN: "1", **OPENS.get(route.short, {})}
    for url in [route.url(alice), *(reverse(route.name, kwargs=holes) for holes in OTHERS.get(route.name, []))]:
        for client in clients:
            client.raise_request_exception = False
            client.get(url, {UNKNOWN: "1"})
            assert client.post(url, body).status_code < 500
    return {
        where: sorted({re.sub(r"\d+", "#", name) for name in names} - NOT_ITS_OWN) for where, names in asked.items()
    }


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_an_address_takes_the_names_that_were_reviewed_and_no_others(
    route: Route, alice, as_alice, client, asked, fresh, reviewed, settings
):
    settings.DEMO = False
    ProfileFactory(user=alice, tracked=Tracked.values)
    found = keys_of(route, alice, [as_alice, client] if route.name in PUBLIC else [as_alice], asked)
    keep(reviewed, "takes", route.name, found)
    assert found == reviewed["takes"].get(route.name, {"GET": [], "POST": []})
    assert not NEVER & {*found["GET"], *found["POST"]}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_holds_the_names_that_were_reviewed_and_no_others(name, alice, as_alice, reviewed):
    for make in OWN_ROWS.values():
        make(alice)
    found = sorted(set(paths(as_alice.get(reverse(name)).json())))
    keep(reviewed, "answers", name, found)
    assert found == reviewed["answers"].get(name)


def paths(value: Any, above: str = "") -> Iterator[str]:
    """Yield the way to every value, with lists as one."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from paths(inner, f"{above}.{name}" if above else name)
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{above}[]")
    else:
        yield above


def keep(reviewed: dict[str, Any], part: str, name: str, found: Any) -> None:
    if os.environ.get("REVIEWED") == "1":
        reviewed[part].pop(name, None)
        if found != {"GET": [], "POST": []}:
            reviewed[part][name] = found
        FILE.write_text(as_text(reviewed))


def as_text(reviewed: dict[str, Any]) -> str:
    """One line for each address, so that a change is a line."""
    parts = []
    for part, entries in sorted(reviewed.items()):
        lines = [f"  {json.dumps(name)}: {json.dumps(found)}" for name, found in sorted(entries.items())]
        parts.append(f"{json.dumps(part)}: {{\n" + ",\n".join(lines) + "\n}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def test_nothing_is_listed_for_an_address_that_is_gone(reviewed):
    assert reviewed["takes"].keys() <= {route.name for route in ROUTES}
    assert reviewed["answers"].keys() == set(ANSWERS)


def test_what_nobody_asked_for_changes_nothing(alice, bob, as_alice):
    more = {"user": bob.pk, "user_id": bob.pk, "id": "x", "deleted_at": "2020-01-01", "created_at": "2020-01-01"}
    as_alice.post(reverse("diary:pain_add", args=[DAY]), {"score": "4", **more, "is_staff": "1"})
    saved = PainEntry.objects.for_user(alice).get()
    assert (saved.score, saved.deleted_at, saved.created_at.year > 2020) == (4, None, True)
    assert not PainEntry.objects.for_user(bob).exists()
    item = MealItemFactory(user=alice)
    form = {"quantity": "50", "unit": "g", "kind": "lunch", "day": DAY.isoformat(), "version": item.version}
    as_alice.post(reverse("diary:meal_item", args=[item.pk]), {**form, **more})
    item.refresh_from_db()
    assert (item.user_id, item.deleted_at) == (alice.pk, None)
    alice.refresh_from_db()
    assert not alice.is_staff


def test_the_notes_see_every_way_of_asking():
    asked: set[str] = set()
    sent = noting(QueryDict("a=1&b=2"), asked)
    assert (sent["a"], sent.get("b"), sent.getlist("c"), "d" in sent) == ("1", "2", [], False)
    assert asked == {"a", "b", "c", "d"}
