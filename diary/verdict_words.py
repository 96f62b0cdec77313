"""
What is said about a usual intake: the only place where a verdict becomes a sentence.

An intake is never called a lack in the body, and falling short of an AI shows nothing; iron speaks of how many people
in a hundred; a sum with a gap is "at least"; the sun is not here at all.
"""

from collections.abc import Callable, Sequence
from typing import Final

from diary import wording
from diary.notation import THIN_SPACE
from diary.reports.intake import Intake
from diary.reports.nutrients import Lacking, NutrientFact
from nutrients.registry import Nutrient
from nutrients.science.adequacy import AI_SAYS, ENOUGH_COVERAGE, NO_CONFIDENCE, NO_PROOF, RATIO_ONLY, UNLESS, Assessment
from nutrients.science.composition import Total
from nutrients.science.gaps import Gap, gap
from nutrients.science.limits import LimitCheck
from nutrients.science.stages import FIRST_LOOK, GOOD, good_days
from nutrients.science.standards import GUIDANCE, Amount

TITLES: Final = {
    "likely enough": "Likely enough",
    "uncertain": "Uncertain",
    "likely low": "Likely low",
    "above the upper limit": "Above the upper limit",
    "cannot tell yet": "Cannot tell yet",
}
LOOKS: Final = {
    "likely enough": "verdict-enough",
    "likely low": "verdict-low",
    "above the upper limit": "verdict-above",
    "cannot tell yet": "verdict-unknown",
}
GRAVE: Final = "A dangerous amount"
BY_CHANCE: Final = frozenset({"EAR", "AI", "iron"})  # these give one, unless too many values are missing
FOODS_NAMED = 3
SHORT_LABEL = 40


def title(fact: NutrientFact) -> str:
    """The verdict in two or three words; "" where no authority publishes anything."""
    if fact.grave:
        return GRAVE
    return TITLES[fact.assessment.verdict] if fact.assessment else ""


def look(fact: NutrientFact) -> str:
    """The class that colours the verdict."""
    return LOOKS.get(fact.assessment.verdict, "") if fact.assessment and not fact.grave else ""


def few(days: int) -> str:
    """Complete days too few for an average, and what it takes: "2 complete days"."""
    have = wording.counted(days, "complete day") if days else "no complete day"
    return f"{have} in this time, and averages begin at {FIRST_LOOK}"


def days_complete(period: Intake) -> str:
    return f"{len(period.complete)} of {wording.days(period.length)} complete"


def average(fact: NutrientFact) -> str:
    """
    The mean of a complete day: "at least 260 mg" where a food lacks a value, "unknown" where nothing is known.

    Before three days, and over a dangerous one, there is none.
    """
    if fact.grave:
        return "no average"
    if fact.days < FIRST_LOOK:
        return "no average yet"
    if not fact.is_known:
        return "unknown"
    return wording.total(fact.total, fact.nutrient, share=1 / fact.days)


def compared(fact: NutrientFact, amount: Amount) -> str:
    """A published amount with its name: "EAR 265 mg, NASEM"."""
    authority = fact.reference.authority if fact.reference else ""
    return f"{amount.kind} {wording.amount(amount.value, fact.nutrient)}, {authority}"


def reference(fact: NutrientFact) -> str:
    """The recommended amount with its name and authority, or that there is none."""
    amount = fact.recommended
    return compared(fact, amount) if amount else "no published amount"


def published(fact: NutrientFact) -> str:
    """What a figure is compared with: the authority's targets and limits for this person, and their edition."""
    found = fact.reference
    if found is None:
        return "No authority amount is at hand."
    amounts = [_named(fact, amount) for amount in found.amounts.values() if amount.kind not in GUIDANCE]
    unconfirmed = "; a figure is unconfirmed" if found.unconfirmed else ""
    return f"Compared with {found.authority}, {found.edition}: {wording.listed(amounts)}{unconfirmed}."


def _named(fact: NutrientFact, amount: Amount) -> str:
    alone = " (supplements and medicines only)" if amount.counts_supplements_only else ""
    return f"{amount.kind} {wording.amount(amount.value, fact.nutrient)}{alone}"


