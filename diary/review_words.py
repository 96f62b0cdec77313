"""The look back in sentences, made from the same facts as its charts."""

from collections.abc import Sequence
from typing import Final

from diary import peg_words, verdict_words, wording
from diary.charts import pain_sentence, sun_sentence
from diary.life_charts import life_sentences
from diary.reports.nutrients import NutrientFact
from diary.reports.review import Change, Review, Span
from diary.reports.taken import Taken
from nutrients.science.stages import FIRST_LOOK

# What one would want to read first.
ORDER: Final = ("above the upper limit", "likely low", "uncertain", "likely enough", "cannot tell yet")
SPANS: Final = {1: "week", 4: "4 weeks", 13: "13 weeks", 52: "52 weeks"}
TAKEN_NAMED = 4


def title(span: Span) -> str:
    """The days as a heading."""
    return wording.period(span.first, span.last)


def name(span: Span) -> str:
    """How long it is: "week", "4 weeks", "12 days"."""
    return SPANS.get(span.weeks, wording.days(span.length))


def look_back(review: Review) -> list[str]:
    """A few sentences: how much was written down, what it held, the back, the sun, what was taken."""
    said = [
        _days(review),
        *_verdicts(review),
        pain_sentence(review.pain),
        _peg(review),
        *life_sentences(review.life),
        sun_sentence(review.sun),
        _taken(review.taken),
    ]
    return [sentence for sentence in said if sentence]


def _days(review: Review) -> str:
    complete = f"{verdict_words.days_complete(review.intake)}."
    if review.has_enough:
        return complete
    return f"{complete} Averages begin at {FIRST_LOOK} complete days."


def _verdicts(review: Review) -> list[str]:
    """One sentence for each verdict that was reached."""
    if not review.has_enough:
        return []
    by_verdict: dict[str, list[NutrientFact]] = {verdict: [] for verdict in ORDER}
    for fact in review.facts.values():
        if fact.assessment and not fact.grave:
            by_verdict[fact.assessment.verdict].append(fact)
    return [
        f"{verdict_words.TITLES[verdict]}: {wording.listed([_averaged(fact) for fact in found])}."
        for verdict, found in by_verdict.items()
        if found
    ]


def _averaged(fact: NutrientFact) -> str:
    name = wording.within(fact.nutrient)
    return f"{name} ({verdict_words.average(fact)} a day)" if fact.is_known else f"{name} (no values)"


def _peg(review: Review) -> str:
    """The last score of the three weekly questions beside the first ever."""
    last = review.pegs[-1:]
    began = [review.peg_began] if review.peg_began and last and review.peg_began.day < last[0].day else []
    course = peg_words.course([*began, *last])
    return f"Three questions a week: {course}" if course else ""


def _taken(rows: Sequence[Taken]) -> str:
    if not rows:
        return ""
    named = [f"{row.label} on {wording.days(row.days)}" for row in rows[:TAKEN_NAMED]]
    others = len(rows) - len(named)
    return f"Taken: {wording.listed([*named, *([f'{others} more'] if others else [])])}."


def changes(review: Review) -> list[str]:
    """What is different from the period before, and how sure that is."""
    before = f"the {name(review.span)} before"
    clear = [change for change in review.changes if change.is_clear]
    others = [change for change in review.changes if not change.is_clear]
    still, uneven = ([each for each in others if (each.margin is None) is no] for no in (False, True))
    return [
        *(_clear(change, before) for change in clear),
        *_together(still, f"no clear difference from {before}; days vary that much by themselves."),
        *_together(uneven, "days vary too much, or nobody published how much, to compare two periods."),
        *_pain_change(review, before),
    ]


def _together(changes: Sequence[Change], said: str) -> list[str]:
    """One sentence for all nutrients of which the same is to be said."""
    if not changes:
        return []
    names = wording.listed([wording.within(change.fact.nutrient) for change in changes])
    return [f"{names[0].upper()}{names[1:]}: {said}"]


def _clear(change: Change, before: str) -> str:
    nutrient, more = change.fact.nutrient, "more" if change.difference > 0 else "less"
    moved, margin = (wording.amount(abs(each), nutrient) for each in (change.difference, change.margin or 0.0))
    return (
        f"{nutrient.name} averaged {moved} {more} a day than in {before}. "
        f"Days that vary would by themselves move it by no more than {margin}, 95 times in 100."
    )


def _pain_change(review: Review, before: str) -> list[str]:
    changed, now, then = review.pain_changed, review.pain.median, review.pain_before.median
    if changed is None or now is None or then is None:
        return []
    noted = "a difference people usually notice (2 points or 30 %)" if changed else "less than people usually notice"
    medians = f"The median of your back pain is {wording.score(now)}; in {before} it was {wording.score(then)}"
    return [f"{medians}. That is {noted}. The numbers do not say why."]
