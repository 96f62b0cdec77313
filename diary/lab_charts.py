"""The course of one blood test: points on a time line, between the laboratory's own ends."""

from collections.abc import Sequence
from typing import Any, Final

from diary import lab_words, wording
from diary.addresses import address
from diary.charts import MARGIN, Chart, Settings
from diary.notation import current
from diary.reports.labs import LabCourse, Result
from diary.reports.review import Span
from diary.tables import Column, Table

RESULT, LOW, HIGH = 1, 2, 3  # columns of the table
DRAWN: Final[dict[int, Settings]] = {
    RESULT: {"borderColor": "--life", "backgroundColor": "--life", "pointRadius": 5, "borderWidth": 1.5},
    LOW: {"borderColor": "--edge", "backgroundColor": "--edge", "pointStyle": "line", "borderDash": [5, 4]},
    HIGH: {"borderColor": "--edge", "backgroundColor": "--edge", "pointStyle": "line", "borderDash": [2, 3]},
}


def lab_chart(course: LabCourse, span: Span | None = None) -> Chart:
    """
    Draw one test in the unit of its latest result; a range that was not written down stays a gap.

    In a look back it stands on the days of the others, under a name that no nutrient has.
    """
    table = lab_table(course, "blood-" if span else "")
    return Chart(table.name, course.analyte.name, sentence(course), _settings(course, table, span), table)


def lab_table(course: LabCourse, before_name: str = "") -> Table:
    test, unit = course.analyte, course.unit
    other = test.other_unit(unit)
    columns = [
        Column("Day", wording.short_day),
        *(_number(f"{name} [{unit}]") for name in ("Result", "Laboratory's range from", "Laboratory's range to")),
        *([_number(f"Result [{other}]")] if other else []),
    ]
    rows = [[each.day, *_figures(each, course, unit), *_figures(each, course, other)[:1]] for each in course.results]
    urls = [address("diary:lab_edit", each.pk) for each in course.results]
    return Table(f"{before_name}{test.key}", test.name, columns, rows, urls)


def _number(name: str) -> Column:
    return Column(name, wording.exact, is_number=True)


def _figures(result: Result, course: LabCourse, unit: str) -> list[float | None]:
    """Value, low and high in that unit: as printed where it is the printed one, rounded where converted."""
    if not unit:
        return []
    if unit == result.unit:
        return [result.value, result.low, result.high]
    return [None if end is None else lab_words.rounded(end) for end in result.in_unit(course.analyte, unit)]


def sentence(course: LabCourse) -> str:
    """Say how many results there are and what the latest is; what it means is not ours to say."""
    latest = course.latest
    last = f"{lab_words.with_unit(latest.value, latest.unit)} on {wording.period(latest.day, latest.day)}"
    if len(course.results) == 1:
        return f"{course.analyte.name}: {last}."
    return f"{course.analyte.name}: {wording.counted(len(course.results), 'result')}, the latest {last}."


def _settings(course: LabCourse, table: Table, span: Span | None) -> Settings:
    labels = [result.day.isoformat() for result in course.results]
    sets = [_line(table, place) for place in DRAWN if any(row[place] is not None for row in table.rows)]
    y = {"title": {"display": True, "text": course.unit}}
    bins = [first.isoformat() for first, _ in span.bins()] if span else []
    x = {"offset": True, **({"min": bins[0], "max": bins[-1]} if bins else {})}
    plugins = {"legend": {"display": len(sets) > 1}}
    options = {"scales": {"x": x, "y": y}, "plugins": plugins, "layout": {"padding": {"right": MARGIN}}}
    data, notation = {"labels": labels, "datasets": sets}, current().for_charts
    return {"type": "line", "data": data, "options": options, "urls": table.urls, "notation": notation}


def _line(table: Table, place: int) -> Settings:
    values: Sequence[Any] = [row[place] for row in table.rows]
    label = table.columns[place].name.split(" [")[0]
    return {"label": label, "data": values, "spanGaps": False, "borderWidth": 1, "pointRadius": 3, **DRAWN[place]}