def interval(fact: NutrientFact) -> str:
    """Where usual intake lies 95 times in 100, days varying as they do; "" where no spread may be used."""
    found = fact.assessment
    if found is None or found.low is None or found.high is None or found.stage == "too few days":
        return ""
    if fact.grave or not fact.is_known:
        return ""
    low, high = (wording.amount(end, fact.nutrient) for end in (found.low, found.high))
    return f"{low} to {high}{' or more' if fact.is_lower_bound else ''}"


def notes(fact: NutrientFact) -> list[str]:
    """Beside an average: its parts, where usual intake may lie, what is not known or only estimated."""
    if fact.grave:
        return []
    nutrient, said = fact.nutrient, []
    if fact.total.supplements and fact.mean_from_food is not None and fact.mean_from_supplements is not None:
        food, tablets = (wording.amount(each, nutrient) for each in (fact.mean_from_food, fact.mean_from_supplements))
        said.append(f"{food} from food, {tablets} from supplements")
    if interval(fact):
        said.append(f"usual intake likely {interval(fact)}")
    if fact.is_lower_bound and fact.coverage is not None:
        said.append(f"values known for {wording.percent(fact.coverage)} of the food")
    if fact.estimated_share:
        said.append(f"{wording.percent(fact.estimated_share)} of it estimated")
    return said


def reason(fact: NutrientFact) -> str:
    """The sentences behind a verdict, with the figures and the method they rest on."""
    found = fact.assessment
    if fact.grave:
        return safety(fact)
    if found is None:
        return "No reference amount is at hand to compare it with."
    if not fact.is_known and found.method != "none":
        return f"None of the foods of these {wording.days(fact.days)} has a {fact.nutrient.name} value."
    if found.verdict == "above the upper limit" and found.limit is not None:
        return _above(fact, found.limit)
    if found.method in BY_CHANCE and found.confidence is None:
        return f"{_beside(fact, found.compared_with)}.{_coverage(fact)} No chance is given for that reason."
    return f"{_METHODS[found.method](fact, found)}{_coverage(fact)}"


def safety(fact: NutrientFact) -> str:
    """The safety text of a dangerous day instead of an average that would be drawn from it."""
    caution = fact.grave[0]
    when = wording.period(caution.day, caution.day)
    amount = held(fact.on(fact.period.on(caution.day)), fact.nutrient)
    return f"On {when} your notes hold {amount}. {caution.notice.text} No average is drawn from such a day."


def held(total: Total, nutrient: Nutrient) -> str:
    """One day's amount and how much of it came from supplements: "900 mg of iron, 890 mg of it from supplements"."""
    taken = "all" if total.from_supplements == total.amount else wording.amount(total.from_supplements, nutrient)
    part = f", {taken} of it from supplements" * bool(total.supplements)
    return f"{wording.total(total, nutrient)} of {wording.within(nutrient)}{part}"


def _beside(fact: NutrientFact, amount: Amount | None) -> str:
    said = f"Over {fact.days} complete days the average is {average(fact)} a day"
    return f"{said} ({compared(fact, amount)})" if amount else said


def _chance(fact: NutrientFact, found: Assessment) -> str:
    confidence = found.confidence or 0.0
    chance = f"{wording.in_100(confidence)}{THIN_SPACE}%"
    if not fact.is_lower_bound:
        return chance
    return f"{chance} or more" if round(100 * confidence) else f"{chance}, {UNLESS}"


def _by_requirement(fact: NutrientFact, found: Assessment) -> str:
    chance = f"the chance that your usual intake meets your need is {_chance(fact, found)}"
    return f"{_beside(fact, found.compared_with)}. Given how much days vary, {chance}."


def _by_ai(fact: NutrientFact, found: Assessment) -> str:
    chance = f"the chance that your usual intake reaches the AI is {_chance(fact, found)}"
    return f"{_beside(fact, found.compared_with)}. Given how much days vary, {chance}. {AI_SAYS}"


