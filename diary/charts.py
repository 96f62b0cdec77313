"""
Facts in, charts out: each with one sentence above it and a table below it that holds the same numbers.

A day that was not written down is None, in the picture and in the table, and stays a gap. Settings are Chart.js's own;
a text that begins with "--" is a colour of `tokens.css`, and `urls` gives each point the page it opens.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from statistics import fmean
from typing import Any, Final

from django.utils.http import urlencode

from diary import verdict_words, wording
from diary.addresses import address
from diary.notation import current
from diary.reports.intake import Day, Intake
from diary.reports.nutrients import NutrientFact
from diary.reports.pain import PainFacts
from diary.reports.review import DAYS_A_WEEK, Span
from diary.reports.sun import SunDay
from diary.tables import Column, Table
from nutrients.registry import Nutrient
from nutrients.science.composition import Total
from nutrients.science.pain import NOTABLE_SHARE
from nutrients.science.stages import FIRST_LOOK
from nutrients.science.standards import REQUIREMENT, UPPER, Amount

Settings = dict[str, Any]
EatenDays = tuple[date, Sequence[Day], Sequence[Day]]  # of a point: its first day, its complete days, or the others
UNCROWDED: Final = 1.6  # an upper limit further above the rest than this would squash the bars
UNCROWDED_ALONE: Final = 3.0  # on a page of its own a nutrient has more room
WORST_PAIN: Final = 10
LEAST_SUN_TOP: Final = 1.0  # µg: a winter of nearly nothing must not fill the picture
MARGIN: Final = 36  # pixels to the right of every plot, for the names of its lines


@dataclass(frozen=True, slots=True)
class Chart:
    """One question, one picture: `sentence` says what it shows, `table` has its numbers."""

    name: str
    title: str
    sentence: str
    settings: Settings
    table: Table

    @property
    def id(self) -> str:
        return f"chart-{self.name}"

    @property
    def is_empty(self) -> bool:
        return all(value is None for row in self.table.rows for value in row[1:])


def nutrient_chart(fact: NutrientFact, span: Span, *, days: Sequence[EatenDays] = (), is_alone: bool = False) -> Chart:
    """
    What each day, or the average complete day of each week, held: from food and from supplements.

    Whoever draws several hands over the `eaten_days`, which are the same for all. Alone on its page, an upper limit
    that has no place in the picture is said in words.
    """
    nutrient = fact.nutrient
    columns = [
        when_column(span),
        number_column(f"Food [{nutrient.symbol}]", _writer(nutrient)),
        number_column(f"Supplements [{nutrient.symbol}]", _writer(nutrient)),
        number_column(f"Day not complete [{nutrient.symbol}]", _writer(nutrient)),
        number_column("Value known for", wording.percent),
    ]
    rows = [[first, *_held(fact, *found)] for first, *found in days or eaten_days(fact.period, span)]
    table = course_table(nutrient.key, nutrient.name, columns, rows, span)
    sets = [
        bars(table, 1, "Food", "--food", "--food"),
        bars(table, 2, "Supplements", "--supplement", "--food"),
        bars(table, 3, "Day not complete", "--sunk", "--edge"),
    ]
    lines = _lines(fact, rows, UNCROWDED_ALONE if is_alone else UNCROWDED)
    top = max((line["yMax"] for line in lines.values()), default=None)
    settings = chart_settings("bar", span, sets, lines=lines, stacked=True, unit=nutrient.symbol, top=top)
    said = f"{nutrient_sentence(fact)} {_limit_said(fact, lines)}" if is_alone else nutrient_sentence(fact)
    return Chart(nutrient.key, nutrient.name, said.strip(), settings, table)


def eaten_days(period: Intake, span: Span) -> list[EatenDays]:
    """Put the complete days, and on a point of one day any other, under the points of a chart."""
    points = binned(span, {day.day: day for day in period.logged})
    complete = [[day for day in found if day.is_complete] for _, found in points]
    return [
        (first, whole, [] if whole or span.is_weekly else found)
        for (first, found), whole in zip(points, complete, strict=True)
    ]


def nutrient_sentence(fact: NutrientFact) -> str:
    """What the chart shows."""
    name, held = fact.nutrient.name, verdict_words.average(fact)
    if fact.days < FIRST_LOOK:
        return f"{name}: {verdict_words.few(fact.days)}."
    if not fact.is_known:
        return f"{name}: no value is known for any food of the {wording.days(fact.days)} complete."
    beside = f"; {verdict_words.compared(fact, fact.recommended)}" if fact.recommended else ""
    return f"{name} averaged {held} a day over {fact.days} complete days{beside}."


def pain_chart(facts: PainFacts, peg: Mapping[date, float], span: Span, began: float | None = None) -> Chart:
    """The day's figure and its worst, and the weekly PEG score, all on the same scale; `began` is the first PEG."""
    names = ("Worst", "Mean", "PEG of the week")
    columns = [when_column(span), *(number_column(name, wording.score) for name in names)]
    days = binned(span, {day.day: day for day in facts.days})
    scores = dict(binned(span, peg))
    rows = [
        [
            first,
            max((day.worst for day in found), default=None),
            mean_of([day.score for day in found]),
            mean_of(scores[first]),
        ]
        for first, found in days
    ]
    table = course_table("pain", "Back pain, 0 to 10", columns, rows, span)
    sets = [
        points(table, 1, "Worst", "--pain", pointStyle="triangle", borderWidth=1.5),
        points(table, 2, "Mean", "--pain", borderDash=[5, 4], borderWidth=2),
        points(table, 3, "PEG of the week", "--ink", pointStyle="rectRot", pointRadius=6, showLine=False),
    ]
    lines = {"peg": mark((1 - NOTABLE_SHARE) * began, "−30 %", "--ink", [2, 4])} if began and peg else {}
    settings = chart_settings("line", span, sets, unit="0 to 10", top=WORST_PAIN, lines=lines)
    return Chart("pain", "Back pain", pain_sentence(facts), settings, table)


