"""Every chart: a sentence above it, the same figures in the table below it, and a tap that opens the day."""

import io

import pikepdf
import pytest
from playwright.sync_api import Page

from nutrients.registry import CORE
from tests.browser.conftest import DEMO_DAY, log_in_as_demo, sign_up
from tests.paper import text_of

WEEK = DEMO_DAY.strftime("%G-W%V")
REVIEWS = [f"/review/?week={WEEK}&weeks={weeks}" for weeks in (1, 4, 13)]
NUTRIENTS = [f"/nutrients/{nutrient.key}/?week={WEEK}&weeks=4" for nutrient in CORE]
CHARTS_DRAWN = "document.querySelectorAll('figure.chart').length === Object.keys(Chart.instances).length"

# What Chart.js was given, as drawn, beside what a reader finds in the table; a column is called as its line is.
BOTH = """() => [...document.querySelectorAll("figure.chart")].map((figure) => {
    const chart = Chart.getChart(figure.querySelector("canvas"));
    const written = (row) => [...row.cells].map((cell) => cell.textContent.trim());
    const [heads, ...rows] = [...figure.querySelectorAll("table tr")].map(written);
    const lines = chart.data.datasets.map((line) => ({ name: line.label, figures: line.data }));
    const sentence = figure.querySelector("figcaption").textContent.trim();
    return { name: figure.dataset.chart, sentence, points: chart.data.labels.length, lines, heads, rows };
})"""
LAST_POINT = """(name) => {
    const canvas = document.querySelector(`[data-chart="${name}"] canvas`);
    const chart = Chart.getChart(canvas);
    const line = chart.data.datasets.findIndex((each) => each.data.some((figure) => figure !== null));
    const place = chart.data.datasets[line].data.findLastIndex((figure) => figure !== null);
    const { x, y } = chart.getDatasetMeta(line).data[place].getCenterPoint();
    const { urls } = JSON.parse(document.getElementById(name).textContent);
    return { x, y, url: urls[place] };
}"""


def opened(visit, path: str) -> Page:
    page = visit.go(path)
    page.wait_for_function(CHARTS_DRAWN)
    return page


def figure(text: str) -> float | None:
    return None if text == "–" else float(text.replace("\u202f", ""))


def drawn_as(line: dict) -> list[tuple[str, list]]:
    """The columns a line should be found in; the range of the sun has one for each of its ends."""
    if line["name"] != "Low to high":
        return [(line["name"], line["figures"])]
    low, high = zip(*(ends or (None, None) for ends in line["figures"]), strict=True)
    return [("Low", list(low)), ("High", list(high))]


def column(chart: dict, name: str) -> list[float | None]:
    place = [head.split(" [")[0] for head in chart["heads"]].index(name)  # a second unit of a blood test comes after
    return [figure(row[place]) for row in chart["rows"]]


def assert_table_agrees(chart: dict) -> None:
    assert chart["sentence"].endswith((".", "%"))
    assert len(chart["rows"]) == chart["points"] > 0
    assert chart["lines"]
    for name, figures in (each for line in chart["lines"] for each in drawn_as(line)):
        assert column(chart, name) == figures, (chart["name"], name)


def add_lab_results(visit) -> None:
    for day, value in [("2026-03-02", "41"), ("2026-09-14", "58.5")]:
        page = visit.go("/labs/add/vitamin_d_25oh/")
        page.get_by_label("Day of the blood sample").fill(day)
        page.get_by_role("textbox", name="Result").fill(value)
        page.get_by_role("button", name="Save").click()
        page.wait_for_url("**/labs/**")


def tap_last_point(page: Page, name: str) -> str:
    """Tap the last point of a chart; return the address it should lead to."""
    canvas = page.locator(f'[data-chart="{name}"] canvas')
    canvas.evaluate(
        "canvas => { for (const each of document.querySelectorAll('details:has(canvas)')) each.open = true; }"
    )
    page.wait_for_function(f"Chart.getChart(document.querySelector('[data-chart=\"{name}\"] canvas')).width > 100")
    canvas.scroll_into_view_if_needed()
    point = page.evaluate(LAST_POINT, name)
    canvas.click(position={"x": point["x"], "y": point["y"]})
    return point["url"]


@pytest.mark.parametrize("path", [*REVIEWS, *NUTRIENTS])
def test_a_table_holds_what_its_chart_draws(path, desktop):
    log_in_as_demo(desktop)
    charts = opened(desktop, path).evaluate(BOTH)
    assert charts
    for chart in charts:
        assert_table_agrees(chart)


