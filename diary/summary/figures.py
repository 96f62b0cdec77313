"""The figures of a summary as plain rows, for CSV and JSON: the same rounded values that the page prints."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from diary import sun_words, wording
from diary import verdict_words as verdicts
from diary.reports.labs import LabCourse, Result
from diary.reports.nutrients import NutrientFact
from diary.reports.pain import PainFacts
from diary.reports.summary import Summary, UsualSun
from diary.reports.symptoms import Felt
from diary.reports.taken import Taken
from diary.summary.pain import sign
from diary.summary.sections import contents, how, reference


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure or word. A value that is not known is None; `bound` is "at least" where more may be hidden."""

    section: str
    name: str
    what: str
    value: float | str | None
    unit: str = ""
    bound: str = ""
    day: str = ""


HEAD = ("section", "name", "what", "value", "unit", "bound", "day")


def figures(summary: Summary) -> list[Figure]:
    return list(_figures(summary))


def as_rows(found: list[Figure]) -> list[list[Any]]:
    return [[getattr(figure, name) for name in HEAD] for figure in found]


def as_json(summary: Summary) -> dict[str, Any]:
    choice = summary.choice
    return {
        "kind": "sunplate summary",
        "first": choice.first.isoformat(),
        "last": choice.last.isoformat(),
        "made_on": summary.made_on.isoformat(),
        "authority": summary.profile.reference_authority,
        "questions": list(summary.questions),
        "figures": [asdict(figure) for figure in figures(summary)],
    }


def _figures(summary: Summary) -> Iterator[Figure]:
    if summary.pain:
        yield from _pain(summary.pain)
    for fact in summary.nutrients:
        yield from _nutrient(fact)
    if summary.nutrients:
        yield Figure("food", "Days", "written down", summary.logged_days, "days")
        yield Figure("food", "Days", "complete", summary.complete_days, "days")
    for line in summary.taken:
        yield from _taken(line)
    yield from (Figure("mentioned", each.text, each.kind, None) for each in summary.background)
    if summary.sun:
        yield from _sun(summary.sun)
    yield from (_lab(course, result) for course in summary.labs for result in course.results)
    for felt in summary.symptoms:
        yield from _symptom(felt)


def _pain(facts: PainFacts) -> Iterator[Figure]:
    for what in ("median", "mean", "worst"):
        value = getattr(facts, what)
        yield Figure("pain", "Back pain", what, None if value is None else round(value, 1), "0 to 10")
    yield Figure("pain", "Back pain", "days scored", len(facts.days), "days")
    for day in facts.days:
        yield Figure("pain", "Back pain", "day", round(day.score, 1), "0 to 10", day=day.day.isoformat())
    for peg in facts.pegs:
        yield Figure("pain", "PEG", "score", round(peg.score, 1), "0 to 10", day=peg.day.isoformat())
    for flag in facts.flags:
        yield Figure("pain", "Warning signs", "ticked", "; ".join(map(sign, flag.signs)), day=flag.day.isoformat())


def _nutrient(fact: NutrientFact) -> Iterator[Figure]:
    name, unit = fact.nutrient.name, f"{fact.nutrient.symbol}/day"

    def told(value: float | None) -> float | None:
        return None if value is None else wording.rounded(value, fact.nutrient)

    yield Figure("food", name, "average", told(fact.mean), unit, "at least" if fact.is_lower_bound else "")
    yield Figure("food", name, "from supplements", told(fact.mean_from_supplements), unit)
    yield Figure("food", name, "reference", told(fact.aim), unit, reference(fact).split()[0] if fact.aim else "")
    share = None if fact.coverage is None else wording.whole_percent(fact.coverage)
    yield Figure("food", name, "known share", share, "%")
    yield Figure("food", name, "verdict", verdicts.title(fact))


def _taken(line: Taken) -> Iterator[Figure]:
    yield Figure("taken", line.label, "how often", how(line))
    yield Figure("taken", line.label, "in one", contents(line))


def _sun(sun: UsualSun) -> Iterator[Figure]:
    yield Figure("sun", "Days", "written down", sun.days, "days")
    yield Figure("sun", "Time outside", "average", round(sun.minutes), "min")
    for end in ("low", "high"):
        value = sun_words.one_figure(getattr(sun, end))
        yield Figure("sun", "Vitamin D made by the skin", end, value, "µg", "roughly")


def _lab(course: LabCourse, result: Result) -> Figure:
    return Figure("labs", course.analyte.name, "result", result.value, result.unit, day=result.day.isoformat())


def _symptom(felt: Felt) -> Iterator[Figure]:
    yield Figure("symptoms", felt.name, "days", felt.days, "days")
    yield Figure("symptoms", felt.name, "at worst", felt.worst.label.lower())
