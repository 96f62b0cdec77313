"""Pages that nobody hopes to see, looked at like every other: forms with mistakes, refusals, mishaps (X1, X4)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, Response, expect

from tests.browser.conftest import log_in, sign_up
from tests.browser.inspection import Inspection
from tests.browser.pages import FULL, NAMES, PASSWORD, pages
from tests.project.routes import PUBLIC

WORDS_ON_IT = ".is-invalid, .invalid-feedback, .alert-danger"
FORMS_TO_TYPE_IN = """() => [...document.querySelectorAll("main form[method=post]")].flatMap((form, place) =>
    form.querySelector("textarea, input:not([type=hidden], [type=checkbox], [type=radio])") ? [place] : [])"""
# Send a form past the browser's own checks: with a text in every field, or with nothing where something is needed.
SEND_WITH_MISTAKES = """([place, text]) => {
    const form = document.querySelectorAll("main form[method=post]")[place];
    const typed = "input:not([type=hidden], [type=checkbox], [type=radio], [type=file]), textarea";
    for (const field of form.querySelectorAll(typed)) field.value = text ?? (field.required ? "" : "?");
    const { name, value } = form.querySelector("[type=submit]") || {};
    if (name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    form.submit();
}"""
CHANGE_AND_SEND = """(changes) => {
    const form = document.querySelector(`main form:has([name=${Object.keys(changes)[0]}])`);
    for (const [name, value] of Object.entries(changes)) form.elements[name].value = value;
    form.submit();
}"""
MISHAPS = sorted(Path("templates").glob("[45]*.html"))


def answer_to(page: Page, script: str, argument) -> Response:
    """Run what sends a form, and wait for the page that comes back."""
    with page.expect_navigation() as coming:
        page.evaluate(script, argument)
    return coming.value


def with_mistakes(page: Page, address: str, text: str | None = None) -> Iterator[tuple[int, Response]]:
    """Open each form of a page in turn as it comes back after mistakes, where it does."""
    page.goto(address)
    for place in page.evaluate(FORMS_TO_TYPE_IN):
        page.goto(address)
        answer = answer_to(page, SEND_WITH_MISTAKES, [place, text])
        if page.locator(WORDS_ON_IT).count():
            yield place, answer


def forms_looked_at(page: Page, addresses: dict[str, str]) -> Inspection:
    inspection = Inspection(page)
    for name, address in addresses.items():
        for place, answer in with_mistakes(page, address):
            inspection.look(f"{name}, form {place}", answer, answer.status)
    return inspection


def test_every_form_with_mistakes_in_it(open_window, addresses):
    visit = open_window()
    log_in(visit, FULL, PASSWORD)
    inspection = forms_looked_at(visit.page, pages(visit, addresses, NAMES))
    assert inspection.found == {}
    assert len(inspection.decided) > 35


def test_every_form_of_a_visitor_with_mistakes_in_it(open_window, addresses):
    visit = open_window()
    inspection = forms_looked_at(visit.page, pages(visit, addresses, PUBLIC))
    assert inspection.found == {}
    assert len(inspection.decided) >= 3


@pytest.mark.parametrize("template", MISHAPS, ids=lambda template: template.stem)
def test_every_mishap(template, phone):
    """Shown as the server would: under DEBUG it has a page of its own for two of them."""
    policy = phone.page.request.get(phone.site.url).headers["content-security-policy"]
    status, address = int(template.stem[:3]), f"{phone.site.url}/{template.stem}"
    page = render_to_string(template.name, {"error_id": "5f0c9ad1"})
    answer = {"status": status, "body": page, "content_type": "text/html; charset=utf-8"}
    phone.page.route(address, lambda route: route.fulfill(**answer, headers={"Content-Security-Policy": policy}))
    inspection = Inspection(phone.page)
    inspection.open(template.stem, address, status)
    assert inspection.found == {}


def assert_looks_well(page: Page, name: str, answer: Response, status: int) -> None:
    inspection = Inspection(page)
    inspection.look(name, answer, status)
    assert inspection.found == {}


def test_the_page_of_an_entry_changed_elsewhere(phone, addresses):
    log_in(phone, FULL, PASSWORD)
    seen = phone.go(addresses["diary:symptom_edit"]).locator("main [name=version]").input_value()
    answer_to(phone.page, CHANGE_AND_SEND, {"note": "changed on another device"})
    page = phone.go(addresses["diary:symptom_edit"])
    answer = answer_to(page, CHANGE_AND_SEND, {"version": seen, "note": "since the long drive"})
    assert "since the long drive" in page.inner_text("main")
    assert_looks_well(page, "changed elsewhere", answer, 409)


def test_the_page_of_a_form_sent_twice(phone):
    sign_up(phone)
    page = phone.go("/prompts/")
    form = page.locator("main form:has([name=text])")
    used = form.locator("[name=operation]").input_value()
    answer_to(page, CHANGE_AND_SEND, {"text": "Is walking enough?"})
    answer = answer_to(page, CHANGE_AND_SEND, {"text": "Is swimming better?", "operation": used})
    assert_looks_well(page, "sent twice", answer, 409)


def test_urgent_words(phone):
    sign_up(phone)
    page = phone.go("/pain/warning-signs/")
    page.get_by_label("both legs").check()
    with page.expect_navigation() as coming:
        page.get_by_role("button", name="Done").click()
    assert page.locator("h1").inner_text() == "Get help now"
    assert_looks_well(page, "urgent", coming.value, 200)


def test_a_link_that_was_made_and_one_that_is_gone(phone, addresses):
    log_in(phone, FULL, PASSWORD)
    page = phone.go("/share/")
    answer = answer_to(page, CHANGE_AND_SEND, {"name": "Dr Okafor", "code_word": "marmalade"})
    link = page.get_by_label("Your link").input_value()
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("#live")).to_have_text("Copied")
    assert_looks_well(page, "link made", answer, 200)
    page.context.clear_cookies()
    phone.page.goto(link)
    page.get_by_label("Code word").wait_for()
    answer = answer_to(page, CHANGE_AND_SEND, {"code_word": "jam"})
    assert_looks_well(page, "wrong code word", answer, 422)
    answer = answer_to(page, CHANGE_AND_SEND, {"code_word": "marmalade"})
    assert_looks_well(page, "shared summary", answer, 200)
    page.context.clear_cookies()
    phone.go("/shared/")
    answer = answer_to(page, CHANGE_AND_SEND, {"secret": "nothing"})
    assert_looks_well(page, "gone", answer, 404)


def test_a_line_that_was_understood_without_scripts(phone):
    sign_up(phone)
    answer = answer_to(phone.go("/day/"), CHANGE_AND_SEND, {"line": "2 eggs, a slice of toast, nettle surprise"})
    assert_looks_well(phone.page, "understood", answer, 200)
