"""Hostile text in every field, in a browser: no dialog, no policy report, no node more than with plain words (W1)."""

import json
from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, log_in
from tests.browser.hostile_diary import HARMLESS, ITS_DAY, NAME, PASSWORD, ROUNDS, texts_of
from tests.browser.pages import pages
from tests.browser.test_mistakes import with_mistakes
from tests.hostile import KEPT

INSIDE = "import json; from tests.browser import hostile_diary as diary; print(json.dumps(diary.{}))"
# Every element by its name and those of its attributes, but for what scripts add (where they draw, and class="") and
# whether something is folded, which depends on what the words mean.
NODES = """(whole) => {
    const names = (each) => [...each.attributes].map(({ name }) => name).filter((name) => !/^(class|open)$/.test(name));
    return [...whole.querySelectorAll("*:not(canvas, canvas *)")]
        .map((each) => [each.localName, ...names(each).sort()].join(" "));
}"""
AT_REST = "() => !document.querySelector('.htmx-request, [hx-trigger=load]')"


def inside(site, call: str):
    """Run a function of `hostile_diary` on the site and return what it gives."""
    return json.loads(site.manage("shell", "--no-imports", "-c", INSIDE.format(call)).splitlines()[-1])


def nodes(page: Page) -> Counter[str]:
    page.wait_for_function(AT_REST)
    return Counter(page.locator("html").evaluate(NODES))


def looked_at(visit, addresses: dict[str, str]) -> Iterator[tuple[str, Counter[str]]]:
    for name, address in addresses.items():
        response = visit.page.goto(address)
        assert response.status == 200, (name, response.status)
        yield name, nodes(visit.page)


def removed_and_brought_back(visit, text: str) -> Counter[str]:
    """Remove a dish of the day by its name, and return what the words about it consist of."""
    page = visit.go(ITS_DAY)
    removal = page.get_by_role("button", name=f"Remove {text}", exact=True).first
    removal.click()
    message = page.locator(".message")
    expect(message).to_contain_text(text)
    seen = Counter(message.evaluate(NODES))
    message.get_by_role("button", name="Undo").click()
    removal.wait_for()
    return seen


@pytest.fixture(scope="module")
def addresses(site) -> dict[str, str]:
    """Those of the hostile diary."""
    return inside(site, "begin()")


@pytest.fixture
def visit(open_window, site, addresses):
    """A window in the hostile diary, which holds plain words so far."""
    inside(site, "write(0)")
    opened = open_window(DESKTOP)
    log_in(opened, NAME, PASSWORD)
    return opened


@pytest.mark.slow
def test_every_text_in_every_field_stays_text_on_every_page(visit, site, addresses):
    found = pages(visit, addresses, set(addresses))
    plain = {name: seen for name, seen in looked_at(visit, found) if HARMLESS in visit.page.content()}
    assert len(plain) > 30
    plain_words = removed_and_brought_back(visit, texts_of(0)[0])
    for number in range(1, ROUNDS + 1):
        inside(site, f"write({number})")
        for name, seen in looked_at(visit, {name: found[name] for name in plain}):
            assert seen == plain[name], (number, name, seen - plain[name], plain[name] - seen)
            assert visit.complaints == [], (number, name)
        for text in texts_of(number):
            if "alert(" in text:
                assert removed_and_brought_back(visit, text) == plain_words, text


def given_back(visit, found: dict[str, str], text: str) -> dict[str, Counter[str]]:
    """Send every form with the same text in all its fields; return what those consist of that come back."""
    forms = {}
    for name, address in found.items():
        for place, _ in with_mistakes(visit.page, visit.site.url + address, text):
            forms[f"{name}, form {place}"] = nodes(visit.page)
    return forms


@pytest.mark.slow
def test_every_form_gives_every_text_back_as_text(visit, addresses):
    found = {name: addresses[name] for name in pages(visit, addresses, set(addresses))}
    hostile = " ~ ".join(KEPT)
    plain = given_back(visit, found, ("plain words " * len(hostile))[: len(hostile)])
    assert len(plain) > 30
    seen = given_back(visit, found, hostile)
    assert {
        name: (seen[name] - plain[name], plain[name] - seen[name]) for name in plain if seen[name] != plain[name]
    } == {}
