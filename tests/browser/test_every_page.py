"""
Every page a person can open, full, empty and as a visitor, in both themes, at 400 % zoom, on a phone and at a desk.

The addresses come from the resolver with the examples of `tests/project/routes.py`, made in a diary of this site.
"""

import pytest

from tests.browser.conftest import log_in, sign_up
from tests.browser.inspection import PAST_THE_EDGE, SMALLEST_TARGET, TOO_SMALL, Inspection, inspected
from tests.browser.pages import FULL, NAMES, PASSWORD, WITHOUT_ROWS, pages
from tests.project.routes import PUBLIC


def test_every_page_of_a_full_diary(open_window, addresses):
    visit = open_window()
    log_in(visit, FULL, PASSWORD)
    found = pages(visit, addresses, NAMES)
    assert len(found) > 60
    inspection = inspected(visit.page, found)
    assert inspection.found == {}
    assert inspection.decided.total() > 500


def test_every_page_of_an_empty_diary(open_window, addresses):
    visit = open_window()
    sign_up(visit)
    found = pages(visit, addresses, WITHOUT_ROWS)
    assert len(found) > 40
    assert inspected(visit.page, found).found == {}


def test_every_page_for_a_visitor(open_window, addresses):
    visit = open_window()
    found = pages(visit, addresses, PUBLIC)
    assert {"landing", "account_login", "account_signup", "diary:method", "diary:sources"} <= found.keys()
    assert inspected(visit.page, found).found == {}


def test_the_inspection_notices_what_is_wrong(phone):
    page = phone.go("/accounts/login/")
    page.evaluate("""() => {
        const nameless = document.createElement("button");
        Object.assign(nameless.style, { width: "10px", height: "10px", padding: 0, marginLeft: "30rem" });
        document.querySelector("main").append(nameless, document.createElement("h1"));
    }""")
    inspection = Inspection(page)
    assert [each.split(":")[0] for each in inspection.axe()] == ["button-name"]
    assert inspection.names() == ["2 h1"]
    assert page.evaluate(PAST_THE_EDGE)
    assert [each.split(":")[0] for each in page.evaluate(TOO_SMALL, SMALLEST_TARGET)] == ["only 10 by 10 px"]


# What axe leaves open: a text of one sign, over a gradient, over a picture, under a veil, drawn over a shape.
OPEN = {
    "color: #777": "x",
    "color: #888; background: linear-gradient(#fff, #000)": "over a gradient",
    "color: #000; background: url(/static/icon.svg)": "over a picture",
}


@pytest.mark.parametrize(("looks", "text"), OPEN.items())
def test_the_inspection_decides_what_axe_leaves_open(looks, text, phone):
    page = phone.go("/accounts/login/")
    page.evaluate(
        """([looks, text]) => {
        const planted = document.createElement("p");
        planted.style.cssText = looks;
        planted.textContent = text;
        document.querySelector("main").append(planted);
    }""",
        [looks, text],
    )
    assert [each.split(" (")[0] for each in Inspection(page).axe()] == ["color-contrast left open"]
