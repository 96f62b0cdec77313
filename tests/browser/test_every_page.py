"""
Every page a person can open, full, empty and with mistakes marked, in both themes, wide and narrow (X1, X4).

Each page is looked at for what axe-core finds, for anything past the edge, for what is too small to tap, and for its
names. Narrow is 320 by 256 points: what a desk of 1280 by 1024 shows at 400 %, and narrower than any phone.
"""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, log_in, sign_up
from tests.browser.pages import FULL, NAMES, PASSWORD, WITHOUT_ROWS, pages
from tests.project.routes import PUBLIC

[AXE] = (Path(__file__).parent.parent / "vendor").glob("axe-core-*.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NARROW, SMALLEST_TARGET = {"width": 320, "height": 256}, 24

# What axe-core cannot decide, and what was decided on looking; anything else fails.
DECIDED: dict[str, str] = {}

AXE_FINDS = """async ({ tags, decided }) => {
    const { violations, incomplete } = await axe.run(document,
        { runOnly: tags, resultTypes: ["violations", "incomplete"] });
    const open = incomplete.filter((each) => !decided.includes(each.id));
    const said = (how) => (each) => each.nodes.map((node) => `${how}${each.id}: ${node.html.slice(0, 160)}`);
    return [...violations.flatMap(said("")), ...open.flatMap(said("undecided "))];
}"""
PAST_THE_EDGE = """() => {
    const past = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return past > 0 ? [`${past} px past the edge`] : [];
}"""
# Links inside a sentence are excused, as WCAG 2.5.8 excuses them; what lies in a list or stands alone is not.
TOO_SMALL = """(least) => {
    const targets = "button, .btn, .chip, .step, summary, select, input, nav a, li > a, .entry-main > a";
    const seen = (each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest(".visually-hidden");
    const box = (each) => (each.matches("input[type=radio], input[type=checkbox]") && each.labels[0] || each)
        .getBoundingClientRect();
    return [...document.querySelectorAll(targets)].filter(seen)
        .filter((each) => !each.classList.contains("visually-hidden-focusable"))
        .filter((each) => box(each).width > 1 && (box(each).height < least || box(each).width < least))
        .map((each) => `only ${box(each).width} by ${box(each).height} px: ${each.outerHTML.slice(0, 120)}`);
}"""
MAIN_ONES_TOO_LOW = """() => [...document.querySelectorAll("main :is(.btn-primary, .btn-secondary, .chip), .tabs a")]
    .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
    .map((each) => `under 44 px: ${each.outerHTML.slice(0, 120)}`)"""


@dataclass
class Inspection:
    """A window that goes through pages and keeps what is wrong with each."""

    page: Page
    found: dict[str, list[str]] = field(default_factory=dict)

    def look(self, name: str, address: str) -> None:
        """Open a page narrow, look at it in both themes, then at a desk."""
        self.page.set_viewport_size(NARROW)
        response = self.page.goto(address)
        assert response.status == 200, (name, response.status)
        self.look_closer(name)
        self.page.set_viewport_size(DESKTOP)
        self.note(name, [f"at a desk: {each}" for each in self.finds(PAST_THE_EDGE) + self.axe()])

    def look_closer(self, name: str) -> None:
        """Look at what is open as it stands, then in the other theme, which stays."""
        self.note(name, self.names() + self.finds(PAST_THE_EDGE) + self.finds(TOO_SMALL, SMALLEST_TARGET))
        self.note(name, self.finds(MAIN_ONES_TOO_LOW) + self.axe())
        dark = self.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        self.page.emulate_media(color_scheme="light" if dark else "dark")
        self.note(name, [f"in the other theme: {each}" for each in self.axe()])

    def note(self, name: str, problems: list[str]) -> None:
        if problems:
            self.found.setdefault(name, []).extend(problems)

    def finds(self, script: str, argument=None) -> list[str]:
        return self.page.evaluate(script, argument)

    def axe(self) -> list[str]:
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text())
        return self.finds(AXE_FINDS, {"tags": TAGS, "decided": list(DECIDED)})

    def names(self) -> list[str]:
        heads = self.page.locator("h1").count()
        named = self.page.title() and self.page.locator("html").get_attribute("lang") == "en-GB"
        return [f"{heads} h1"] * (heads != 1) + ["no title or language"] * (not named)


