"""Whatever somebody writes stays text, on every page (F16, W1)."""

from contextlib import suppress
from html.parser import HTMLParser

import pytest
from django.db import IntegrityError, models, transaction
from django.urls import reverse

from diary.owned import Owned
from tests.project.routes import OWN_ROWS, ROUTES
from tests.project.test_contract import MAKERS

TAG = "evil-node"
HOSTILE = [
    f"<{TAG}>",
    f'"><{TAG} onload=alert(1)>',
    f"'><{TAG}>",
    f"</script><{TAG}><script>alert(1)</script>",
    f"</textarea><{TAG}>",
    f"</title><{TAG}>",
    f"--><{TAG}><!--",
    f"{{% load x %}}{{{{ 7|add:7 }}}}<{TAG}>",
    f"\u202e<{TAG}>",
    f"<svg/onload=alert(1)><{TAG}>",
    f"]]><{TAG}>",
    f"&lt;{TAG}&gt;<{TAG}>",
    f"javascript:alert(1)//<{TAG}>",
    f'#set page(width: 1cm) #read("/etc/passwd") <{TAG}>',
    f'=HYPERLINK("x")<{TAG}>',
]
PAGES = [route for route in ROUTES if route.name.startswith("diary:") and route.short != "try_demo"]
TEXTS = {"label", "name", "note", "text", "place", "activity", "medicine", "message"}


class Nodes(HTMLParser):
    """Count the elements that came out of somebody's words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag == TAG or any(name.startswith("on") for name, _ in attrs):
            self.found.append(self.get_starttag_text())

    handle_startendtag = handle_starttag


def poison(row: Owned, text: str) -> None:
    values = {
        field.name: text[: field.max_length]
        for field in row._meta.concrete_fields
        if isinstance(field, models.CharField) and field.name in TEXTS
    }
    type(row).objects.filter(pk=row.pk).update(**values or {"version": 1})


def test_the_parser_sees_a_node_that_came_out_of_text():
    nodes = Nodes()
    nodes.feed(f"<p><{TAG}></p><img src=x onerror=alert(1)>")
    assert len(nodes.found) == 2


def write_everywhere(user, text: str) -> None:
    """Put the text into one more row of every kind, where a person can have more than one."""
    for model in MAKERS:
        with suppress(IntegrityError), transaction.atomic():
            poison(MAKERS[model](user), text)


def nodes_of(response) -> list[str]:
    nodes = Nodes()
    if "text/html" in response["Content-Type"]:
        nodes.feed(response.text)
    return nodes.found


def test_words_never_become_part_of_a_page(alice, as_alice):
    for text in HOSTILE:
        write_everywhere(alice, text)
    for route in PAGES:
        for text in HOSTILE if route.owned else HOSTILE[:1]:
            if route.owned:
                poison(OWN_ROWS[route.short](alice), text)
            response = as_alice.get(route.url(alice))
            assert response.status_code < 500, (route, text)
            assert nodes_of(response) == [], (route, text)


@pytest.mark.parametrize("name", ["foods", "summary", "review"])
def test_a_hostile_search_is_text_too(name, as_alice):
    for text in HOSTILE:
        response = as_alice.get(
            reverse(f"diary:{name}"), {"q": text, "day": text, "kind": text, "sort": text, "week": text}
        )
        assert response.status_code < 500
        assert nodes_of(response) == []


def test_a_rejected_form_gives_hostile_words_back_as_text(alice, as_alice):
    for route in PAGES:
        form = dict.fromkeys([*TEXTS, "line", "day", "score", "amount", "minutes"], HOSTILE[1])
        response = as_alice.post(route.url(alice), form)
        assert response.status_code < 500, route
        assert nodes_of(response) == [], route
