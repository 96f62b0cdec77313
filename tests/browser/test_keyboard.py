"""Everything by keyboard: every page walked through, and focus and words after each part that changes (X3)."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DEMO_DAY, DESKTOP, PHONE, log_in, log_in_as_demo, sign_up
from tests.browser.pages import FULL, NAMES, PASSWORD, pages

MOST_STOPS = 600
# Notes each stop of the focus, and what is wrong there: not seen, nothing around it, or something else over it.
WATCH = """() => {
    window.stops = new Set();
    window.wrong = [];
    const parts = (each) => [each, ...(each.labels || [])]; // what stands for a field that is hidden itself
    const ringed = (each) => {
        const style = getComputedStyle(each);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none";
    };
    const uncovered = (each) => [...each.getClientRects()].some((box) =>
        [[0.5, 0.5], [0.1, 0.2], [0.9, 0.8], [0.1, 0.8], [0.9, 0.2]].some(([x, y]) => {
            const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
            return hit && each.contains(hit);
        }));
    const look = (each) => {
        if (document.activeElement !== each) return;
        const say = (what) => window.wrong.push(`${what}: ${each.outerHTML.slice(0, 140)}`);
        if (!parts(each).some(ringed)) say("nothing around it");
        if (!parts(each).some(uncovered)) say("not in sight");
    };
    document.addEventListener("focusin", ({ target }) => {
        window.stops.add(target);
        setTimeout(() => look(target));
    });
}"""
# Asked after the stop was looked at, which waits its turn too.
OVER = "() => new Promise((answer) => setTimeout(() => answer(document.activeElement === document.body)))"
LEFT_OUT = """() => {
    const all = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    const tabbed = (each) => each.checkVisibility({ visibilityProperty: true }) && !each.disabled && each.tabIndex >= 0
        && each.type !== "radio";
    return [...document.querySelectorAll(all)].filter(tabbed).filter((each) => !window.stops.has(each))
        .map((each) => `never reached: ${each.outerHTML.slice(0, 140)}`);
}"""


def walk(page: Page) -> list[str]:
    """Press the tab key until the page is through, and return what was wrong on the way."""
    page.wait_for_function("() => !document.querySelector('.htmx-request')")
    page.evaluate("() => document.activeElement.blur()")
    page.evaluate(WATCH)
    for _ in range(2):  # where the cursor waits in a field, the first round begins there
        for _ in range(MOST_STOPS):
            page.keyboard.press("Tab")
            if page.evaluate(OVER):
                break
        else:
            return [f"a trap: {page.evaluate('() => document.activeElement.outerHTML')[:140]}"]
        if not (left_out := page.evaluate(LEFT_OUT)):
            break
    return page.evaluate("() => [...new Set(window.wrong)]") + left_out


@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_focus_reaches_everything_in_sight_and_is_never_caught(window, open_window, addresses):
    visit = open_window(window)
    log_in(visit, FULL, PASSWORD)
    found = pages(visit, addresses, NAMES)
    half = sorted(found)[:: 1 if window == PHONE else 3]  # a desk has the same pages with more room
    wrong = {name: problems for name in half if (problems := visit.page.goto(found[name]) and walk(visit.page))}
    assert wrong == {}


def test_the_walk_notices_what_is_wrong(phone):
    page = phone.go("/accounts/login/")
    page.evaluate("""() => {
        const bare = Object.assign(document.createElement("button"), { id: "bare", textContent: "x" });
        bare.style.setProperty("outline", "none", "important");
        const covered = Object.assign(document.createElement("button"), { id: "covered", textContent: "y" });
        const cover = document.createElement("div");
        cover.style.cssText = "position: fixed; inset: 0; z-index: 99; display: none";
        covered.addEventListener("focus", () => { cover.style.display = "block"; });
        covered.addEventListener("blur", () => { cover.style.display = "none"; });
        const skipped = document.createElement("button");
        document.querySelector("main").append(bare, covered, cover, skipped);
        bare.addEventListener("keydown", (event) => {
            if (event.key === "Tab") { event.preventDefault(); covered.focus(); }
        });
        covered.addEventListener("keydown", (event) => {
            if (event.key === "Tab") { event.preventDefault(); document.querySelector("footer a").focus(); }
        });
    }""")
    assert [each.split(":")[0] for each in walk(page)] == ["nothing around it", "not in sight", "never reached"]


def by_keyboard(page: Page, locator) -> None:
    """Act on something with the keyboard, and wait until the page has said what came of it."""
    page.evaluate("() => { document.getElementById('live').textContent = ''; }")
    locator.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#live")).not_to_be_empty()
    assert page.evaluate("() => document.activeElement !== document.body"), "the focus is lost"


def test_after_each_change_on_the_day_the_focus_is_kept_and_the_change_is_said(desktop):
    sign_up(desktop)
    page = desktop.go("/day/")
    button = page.get_by_role("button", name="Add", exact=True)
    page.get_by_label("What did you eat?").fill("2 eggs")
    by_keyboard(page, button)
    by_keyboard(page, page.get_by_role("button", name="Add these"))
    by_keyboard(page, page.get_by_role("button", name="That's everything"))
    by_keyboard(page, page.get_by_role("button", name="Not all logged"))
    by_keyboard(page, page.get_by_role("button", name="Remove Egg"))
    by_keyboard(page, page.get_by_role("button", name="Undo"))
    by_keyboard(page, page.get_by_role("link", name="Show more nutrients"))


def test_the_usual_meal_is_one_key_and_said(desktop):
    log_in_as_demo(desktop)
    page = desktop.go(f"/day/{DEMO_DAY.replace(day=25).isoformat()}/")
    by_keyboard(page, page.get_by_role("button", name="Breakfast:").first)
    by_keyboard(page, page.get_by_role("button", name="Undo"))


def test_found_foods_and_changed_amounts_are_said_while_the_cursor_stays(desktop):
    sign_up(desktop)
    page = desktop.go("/foods/")
    page.keyboard.type("banana")
    expect(page.locator("#live")).not_to_be_empty()
    expect(page.get_by_label("Name of the food")).to_be_focused()
    page.locator("#results[data-phrase=banana] a").first.click()
    page.get_by_label("How much").fill("3")
    expect(page.locator("#live")).to_contain_text("g")
    expect(page.get_by_label("How much")).to_be_focused()
