"""
One walk over every screen of the demo person: a figure is the same words wherever it stands.

The day, the look back, a nutrient's own page, the prompts, the summary and its PDF are asked for the same four weeks.
"""

import html
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from diary.demo.menu import codes
from diary.demo.person import seed
from nutrients.loading import load_foods
from nutrients.registry import CORE
from tests.paper import text_of

pytestmark = pytest.mark.long  # a whole diary, or every address, each time

SUNDAY = date(2026, 11, 22)
MONDAY = SUNDAY - timedelta(days=27)
WEEKS = "?week=2026-W47&weeks=4"
DAYS = f"?first={MONDAY}&last={SUNDAY}"
KEYS = [nutrient.key for nutrient in CORE]


def plain(text: str) -> str:
    """What a reader sees of a page: no tags, and every space alike."""
    return " ".join(html.unescape(re.sub(r"(?s)<script.*?</script>|<[^>]*>", " ", text)).split())


def number(amount: str) -> tuple[float, str]:
    """Take "2.40 g" and "2.4 g" for the same."""
    *digits, unit = amount.split()
    return float("".join(digits)), unit


class Walk:
    """The demo person at the browser, on a Sunday that ends four weeks."""

    def __init__(self, user) -> None:
        self.client = Client()
        self.client.force_login(user)
        self.review = self.get("diary:review", WEEKS)
        self.prompts = self.get("diary:prompts")
        self.summary = self.get("diary:summary", DAYS)
        self.pdf = text_of(self.client.get(reverse("diary:summary_pdf") + DAYS).content)

    def get(self, name, query="", *args):
        return self.client.get(reverse(name, args=args) + query)

    def bar(self, key):
        return next(bar for bar in self.review.context["bars"] if bar.fact.nutrient.key == key)

    def nutrient(self, key):
        return self.get("diary:nutrient", WEEKS, key)

    def line(self, key) -> list[str]:
        """The nutrient's row in the summary, as printed."""
        table = next(each for each in self.summary.context["page"].sections if each.key == "nutrients").table
        return [plain(cell) for cell in table.rows[KEYS.index(key)]]

    def averages(self, key) -> dict[str, str]:
        """The nutrient's row in the look back's table of averages, as printed."""
        table = next(each for each in self.review.context["tables"] if each.name == "averages")
        names = [column.name for column in table.columns]
        return dict(zip(names, (plain(cell.text) for cell in table.cells[KEYS.index(key)]), strict=True))


@pytest.fixture
def walk(alice, monkeypatch) -> Walk:
    monkeypatch.setattr("diary.moments.today", lambda zone, now=None: SUNDAY)
    load_foods(only=codes())
    seed(alice, days=90, last=SUNDAY)
    return Walk(alice)


def test_every_screen_says_the_same_of_every_nutrient(walk):
    review = plain(walk.review.content.decode())
    for key in KEYS:
        bar, (name, verdict, average, reference, supplements, known) = walk.bar(key), walk.line(key)
        amount, kind = plain(bar.reference).rsplit(" ", 1)
        assert (plain(bar.amount), f"{kind} {amount}", bar.verdict) == (average, reference, verdict)
        page = plain(walk.nutrient(key).content.decode())
        for screen in (review, page):
            assert f"{name} {average} of {amount} {kind}" in screen
            assert verdict in screen
        assert f"the average is {average} a day" in page
        assert f"{name} averaged {average} a day over {bar.fact.days} complete days; {kind} {amount}, EFSA" in review
        for cell in (name, verdict, average, reference, supplements, known):
            assert cell in walk.pdf, f"{name}: {cell}"


def test_days_and_coverage_are_the_same_on_every_screen(walk):
    complete = f"{len(walk.review.context['review'].intake.complete)} of 28 days complete"
    assert complete in plain(walk.review.content.decode())
    for key in KEYS:
        known, row = walk.line(key)[-1], walk.averages(key)
        page = plain(walk.nutrient(key).content.decode())
        assert complete in page
        assert f"{row['Complete days']} of 28 days complete" == complete
        assert row["Value known for"] == known
        assert number(f"{row['Average a day']} {row['Unit']}") == number(walk.line(key)[2].removeprefix("at least "))
        if row["Values missing"] == "yes":
            assert f"values known for {known} of the food" in page
    assert f"over {complete.split()[0]} days with everything written down, of 28 days" in walk.pdf


def test_a_prompt_repeats_the_figures_of_the_nutrients_page(walk):
    found = walk.prompts.context["found"]
    raised = [prompt for prompt in found.prompts if prompt.topic in KEYS and "complete days" in prompt.said[0]]
    assert raised
    for prompt in raised:
        page = plain(walk.nutrient(prompt.topic).content.decode())
        assert plain(prompt.said[0]) in page
        assert walk.line(prompt.topic)[2] in plain(walk.prompts.content.decode())


def test_the_totals_of_a_day_are_the_rows_of_the_charts(walk):
    charts = {chart.name: chart.table for chart in walk.review.context["charts"]}
    compared = 0
    for number in range(28):
        day = MONDAY + timedelta(days=number)
        report = walk.get("diary:day", "", day).context["report"]
        for bar in report.bars:
            food, supplements, partial, _ = (plain(cell.text) for cell in charts[bar.nutrient.key].cells[number][1:])
            unit, amount = bar.nutrient.symbol, plain(bar.amount).removeprefix("at least ")
            if not report.facts.is_complete:
                assert food == supplements == "–"
                assert partial == "–" or f"{partial} {unit}" == amount
            elif bar.total.supplements:
                assert f"{food} {unit} from food, {supplements} {unit} from supplements" == plain(bar.notes[0])
            else:
                assert f"{food} {unit}" == amount
            compared += 1
    assert compared == 28 * len(KEYS)
