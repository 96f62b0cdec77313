"""
What is wrong with a page, at 400 % zoom and at a desk, in both themes: axe, edges, sizes of targets, names (X1, X4).

A window of 1280 by 1024 px at 400 % shows 320 by 256 CSS px. Everything that folds is opened first. What axe leaves
undecided is decided here: contrast is measured (`contrast.js`), and there is nothing else that it may leave open.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, Response

from tests.browser.conftest import DESKTOP, PHONE

[AXE] = (Path(__file__).parent.parent / "vendor").glob("axe-core-*.min.js")
TOOLS = f"{AXE.read_text()}{Path(__file__).with_name('contrast.js').read_text()};0"  # a function would be called
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ZOOMED, SMALLEST_TARGET = {"width": 320, "height": 256}, 24
THEMES = ("light", "dark")

OPEN_ALL = "() => document.querySelectorAll('main details').forEach((each) => { each.open = true; })"
AXE_FINDS = """async (tags) => {
    const found = await axe.run(document, { runOnly: tags, resultTypes: ["violations", "incomplete"],
        elementRef: true });
    const nodes = (kind) => found[kind].flatMap(({ id, nodes }) => nodes.map((node) => ({ id, ...node })));
    const open = nodes("incomplete").map((node) =>
        ({ ...node, contrast: node.id === "color-contrast" ? leastContrast(node.element) : null }));
    const wrong = nodes("violations").concat(open.filter(({ contrast }) => !(contrast >= 4.5)));
    return {
        decided: open.length,
        wrong: wrong.map(({ id, html, contrast }) =>
            `${id}${contrast === undefined ? "" : ` left open (${contrast})`}: ${html.slice(0, 160)}`),
    };
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
    """A window that goes through pages and keeps what is wrong with each, and how much it had to decide itself."""

    page: Page
    found: dict[str, list[str]] = field(default_factory=dict)
    decided: Counter[str] = field(default_factory=Counter)

    def open(self, name: str, address: str, status: int = 200) -> None:
        self.page.set_viewport_size(ZOOMED)
        self.look(name, self.page.goto(address), status)

    def look(self, name: str, response: Response | None, status: int) -> None:
        """Look at the page that is open, which came with this answer."""
        assert response is not None
        assert response.status == status, (name, response.status)
        self.page.evaluate(OPEN_ALL)
        self._note(name, self.names())
        for window in (ZOOMED, PHONE, DESKTOP):
            self.page.set_viewport_size(window)
            self._note(name, [f"{window['width']} px: {each}" for each in self.boxes(window)])
            for theme in THEMES if window != PHONE else ():
                self.page.emulate_media(color_scheme=theme)
                self._note(name, [f"{window['width']} px, {theme}: {each}" for each in self.axe(name)])

    def _note(self, name: str, problems: list[str]) -> None:
        if problems:
            self.found.setdefault(name, []).extend(problems)

    def boxes(self, window: Mapping[str, int]) -> list[str]:
        low = self._finds(MAIN_ONES_TOO_LOW) if window != DESKTOP else []
        return self._finds(PAST_THE_EDGE) + self._finds(TOO_SMALL, SMALLEST_TARGET) + low

    def _finds(self, script: str, argument=None) -> list[str]:
        return self.page.evaluate(script, argument)

    def axe(self, name: str = "") -> list[str]:
        if not self.page.evaluate("'leastContrast' in window"):
            self.page.evaluate(TOOLS)
        found = self.page.evaluate(AXE_FINDS, TAGS)
        self.decided[name] += found["decided"]
        return found["wrong"]

    def names(self) -> list[str]:
        heads = self.page.locator("h1").count()
        named = self.page.title() and self.page.locator("html").get_attribute("lang") == "en-GB"
        return [f"{heads} h1"] * (heads != 1) + ["no title or language"] * (not named)


def inspected(page: Page, addresses: Mapping[str, str]) -> Inspection:
    inspection = Inspection(page)
    for name, address in addresses.items():
        inspection.open(name, address)
    return inspection