def _by_iron(fact: NutrientFact, found: Assessment) -> str:
    """Say it of a hundred people, with the range that few days leave open."""
    short, (least, most) = 1 - (found.confidence or 0.0), found.short or (0.0, 0.0)
    few_days = f" (from {wording.in_100(least)} to {wording.in_100(most)}, with fewer than {GOOD} days)"
    people = f"{wording.in_100(short)} in 100 people with this usual intake would fall short"
    ends = f"{people}{few_days * (least < most)}{', or fewer' * fact.is_lower_bound}"
    return f"{_beside(fact, found.compared_with)}. By the model of the IOM (2001), {ends}."


def _share(fact: NutrientFact, found: Assessment) -> str:
    amount = found.compared_with
    if amount is None or fact.mean is None:
        return f"{_beside(fact, amount)}."
    share = f"{'at least ' * fact.is_lower_bound}{wording.multiple(fact.mean / amount.value)}"
    return f"{_beside(fact, amount)}: {share} the {amount.kind}."


def _by_average(fact: NutrientFact, found: Assessment) -> str:
    needed = good_days(found.nutrient)
    if found.days < needed:
        return f"{_share(fact, found)} {NO_CONFIDENCE} A comparison needs {needed} days."
    falls_short_of_ai = found.verdict == "cannot tell yet"
    return f"{_share(fact, found)} {NO_CONFIDENCE}{f' {AI_SAYS}' * falls_short_of_ai}"


def _by_ratio(fact: NutrientFact, found: Assessment) -> str:
    return f"{_share(fact, found)} {RATIO_ONLY}"


def _none(fact: NutrientFact, found: Assessment) -> str:
    return found.reason


_METHODS: Final[dict[str, Callable[[NutrientFact, Assessment], str]]] = {
    "EAR": _by_requirement,
    "AI": _by_ai,
    "iron": _by_iron,
    "average": _by_average,
    "ratio": _by_ratio,
    "none": _none,
}


def _above(fact: NutrientFact, limit: LimitCheck) -> str:
    alone = limit.amount.counts_supplements_only
    counted = "supplements and medicines" if alone else "food and supplements"
    mean = f"{'at least ' * (fact.is_lower_bound and not alone)}{wording.amount(limit.mean, fact.nutrient)}"
    said = f"Over {fact.days} complete days {counted} average {mean} a day"
    return f"{said}. That is above the published upper limit ({compared(fact, limit.amount)}). {NO_PROOF}"


def _coverage(fact: NutrientFact) -> str:
    """Where values are missing, a low sum may be the table's gap and not the diet's."""
    if fact.coverage is None or fact.coverage >= ENOUGH_COVERAGE:
        return ""
    known = wording.percent(fact.coverage)
    return f" Values are known for only {known} of the food by energy, so the true average may be higher."


def gap_kind(fact: NutrientFact) -> Gap | None:
    """What stands in the way: days not written down, values missing from the tables, or the intake itself."""
    return gap(fact.assessment, fact.coverage) if fact.assessment else None


def gap_message(fact: NutrientFact) -> str:
    """One of three messages, never mixed up, or "" where none applies."""
    kind = gap_kind(fact)
    if kind == "days":
        return f"Not enough written down yet: {wording.days(fact.days)} complete, {days_wanted(fact)} needed."
    if kind == "values":
        return f"Values are missing for {lacking(fact.lacking)}: the average may be higher than it looks."
    return "The foods have values and there are days enough: this is what was eaten." if kind == "intake" else ""


def days_wanted(fact: NutrientFact) -> int:
    """Complete days from which on this nutrient can be compared."""
    found = fact.assessment
    return good_days(found.nutrient) if found and found.method == "average" else FIRST_LOOK


def lacking(foods: Sequence[Lacking]) -> str:
    """The foods without a value that bring most energy: "Pie, soup and 3 other foods"."""
    named = [food.label[:SHORT_LABEL] for food in foods[:FOODS_NAMED]]
    others = len(foods) - len(named)
    if others:
        named.append(f"{others} other food{'' if others == 1 else 's'}")
    return wording.listed(named)
