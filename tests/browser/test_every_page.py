"""
Every page a person can open, full and empty, in both themes, wide and narrow.

The addresses come from the resolver with the examples of `tests/project/routes.py`, made in a diary of this site. Each
page is looked at for what axe-core finds, for anything past the edge, for what is too small to tap, and for its names.
"""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, log_in, sign_up
from tests.browser.pages import FULL, NAMES, PASSWORD, WITHOUT_ROWS, pages
from tests.project.routes import PUBLIC

[AXE] = (Path(__file__).parent.parent / "vendor").glob("axe-core-*.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SMALLEST, NARROWEST = {"width": 320, "height": 640}, 24

AXE_FINDS = """async (tags) => {
    const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    return violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 160)}`));
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
        """Open a page on a phone, then turn it to a desk and to the other theme."""
        self.page.set_viewport_size(PHONE)
        response = self.page.goto(address)
        assert response.status == 200, (name, response.status)
        self.note(name, self.names() + self.finds(PAST_THE_EDGE) + self.finds(TOO_SMALL, NARROWEST))
        self.note(name, self.finds(MAIN_ONES_TOO_LOW) + self.axe())
        self._turn()
        self.note(name, [f"at a desk: {each}" for each in self.finds(PAST_THE_EDGE) + self.axe()])
        self._turn()

    def note(self, name: str, problems: list[str]) -> None:
        if problems:
            self.found.setdefault(name, []).extend(problems)

    def _turn(self) -> None:
        dark = self.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        self.page.emulate_media(color_scheme="light" if dark else "dark")
        self.page.set_viewport_size(DESKTOP)

    def finds(self, script: str, argument=None) -> list[str]:
        return self.page.evaluate(script, argument)

    def axe(self) -> list[str]:
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text())
        return self.finds(AXE_FINDS, TAGS)

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
    visit = open_window(PHONE, "light")
    log_in(visit, FULL, PASSWORD)
    found = pages(visit, addresses, NAMES)
    assert len(found) > 60
    assert inspected(visit, found) == {}


def test_every_page_of_an_empty_diary(open_window, addresses):
    visit = open_window(PHONE, "dark")
    sign_up(visit)
    found = pages(visit, addresses, WITHOUT_ROWS)
    assert len(found) > 40
    assert inspected(visit, found) == {}


def test_every_page_for_a_visitor(open_window, addresses):
    visit = open_window(PHONE, "light")
    found = pages(visit, addresses, PUBLIC)
    assert {"landing", "account_login", "account_signup", "diary:method", "diary:sources"} <= found.keys()
    assert inspected(visit, found) == {}


def test_nothing_lies_past_the_edge_of_the_smallest_phone(open_window, addresses):
    visit = open_window(SMALLEST)
    log_in(visit, FULL, PASSWORD)
    found = pages(visit, addresses, NAMES)
    wide = {name: visit.page.goto(address) and visit.page.evaluate(PAST_THE_EDGE) for name, address in found.items()}
    assert {name: problem for name, problem in wide.items() if problem} == {}


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
    assert [each.split(":")[0] for each in inspection.finds(TOO_SMALL, NARROWEST)] == ["only 10 by 10 px"]
