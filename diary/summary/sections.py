"""Questions, food, supplements, sun, laboratory results and symptoms in words, from the facts of their reports."""

from collections.abc import Sequence

from diary import lab_words, wording
from diary import verdict_words as verdicts
from diary.models import Background
from diary.reports.labs import LabCourse, Result
from diary.reports.nutrients import NutrientFact
from diary.reports.summary import SECTIONS, Summary
from diary.reports.symptoms import Felt
from diary.reports.taken import Taken
from diary.summary.parts import Section, Table
from diary.sun_words import rough_range
from nutrients.registry import NUTRIENTS
from nutrients.science.standards import within_a_sentence

NOTHING = "–"
TELLING = ("likely low", "above the upper limit")


def questions(summary: Summary) -> Section:
    return Section("questions", SECTIONS["questions"], lines=summary.questions, empty="none written down yet.")


def nutrients(summary: Summary) -> Section:
    """One line a nutrient: average, reference, how much of the food is known, and what may be said of it."""
    title, notice = SECTIONS["nutrients"], _dangerous(summary)
    if not summary.has_averages:
        return Section("nutrients", title, notice=notice, empty=f"{verdicts.few(summary.complete_days)}.")
    authority = within_a_sentence(summary.profile.reference_authority)
    caption = (
        f"Average a day over {wording.days(summary.complete_days)} with everything written down, of "
        f"{wording.days(summary.choice.length)}; reference amounts by {authority}"
    )
    head = ("Nutrient", "What can be said", "Average a day", "Reference", "From supplements", "Known share")
    rows = [_nutrient(fact) for fact in summary.nutrients]
    marked = [place for place, fact in enumerate(summary.nutrients) if _verdict(fact) in TELLING]
    note = "Known share: the part of the food's energy for which the food tables have a value. Unknown is not zero."
    table = Table(caption, head, rows, (2, 3, 4, 5), marked)
    return Section("nutrients", title, notice=notice, table=table, lines=[note])


def _dangerous(summary: Summary) -> str:
    """The safety texts of nutrients whose average would be drawn from a dangerous day."""
    return " ".join(verdicts.safety(fact) for fact in summary.nutrients if fact.grave)


def _nutrient(fact: NutrientFact) -> list[str]:
    supplements = None if fact.grave else fact.mean_from_supplements
    return [
        fact.nutrient.name,
        verdicts.title(fact) or "No published amount",
        verdicts.average(fact),
        reference(fact),
        wording.amount(supplements, fact.nutrient) if supplements else NOTHING,
        NOTHING if fact.coverage is None else wording.percent(fact.coverage),
    ]


def reference(fact: NutrientFact) -> str:
    """The recommended amount by the authority's own word for it; the authority stands above the table."""
    if fact.reference is None or fact.aim is None:
        return "none set"
    return f"{fact.reference.recommended_kind} {wording.amount(fact.aim, fact.nutrient)}"


def taken(summary: Summary) -> Section:
    rows = [[line.label, how(line), contents(line)] for line in summary.taken]
    table = Table("As written down", ("What", "How often", "In one"), rows) if rows else None
    return Section(
        "taken", SECTIONS["taken"], facts=_mentioned(summary), table=table, empty="none written down in this period."
    )


def _mentioned(summary: Summary) -> list[tuple[str, str]]:
    kinds = (Background.Kind.MEDICINE, Background.Kind.CONDITION)
    told = [(kind.label, "; ".join(each.text for each in summary.background if each.kind == kind)) for kind in kinds]
    return [(label, text) for label, text in told if text]


def how(line: Taken) -> str:
    """How often, and since when: "1 tablet every day since 3 Oct 2026"."""
    servings = f"{wording.helping(line.servings, line.serving)}"
    if line.is_daily and line.since is not None:
        until = f" to {wording.short_day(line.until)}" if line.until else ""
        return f"{servings} every day {'from' if until else 'since'} {wording.short_day(line.since)}{until}"
    return f"injection{_when(line)}" if line.is_injection else f"{servings}{_when(line)}"


def _when(line: Taken) -> str:
    if line.times == 1:
        return f", {wording.short_day(line.last)}"
    times = "" if line.times == line.days else f", {line.times} times"
    return f"{times} on {wording.days(line.days)}"


def contents(line: Taken) -> str:
    told = [f"{NUTRIENTS[key].name} {wording.amount(amount, NUTRIENTS[key])}" for key, amount in line.amounts.items()]
    return ", ".join(told) or "not stated"


def labs(summary: Summary) -> Section:
    """Each result as its report printed it, with that laboratory's own range; no judgement is added."""
    rows = [_result(course, result) for course in summary.labs for result in course.results]
    head = ("Test", "Result", "Laboratory's range", "Day")
    table = Table("As printed on the reports", head, rows, (1,)) if rows else None
    return Section("labs", SECTIONS["labs"], table=table, empty="none written down in this period.")


def _result(course: LabCourse, result: Result) -> list[str]:
    return [
        course.analyte.name,
        lab_words.with_unit(result.value, result.unit),
        lab_words.range_of(result) or "not given",
        wording.short_day(result.day),
    ]


def sun(summary: Summary) -> Section:
    """A rough range for the average day on which sun was written down, apart from everything eaten."""
    found, title = summary.sun, SECTIONS["sun"]
    if found is None:
        return Section("sun", title, empty="no time outside written down.")
    facts = [
        ("Days written down", f"{found.days} of {summary.choice.length}"),
        ("Time outside on these days", f"{wording.number(found.minutes)} minutes on average"),
        ("Vitamin D made by the skin", f"{rough_range(found.low, found.central, found.high)} on such a day"),
    ]
    return Section("sun", title, facts=facts, lines=["A rough estimate, never added to vitamin D from food."])


def symptoms(summary: Summary) -> Section:
    head = ("Symptom", "Days", "How bad", "Last")
    rows = [_symptom(each) for each in summary.symptoms]
    table = Table("As written down", head, rows, (1,)) if rows else None
    return Section("symptoms", SECTIONS["symptoms"], table=table, empty="none written down in this period.")


def _symptom(each: Felt) -> list[str]:
    return [each.name, str(each.days), severity(each), wording.short_day(each.last)]


def severity(each: Felt) -> str:
    """Usual and worst in one: "mild, at worst severe"."""
    usual, worst = each.usual.label.lower(), each.worst.label.lower()
    return usual if usual == worst else f"{usual}, at worst {worst}"


def glance(facts: Sequence[NutrientFact]) -> str:
    """Name the nutrients by what may be said of them, the telling ones first."""
    order = (*TELLING, "uncertain", "likely enough", "cannot tell yet")
    named = wording.within
    groups = {verdict: [named(fact.nutrient) for fact in facts if _verdict(fact) == verdict] for verdict in order}
    told = [f"{verdict} for {wording.listed(names)}" for verdict, names in groups.items() if names]
    grave = [named(fact.nutrient) for fact in facts if fact.grave]
    said = "; ".join([f"a dangerous amount of {wording.listed(grave)}", *told] if grave else told)
    return f"{said[0].upper()}{said[1:]}." if said else ""


def _verdict(fact: NutrientFact) -> str:
    return fact.assessment.verdict if fact.assessment and not fact.grave else ""