def pain_sentence(facts: PainFacts) -> str:
    if facts.median is None:
        return "Back pain: no score in this time."
    days = f"{wording.days(len(facts.days))} with a score"
    free = f" {wording.days(facts.free_days).capitalize()} without pain." if facts.free_days else ""
    return f"Back pain on {days}: median {wording.score(facts.median)}, worst {facts.worst}.{free}"


def sun_chart(days: Mapping[date, SunDay], span: Span) -> Chart:
    """The rough range of vitamin D from the sun, in a picture of its own: it is never added to what was eaten."""
    rough = [number_column(f"{name} [µg]", wording.score) for name in ("Low", "Central", "High")]
    columns = [when_column(span), *rough, number_column("Minutes", wording.number)]
    rows = [[first, *_sunned(found)] for first, found in binned(span, days)]
    table = course_table("sun", "Vitamin D from the sun, roughly", columns, rows, span)
    ends = [None if row[1] is None else [row[1], row[3]] for row in rows]
    sets = [
        points(table, 2, "Central", "--sun", showLine=False, pointRadius=4, type="line"),
        {
            "label": "Low to high",
            "data": ends,
            "backgroundColor": "--sun-soft",
            "borderColor": "--sun",
            "borderWidth": 1,
        },
    ]
    settings = chart_settings("bar", span, sets, unit="µg, roughly", top=LEAST_SUN_TOP)
    return Chart("sun", "Sun", sun_sentence(days), settings, table)


def sun_sentence(days: Mapping[date, SunDay]) -> str:
    if not days:
        return "Sun: no time outside was written down."
    minutes = wording.number(sum(day.minutes for day in days.values()))
    return f"Sun on {wording.days(len(days))}, {minutes} minutes in all. The range is rough, and apart from food."


def binned(span: Span, by_day: Mapping[date, Any]) -> list[tuple[date, list[Any]]]:
    """Put what is known of days under the points of a chart; a point may have nothing."""
    places = _places(span)
    found: dict[date, list[Any]] = {first: [] for first in places.values()}
    for day, value in by_day.items():
        if (first := places.get(day)) is not None:
            found[first].append(value)
    return list(found.items())


@lru_cache(maxsize=32)
def _places(span: Span) -> Mapping[date, date]:
    """The first day of the point each day of a span belongs to."""
    days = (span.first + timedelta(days=number) for number in range(span.length))
    step = DAYS_A_WEEK if span.is_weekly else 1
    return {day: day - timedelta(days=(day - span.first).days % step) for day in days}


def _held(fact: NutrientFact, complete: Sequence[Day], partial: Sequence[Day]) -> list[float | None]:
    """Food, supplements, what an incomplete day holds so far, and the known share; None where nothing is known."""
    days = complete or partial
    total = fact.period.total(fact.nutrient.key, days)
    if not days or not _is_known(total):
        return [None, None, None, total.coverage]
    share, digits = 1 / len(days), fact.nutrient
    if partial:
        return [None, None, wording.rounded(total.amount, digits), total.coverage]
    parts = [wording.rounded(part * share, digits) for part in (total.from_food, total.from_supplements)]
    return [*parts, None, total.coverage]


def _is_known(total: Total) -> bool:
    return bool(total.known or total.supplements or not total.items)


def _sunned(days: Sequence[SunDay]) -> list[float | None]:
    """Low, central, high and minutes of the average day on which sun was written down."""
    columns = [[day.low, day.central, day.high, float(day.minutes)] for day in days]
    return [mean_of(list(column)) for column in zip(*columns, strict=True)] or [None] * 4


def mean_of(values: Sequence[float]) -> float | None:
    return round(fmean(values), 1) if values else None