def test_the_table_of_a_blood_test_holds_what_its_chart_draws(phone):
    sign_up(phone)
    add_lab_results(phone)
    [chart] = opened(phone, "/labs/").evaluate(BOTH)
    assert_table_agrees(chart)
    assert column(chart, "Result")[-2:] == [41, 58.5]


HINTS = """() => [...document.querySelectorAll("canvas")].map((canvas) => Chart.getChart(canvas)).flatMap((chart) =>
    chart.data.labels.flatMap((_, index) => {
        const here = chart.data.datasets.map((_, datasetIndex) => ({ datasetIndex, index }));
        chart.tooltip.setActiveElements(here, { x: 0, y: 0 });
        return chart.tooltip.body.flatMap(({ lines }) => lines);
    }))"""


def test_the_words_beside_a_point_leave_out_what_was_not_written_down(phone):
    log_in_as_demo(phone)
    lines = opened(phone, REVIEWS[0]).evaluate(HINTS)
    assert len(lines) > 50
    assert [line for line in lines if not any(sign.isdigit() for sign in line)] == []


LIGHT, DARK = "rgb(99, 87, 75)", "rgb(184, 172, 156)"  # --soft, the colour of an axis
AXES = """(event) => {
    if (event) window.dispatchEvent(new Event(event));
    return [...document.querySelectorAll("canvas")].map((canvas) => Chart.getChart(canvas))
        .map((chart) => [chart.canvas.checkVisibility(), chart.options.scales.y.ticks.color]);
}"""


def test_on_paper_every_chart_is_unfolded_and_drawn_in_light_colours(open_window):
    visit = open_window(theme="dark")
    log_in_as_demo(visit)
    page = opened(visit, REVIEWS[1])
    assert {colour for _, colour in page.evaluate(AXES)} == {DARK}
    assert [False, DARK] in page.evaluate(AXES)
    assert {tuple(each) for each in page.evaluate(AXES, "beforeprint")} == {(True, LIGHT)}
    assert {tuple(each) for each in page.evaluate(AXES, "afterprint")} == {(True, DARK)}


PAIN_ROW, TAKEN_ROW = f"{DEMO_DAY:%a %-d %b %Y}", "single doses"  # in no sentence and no picture


def printed(page: Page) -> bytes:
    return page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm"))


@pytest.mark.parametrize("path", REVIEWS)
def test_a_printed_look_back_is_a_few_sheets_of_sentences_bars_and_pictures(path, desktop):
    log_in_as_demo(desktop)
    paper = printed(opened(desktop, path))
    with pikepdf.open(io.BytesIO(paper)) as sheets:
        assert len(sheets.pages) <= 5
    words = text_of(paper)
    assert all(part in words for part in ("In short", "The average complete day", "Back pain on"))
    assert not any(part in words for part in (PAIN_ROW, TAKEN_ROW, "CSV"))


def test_a_table_that_stands_open_is_printed_too(desktop):
    log_in_as_demo(desktop)
    page = opened(desktop, REVIEWS[1])
    page.locator('[data-chart="chart-pain"] summary').click()
    words = text_of(printed(page))
    assert PAIN_ROW in words
    assert TAKEN_ROW not in words
    page.locator(".figures summary").last.click()
    assert TAKEN_ROW in text_of(printed(page))


def test_where_nothing_is_drawn_the_tables_are_printed(open_window):
    visit = open_window(java_script_enabled=False)
    log_in_as_demo(visit)
    words = text_of(printed(visit.go(REVIEWS[0])))
    assert PAIN_ROW in words
    assert TAKEN_ROW in words


@pytest.mark.parametrize(("window", "unfolded"), [("phone", False), ("desktop", True)])
def test_what_was_eaten_stands_beside_pain_at_a_desk_and_is_folded_on_a_phone(window, unfolded, request):
    visit = request.getfixturevalue(window)
    log_in_as_demo(visit)
    page = opened(visit, REVIEWS[1])
    assert page.locator('[data-chart="chart-pain"] canvas').is_visible()
    assert page.locator('[data-chart="chart-magnesium"] canvas').is_visible() is unfolded


@pytest.mark.parametrize("name", ["chart-pain", "chart-sun", "chart-magnesium"])
def test_a_tap_on_a_point_opens_its_day(name, phone):
    log_in_as_demo(phone)
    page = opened(phone, REVIEWS[0])
    url = tap_last_point(page, name)
    page.wait_for_url(f"**{url}")
    assert url.startswith("/day/2026-11-")
    assert "November" in page.locator("h1").inner_text()
