"""How the days were, drawn: sleep, stress and mood, movement, water, alcohol. Only what was told is there."""

from collections.abc import Mapping, Sequence
from typing import Final

from diary import wording
from diary.charts import Chart, bars, binned, chart_settings, course_table, mean_of, number_column, points, when_column
from diary.models.life import MOVEMENT
from diary.reports.life import LifeFacts
from diary.reports.review import Span
from diary.tables import Table

SCALE_ENDS: Final = 10
GREEN: Final = ("--life-soft", "--life")


def life_charts(life: LifeFacts, span: Span) -> list[Chart]:
    return [draw(life, span) for draw in (sleep_chart, feeling_chart, movement_chart, water_chart, alcohol_chart)]


def life_sentences(life: LifeFacts) -> list[str]:
    """A sentence on each that was told at all."""
    told = {
        "sleep_hours": sleep_sentence,
        "stress": lambda facts: feeling_sentence(facts, "stress"),
        "mood": lambda facts: feeling_sentence(facts, "mood"),
        "movement": movement_sentence,
        "water_ml": water_sentence,
        "drinks": alcohol_sentence,
    }
    return [say(life) for name, say in told.items() if life.told(name)]


def sleep_chart(life: LifeFacts, span: Span) -> Chart:
    """Hours of each night, and how good the sleep was."""
    table = _table("sleep", "Sleep", {"Hours": "sleep_hours", "How good, 0 to 10": "sleep_quality"}, life, span)
    dots = {"type": "line", "showLine": False, "pointStyle": "rectRot", "pointRadius": 5}
    sets = [points(table, 2, "How good, 0 to 10", "--ink", **dots), bars(table, 1, "Hours", *GREEN)]
    settings = chart_settings("bar", span, sets, unit="hours, or 0 to 10")
    return Chart("sleep", "Sleep", sleep_sentence(life), settings, table)


def sleep_sentence(life: LifeFacts) -> str:
    mean = life.mean("sleep_hours")
    if mean is None:
        return "Sleep: no hours were written down."
    return f"Sleep on {wording.days(len(life.told('sleep_hours')))}: {wording.score(round(mean, 1))} hours on average."


def feeling_chart(life: LifeFacts, span: Span) -> Chart:
    """Stress and mood, which share a scale."""
    table = _table("feeling", "Stress and mood, 0 to 10", {"Stress": "stress", "Mood": "mood"}, life, span)
    sets = [
        points(table, 1, "Stress", "--life", borderWidth=2),
        points(table, 2, "Mood", "--ink", borderWidth=1.5, borderDash=[5, 4], pointStyle="rectRot"),
    ]
    settings = chart_settings("line", span, sets, unit="0 to 10", top=SCALE_ENDS)
    named = [name.capitalize() for name in ("stress", "mood") if life.told(name)]
    said = [feeling_sentence(life, name) for name in ("stress", "mood")]
    return Chart("feeling", wording.listed(named) or "Stress", " ".join(filter(None, said)), settings, table)


def feeling_sentence(life: LifeFacts, name: str) -> str:
    mean = life.mean(name)
    if mean is None:
        return ""
    on = wording.days(len(life.told(name)))
    return f"{name.capitalize()} on {on}: {wording.score(round(mean, 1))} of 10 on average."


def movement_chart(life: LifeFacts, span: Span) -> Chart:
    """Minutes of each day, of all kinds together; the table tells the kinds apart."""
    told = {"Minutes": "movement"} | {name.split("_")[0].capitalize(): name for name in MOVEMENT}
    return _bars("movement", "Movement", told, "minutes", movement_sentence(life), life, span)


def movement_sentence(life: LifeFacts) -> str:
    told = life.told("movement")
    if not told:
        return "Movement: nothing was written down."
    return f"Movement on {wording.days(len(told))}, {wording.number(sum(told.values()))} minutes in all."


def water_chart(life: LifeFacts, span: Span) -> Chart:
    return _bars("water", "Water", {"Water [ml]": "water_ml"}, "ml", water_sentence(life), life, span)


def water_sentence(life: LifeFacts) -> str:
    mean = life.mean("water_ml")
    if mean is None:
        return ""
    return f"Water on {wording.days(len(life.told('water_ml')))}: {wording.with_unit(mean, 'ml')} on average."


def alcohol_chart(life: LifeFacts, span: Span) -> Chart:
    return _bars("alcohol", "Alcohol", {"Drinks": "drinks"}, "drinks", alcohol_sentence(life), life, span)


def alcohol_sentence(life: LifeFacts) -> str:
    told = life.told("drinks")
    if not told:
        return ""
    count = sum(told.values())
    drinks = f"{wording.figure(count)} drink{'' if count == 1 else 's'}"
    return f"Alcohol noted on {wording.days(len(told))}: {drinks} in all."


def _bars(
    name: str, title: str, told: Mapping[str, str], unit: str, sentence: str, life: LifeFacts, span: Span
) -> Chart:
    """A chart of one figure a day, the first one told; the others stand in the table."""
    table = _table(name, title, told, life, span)
    settings = chart_settings("bar", span, [bars(table, 1, next(iter(told)), *GREEN)], unit=unit)
    return Chart(name, title, sentence, settings, table)


def _table(name: str, title: str, told: Mapping[str, str], life: LifeFacts, span: Span) -> Table:
    """The figures of a day, or the mean of those days of a week that have one."""
    columns = [when_column(span), *(number_column(label, wording.score) for label in told)]
    series = [dict(binned(span, life.told(figure))) for figure in told.values()]
    rows: list[Sequence[object]] = [[first, *(mean_of(each[first]) for each in series)] for first, _ in span.bins()]
    return course_table(name, title, columns, rows, span)