def _lines(fact: NutrientFact, rows: Sequence[Sequence[Any]], room: float) -> Settings:
    """The reference, the requirement and the upper limit, as far as they are published and have room."""
    if fact.recommended is None or fact.reference is None:
        return {}
    lines = {"recommended": _published(fact.recommended, "--mark", [])}
    if need := fact.reference.first(REQUIREMENT):
        lines["requirement"] = _published(need, "--mark", [2, 4])
    limit = fact.reference.first(UPPER)
    highest = max([fact.recommended.value, *(sum(value or 0.0 for value in row[1:4]) for row in rows)])
    if limit and not limit.counts_supplements_only and limit.value <= room * highest:
        lines["limit"] = _published(limit, "--pain", [8, 4])
    return lines


def _limit_said(fact: NutrientFact, lines: Settings) -> str:
    """The upper limit that is published and not drawn: it counts supplements alone, or lies far above."""
    limit = fact.reference.first(UPPER) if fact.reference else None
    if limit is None or "limit" in lines or fact.aim is None:
        return ""
    written = f"The upper limit ({limit.kind}) of {wording.amount(limit.value, fact.nutrient)}"
    if limit.counts_supplements_only:
        return f"{written} counts supplements and medicines alone, so it has no line here."
    return f"{written} lies far above this picture."


def mark(value: float, text: str, colour: str, dash: Sequence[int]) -> Settings:
    """A line across the picture; what it is called stands to the right of the plot, where no bar is."""
    label = {
        "display": True,
        "content": text,
        "position": "end",
        "xAdjust": MARGIN,
        "backgroundColor": "transparent",
        "color": "--ink",
        "padding": 3,
        "font": {"size": 11, "weight": "normal"},
    }
    height = {"yMin": value, "yMax": value}
    return {"type": "line", **height, "borderColor": colour, "borderWidth": 1.5, "borderDash": dash, "label": label}


def _published(amount: Amount, colour: str, dash: Sequence[int]) -> Settings:
    return mark(amount.value, amount.kind, colour, dash)


def bars(table: Table, place: int, label: str, fill: str, edge: str) -> Settings:
    data = [row[place] for row in table.rows]
    return {"label": label, "data": data, **_look(fill, edge)}


def _look(fill: str, edge: str) -> Settings:
    return {"backgroundColor": fill, "borderColor": edge, "borderWidth": 1, "maxBarThickness": 48}


def points(table: Table, place: int, label: str, colour: str, **look: Any) -> Settings:
    data = [row[place] for row in table.rows]
    base = {"borderColor": colour, "backgroundColor": colour, "pointRadius": 3, "spanGaps": False}
    return {"label": label, "data": data, **base, **look}


def chart_settings(
    kind: str,
    span: Span,
    sets: Sequence[Settings],
    *,
    unit: str,
    lines: Settings | None = None,
    stacked: bool = False,
    top: float | None = None,
) -> Settings:
    """Chart.js settings; every chart of a page has the same days below it, so that they line up."""
    drawn = [each for each in sets if any(value is not None for value in each["data"])]
    bins = _labels(span)
    x = {"min": bins[0], "max": bins[-1], "offset": True, "stacked": stacked}
    y = {"stacked": stacked, "title": {"display": True, "text": unit}, "suggestedMax": top}
    plugins = {"annotation": {"annotations": lines or {}, "clip": False}, "legend": {"display": len(drawn) > 1}}
    options = {"scales": {"x": x, "y": y}, "plugins": plugins, "layout": {"padding": {"right": MARGIN}}}
    return {
        "type": kind,
        "data": {"labels": bins, "datasets": drawn},
        "options": options,
        "urls": _urls(span),
        "notation": current().for_charts,
    }


@lru_cache(maxsize=32)
def _labels(span: Span) -> list[str]:
    return [first.isoformat() for first, _ in span.bins()]


def course_table(name: str, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]], span: Span) -> Table:
    each = "the average day of each week" if span.is_weekly else "each day"
    return Table(name, f"{title}, {each}", columns, rows, _urls(span))


@lru_cache(maxsize=32)
def _urls(span: Span) -> list[str]:
    """The day of each point; of a weekly point, that week's review."""
    if not span.is_weekly:
        return [address("diary:day", first) for first, _ in span.bins()]
    return [review_url(Span(first, last)) for first, last in span.bins()]


def review_url(span: Span) -> str:
    return f"{address('diary:review')}?{urlencode(span.query)}"


def when_column(span: Span) -> Column:
    return Column("Week from" if span.is_weekly else "Day", wording.weekday_short)


def number_column(name: str, write: Callable[[Any], str]) -> Column:
    return Column(name, write, is_number=True)


def _writer(nutrient: Nutrient) -> Callable[[float], str]:
    return lambda value: wording.without_unit(value, nutrient)
