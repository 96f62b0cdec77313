"""Back, refresh and two tabs: one row for each intent, and nothing of a diary after logging out (F17, W2)."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, sign_up

MARKER = "Aunt Ida's zebrafinch granola"


def add_food(page: Page, name: str = MARKER) -> None:
    """Write a food down; the page then shows it."""
    page.fill("input[name=name]", name)
    page.locator("main form").filter(has=page.locator("input[name=name]")).locator("button[type=submit]").first.click()
    page.get_by_text(name).first.wait_for()


def how_many(visit, name: str = MARKER) -> int:
    """Count what is kept, through a window of its own."""
    return visit.page.request.get(visit.site.url + "/my-foods/").text().count(f">{name.replace(chr(39), '&#x27;')}<")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_after_logging_out_the_way_back_shows_nothing(scripts, open_window):
    visit = open_window(PHONE, java_script_enabled=scripts)
    sign_up(visit)
    page = visit.go("/my-foods/")
    add_food(page)
    visit.go("/my-foods/")
    assert MARKER in page.locator("body").inner_text()
    visit.go("/accounts/logout/")
    page.locator("main button[type=submit]").click()
    page.wait_for_url(visit.site.url + "/")
    for _ in range(4):
        page.go_back()
        page.wait_for_load_state()
        assert MARKER not in page.content()
        assert page.locator("input[name=login]").count() or "/accounts/" in page.url or page.url.endswith("/")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_page_loaded_again_after_saving_saves_nothing_more(scripts, open_window):
    visit = open_window(PHONE, java_script_enabled=scripts)
    sign_up(visit)
    page = visit.go("/my-foods/")
    add_food(page)
    kept = how_many(visit)
    page.reload()
    page.reload()
    assert how_many(visit) == kept == 1


def test_two_tabs_make_two_rows_and_a_form_sent_twice_makes_one(open_window):
    visit = open_window(PHONE, java_script_enabled=False)
    sign_up(visit)
    one = visit.go("/my-foods/")
    other = one.context.new_page()
    other.goto(visit.site.url + "/my-foods/")
    add_food(one, "Granola of one tab")
    add_food(other, "Granola of the other")
    assert (how_many(visit, "Granola of one tab"), how_many(visit, "Granola of the other")) == (1, 1)
    other.goto(visit.site.url + "/my-foods/")
    fields = other.locator("main form").filter(has=other.locator("input[name=name]")).locator("input, select").all()
    form = {
        field.get_attribute("name"): field.input_value()
        for field in fields
        if field.get_attribute("type") != "radio" or field.is_checked()
    }
    for _ in range(2):
        answer = other.request.post(
            visit.site.url + "/my-foods/",
            form={**form, "name": "Sent twice"},
            headers={"Origin": visit.site.url},
            max_redirects=0,
        )
        assert answer.status == 303
    assert how_many(visit, "Sent twice") == 1
