"""The second sheet: how complete the diary is, how each figure was made, who says so, and what this is not."""

from collections.abc import Iterable

from diary import verdict_words as verdicts
from diary import wording
from diary.reports.nutrients import NutrientFact
from diary.reports.summary import Summary
from diary.summary.parts import Section, Table
from nutrients.science.standards import within_a_sentence

METHOD = (
    "Food: everything is weighed in grams and looked up in published food tables. Averages rest on complete days only: "
    "days marked as complete, or with three meals and no mark that something is missing. Other days are left out, "
    "never counted as zero.",
    "Where a food has no published value, the amount is a lower bound and reads “at least”.",
    "Pain: a score from 0 to 10; a day's figure is the mean of its scores. PEG: the mean of three questions about the "
    "past week, average pain, enjoyment of life and general activity, each 0 to 10 (Krebs and others, 2009).",
    "Sun: a rough range from the sun's height, cloud, skin type and bare skin. It never adds to vitamin D from food.",
)
NOT = (
    "One person's own notes. Not a measurement, not a medical record, and no statement about an illness or its cause.",
    "Diaries miss things: in surveys people write down about a fifth less energy than they use.",
    "What was eaten does not show what the body took up or holds; only a laboratory can show that.",
    "Figures that stand side by side do not show that one causes the other.",
)


def completeness(summary: Summary) -> Section:
    length = summary.choice.length
    facts = [("Days in the period", str(length))]
    if summary.nutrients:
        facts += [
            ("Days with food written down", str(summary.logged_days)),
            ("Complete days", str(summary.complete_days)),
        ]
    if summary.pain:
        facts.append(("Days with a pain score", str(len(summary.pain.days))))
    return Section("completeness", "How complete this is", facts=facts, table=_gaps(summary))


def _gaps(summary: Summary) -> Table | None:
    lacking = [fact for fact in summary.nutrients if fact.lacking]
    rows = [_gap(fact) for fact in lacking] if summary.complete_days else []
    head = ("Nutrient", "Known share", "Foods without a value")
    return Table("What the food tables do not know", head, rows, (1,)) if rows else None


def _gap(fact: NutrientFact) -> list[str]:
    share = "–" if fact.coverage is None else wording.percent(fact.coverage)
    return [fact.nutrient.name, share, verdicts.lacking(fact.lacking)]


def reasons(summary: Summary) -> Section:
    """Each verdict with the sentences behind it."""
    told = [fact for fact in summary.nutrients if summary.has_averages or fact.grave]
    facts = [(fact.nutrient.name, verdicts.reason(fact)) for fact in told]
    return Section("reasons", "How each reading was reached", facts=facts)


def method(summary: Summary) -> Section:
    tables = [f"Food table: {edition.citation}." for edition in summary.editions] if summary.nutrients else []
    printed = _printed(summary.nutrients)
    assumed = [summary.assumptions] if summary.assumptions else []
    whose = within_a_sentence(summary.profile.reference_authority)
    sources = [*tables, f"Reference amounts of {whose}: {'; '.join(printed)}."] if printed else tables
    return Section("method", "Method and sources", lines=[*assumed, *METHOD, *sources])


def _printed(facts: Iterable[NutrientFact]) -> list[str]:
    """Where the reference amounts were printed, each place once: "DRI tables, 2011 update (calcium and iron)"."""
    places: dict[tuple[str, bool], list[str]] = {}
    for fact in facts:
        if found := fact.reference:
            places.setdefault((found.edition, found.unconfirmed), []).append(wording.within(fact.nutrient))
    return [f"{place} ({wording.listed(named)}{'; unconfirmed' * doubt})" for (place, doubt), named in places.items()]


def what_this_is_not() -> Section:
    return Section("not", "What this is not", lines=NOT)