def inspected(visit, found: dict[str, str]) -> dict[str, list[str]]:
    inspection = Inspection(visit.page)
    for name, address in found.items():
        inspection.look(name, address)
    return inspection.found


def test_every_page_of_a_full_diary(open_window, addresses):
    visit = open_window(NARROW, "light")
    log_in(visit, FULL, PASSWORD)
    found = pages(visit, addresses, NAMES)
    assert len(found) > 60
    assert inspected(visit, found) == {}


def test_every_page_of_an_empty_diary(open_window, addresses):
    visit = open_window(NARROW, "dark")
    sign_up(visit)
    found = pages(visit, addresses, WITHOUT_ROWS)
    assert len(found) > 40
    assert inspected(visit, found) == {}


def test_every_page_for_a_visitor(open_window, addresses):
    visit = open_window(NARROW, "light")
    found = pages(visit, addresses, PUBLIC)
    assert {"landing", "account_login", "account_signup", "diary:method", "diary:sources"} <= found.keys()
    assert inspected(visit, found) == {}


LOGS_OUT = {"account_change_password", "account_reauthenticate"}
# Fills every form of a page with what cannot be right, and sends the one of this number past the browser's own checks.
SPOIL = """(number) => {
    const fields = "input:is([type=text], [type=number], [type=email], [type=date], [type=time]), textarea";
    const forms = [...document.querySelectorAll("main form[method=post]")].filter((form) => form.querySelector(fields));
    if (!forms[number]) return false;
    for (const field of forms[number].querySelectorAll(fields)) {
        if (field.localName === "input") field.type = "text";
        field.removeAttribute("maxlength");
        field.value = "wrong ".repeat(1200);
    }
    window.spoilt = true;
    HTMLFormElement.prototype.submit.call(forms[number]);
    return true;
}"""
# Whoever cannot see that a field is red hears why: the field says it is wrong, and leads to the reason.
UNEXPLAINED = """() => [...document.querySelectorAll("main :is(input, select, textarea).is-invalid")]
    .filter((field) => !(field.getAttribute("aria-describedby") || "").split(" ")
        .some((id) => document.getElementById(id)?.textContent.trim()))
    .map((field) => `wrong without a reason: ${field.outerHTML.slice(0, 140)}`)"""


def test_every_form_with_mistakes_in_it(open_window, addresses):
    visit = open_window(NARROW, "light")
    log_in(visit, FULL, PASSWORD)
    inspection, marked = Inspection(visit.page), []
    for name, address in pages(visit, addresses, NAMES - LOGS_OUT).items():
        number = 0
        while visit.page.goto(address) and sent(visit.page, number):
            if visit.page.locator("main .is-invalid, main .invalid-feedback").count():
                marked.append(name)
                inspection.look_closer(f"{name} {number}")
                inspection.note(f"{name} {number}", inspection.finds(UNEXPLAINED))
            number += 1
    assert inspection.found == {}
    assert len(marked) >= 12, marked


def sent(page: Page, number: int) -> bool:
    """Send the page's form of that number with mistakes, if there is one, and wait for the answer."""
    if not page.evaluate(SPOIL, number):
        return False
    page.wait_for_function("() => !window.spoilt")
    page.wait_for_load_state()
    return True


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
    assert inspection.finds(PAST_THE_EDGE)
    assert [each.split(":")[0] for each in inspection.finds(TOO_SMALL, SMALLEST_TARGET)] == ["only 10 by 10 px"]
