"""Seconds, not minutes: how many taps a meal takes, by keyboard, by thumb, and without scripts."""

from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DEMO_DAY, PHONE, log_in_as_demo, sign_up

NOW = datetime.now(UTC).date()
# A day the demo person has not written down and that is not today, so that the hour of the test decides nothing.
AFTER = DEMO_DAY + timedelta(days=1 if DEMO_DAY + timedelta(days=1) != NOW else 2)


class Hands:
    """Does what a person does, counts, and says how long the site took over it; people take longer."""

    def __init__(self, page: Page) -> None:
        self.page, self.actions, self.began = page, 0, monotonic()

    def done(self, what: str, *, most: int) -> None:
        print(f"{what}: {self.actions} actions, {monotonic() - self.began:.2f} s")
        assert self.actions <= most

    def tap(self, locator) -> None:
        locator.click()
        self.actions += 1

    def type(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)
        self.actions += 1

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.actions += 1


def new_diary(visit) -> Page:
    sign_up(visit)
    return visit.go("/day/")


def logged(page: Page):
    return page.locator("section[aria-labelledby=meals-title] .entry")


def undo(page: Page) -> None:
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".message")).to_contain_text("Undone")


def test_the_usual_breakfast_is_one_tap(phone):
    log_in_as_demo(phone)
    hands = Hands(phone.go(f"/day/{AFTER.isoformat()}/"))
    expect(logged(hands.page)).to_have_count(0)
    hands.tap(hands.page.get_by_role("button", name="Breakfast:").first)
    expect(hands.page.get_by_role("heading", name="Breakfast")).to_be_visible()
    hands.done("usual breakfast", most=1)
    undo(hands.page)
    expect(logged(hands.page)).to_have_count(0)


def test_a_double_tap_logs_once(phone):
    log_in_as_demo(phone)
    page = phone.go(f"/day/{AFTER.isoformat()}/")
    chip = page.get_by_role("button", name="Breakfast:").first
    foods = phone.page.request  # a second window looks at what was kept
    chip.dblclick()
    expect(page.get_by_role("heading", name="Breakfast")).to_be_visible()
    once = logged(page).count()
    kept = foods.get(f"{phone.site.url}/day/{AFTER.isoformat()}/").text().count('class="entry-amount"')
    assert kept == once
    undo(page)


def test_a_new_meal_of_three_foods_is_one_line_and_three_actions(desktop):
    hands = Hands(new_diary(desktop))
    hands.type("What did you eat?", "2 eggs, a cup of whole milk and a slice of wholewheat toast")
    hands.press("Enter")
    hands.tap(hands.page.get_by_role("button", name="Add these"))
    expect(logged(hands.page)).to_have_count(3)
    hands.done("a new meal of three foods by line", most=3)
    expect(hands.page.locator(".message")).to_contain_text("3 foods logged")
    expect(logged(hands.page).first).to_contain_text("100\u202fg")


def test_one_searched_food_is_four_actions(desktop):
    hands = Hands(new_diary(desktop))
    hands.tap(hands.page.get_by_role("link", name="Find a food"))
    hands.type("Name of the food", "porridge")
    expect(hands.page.locator("#results[data-phrase=porridge] a").first).to_be_visible()
    hands.press("Enter")
    hands.tap(hands.page.get_by_role("button", name="Add", exact=True))
    expect(logged(hands.page)).to_have_count(1)
    hands.done("one searched food", most=4)


def test_search_is_led_by_arrow_keys_and_closed_by_escape(desktop):
    new_diary(desktop)
    page = desktop.go("/foods/")
    field = page.get_by_label("Name of the food")
    expect(field).to_be_focused()
    page.keyboard.type("salmon")
    results = page.locator("#results[data-phrase=salmon] a")
    expect(results.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_have_value("")


def test_the_cursor_waits_in_the_line_on_a_desktop_only(open_window, desktop):
    page = new_diary(desktop)
    expect(page.get_by_label("What did you eat?")).to_be_focused()
    pocket = open_window(PHONE, has_touch=True, is_mobile=True)
    page = new_diary(pocket)
    expect(page.get_by_label("What did you eat?")).not_to_be_focused()


def test_what_was_changed_is_announced_and_focus_is_kept(desktop):
    page = new_diary(desktop)
    page.get_by_label("What did you eat?").fill("2 eggs")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add these").click()
    expect(page.locator("#live")).to_have_text("Egg logged, 100\u202fg.")
    page.get_by_role("button", name="Remove Egg").click()
    expect(page.locator("#live")).to_have_text("Egg removed.")
    assert page.evaluate("document.querySelector('#day-body').contains(document.activeElement)")


def test_steps_change_the_amount_and_what_it_holds(phone):
    new_diary(phone)
    page = phone.go("/foods/?q=egg")
    page.locator("#results a").first.click()
    before = page.locator("#contents-title").inner_text()
    page.get_by_role("button", name="More").click()
    expect(page.get_by_label("How much")).to_have_value("2")
    expect(page.locator("#contents-title")).not_to_have_text(before)


def test_a_line_too_long_is_explained_and_kept(phone):
    page = new_diary(phone)
    page.get_by_label("What did you eat?").fill("porridge and honey, " * 40)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#line-review")).to_contain_text("up to 500 characters")
    expect(page.locator("#id_line_again")).to_have_value("porridge and honey, " * 40)


@pytest.mark.parametrize("path", ["/day/", "/foods/?q=egg", "/recipes/", "/my-foods/"])
def test_everything_to_tap_on_a_phone_is_large_enough(phone, path):
    new_diary(phone)
    page = phone.go(path)
    page.wait_for_load_state("networkidle")
    small = page.evaluate(
        """() => [...document.querySelectorAll("main button, main .btn, main .chip, main input:not([type=hidden])")]
            .filter((part) => part.checkVisibility() && part.getBoundingClientRect().height < 24)
            .map((part) => part.outerHTML)"""
    )
    assert small == []


def test_the_same_works_without_scripts(open_window):
    visit = open_window(PHONE, java_script_enabled=False)
    page = new_diary(visit)
    page.get_by_label("What did you eat?").fill("2 eggs and a cup of whole milk")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="Add these").click()
    expect(logged(page)).to_have_count(2)
    page.get_by_role("link", name="Find a food").click()
    page.get_by_label("Name of the food").fill("banana")
    page.get_by_role("button", name="Find").click()
    page.locator("#results a").first.click()
    page.get_by_label("How much").fill("2")
    page.get_by_role("button", name="Show this amount").click()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(logged(page)).to_have_count(3)
    page.get_by_role("button", name="Remove Egg").click()
    expect(logged(page)).to_have_count(2)
    undo(page)
    expect(logged(page)).to_have_count(3)


def test_a_recipe_is_cooked_from_a_line_and_eaten(phone):
    new_diary(phone)
    page = phone.go("/recipes/")
    page.get_by_label("Name").fill("Lentil soup")
    page.get_by_label("Portions").fill("4")
    page.get_by_role("button", name="Save, then add ingredients").click()
    page.get_by_label("What goes in?").fill("200 g dried red lentils, 2 carrots, 1 onion")
    page.get_by_role("button", name="Add", exact=True).first.click()
    page.get_by_role("button", name="Add these").click()
    expect(page.locator(".message")).to_contain_text("3 ingredients added")
    page.locator("section[aria-labelledby=eat-title]").get_by_role("button", name="Add", exact=True).click()
    expect(logged(page)).to_have_count(1)
    expect(logged(page)).to_contain_text("Lentil soup")
