"""How sure a diary may be that a usual intake is enough, and what it must not say."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, floor, sqrt
from statistics import NormalDist
from typing import Final, Literal

from nutrients.science.confidence import TWO_SIDED_95, days_needed, reject_impossible, z_fixed, z_requirement
from nutrients.science.iron import share_short
from nutrients.science.limits import LimitCheck, check_usual
from nutrients.science.stages import FIRST_LOOK, GOOD, Stage, good_days, stage
from nutrients.science.standards import (
    ADULT,
    RECOMMENDED,
    REQUIREMENT,
    SHARE_OF_ENERGY,
    Amount,
    Person,
    Reference,
    within_a_sentence,
)
from nutrients.science.variability import cv_within, sd_requirement, sd_within

Verdict = Literal["likely enough", "uncertain", "likely low", "above the upper limit", "cannot tell yet"]
Method = Literal["EAR", "AI", "iron", "average", "ratio", "none"]

# Where need and day-to-day spread are near enough normal; zinc, borderline, is left to averages.
BY_EAR: Final = frozenset({"magnesium", "calcium", "phosphorus"})
BY_AI: Final = BY_EAR | {"potassium"}
SPREAD_HOLDS: Final = BY_AI | {"iron"}  # elsewhere days vary too much, or too unevenly, for a margin around the mean
# The book's "about 85 %", both ways, so that "likely" weighs the same on either side (docs/notes/0001-verdicts.md).
LIKELY_Z: Final = 1.0
LIKELY: Final = NormalDist().cdf(LIKELY_Z)
ENOUGH_COVERAGE: Final = 0.80  # share of energy with a value; below it "low" may be the table's gap, not the diet's

AI_SAYS: Final = "An AI is set where need is not well known: falling below it does not show that intake is too low."
NO_CONFIDENCE: Final = "No published method says how sure that is for one person."
RATIO_ONLY: Final = (
    "How much one day differs from the next is published for adults only and not for pregnancy, so a plain comparison "
    "is all there is."
)
MISSING_VALUES: Final = "so the true average may be higher and no chance is given."
UNLESS: Final = "unless the foods without a value hold much of it"
MANY_TIMES: Final = 10  # from here on a multiple reads better than a percentage
NO_PROOF: Final = "Worth a word with a clinician; it is no proof of harm."


@dataclass(frozen=True, slots=True)
class Assessment:
    """
    What may be said of one usual intake.

    Parameters
    ----------
    nutrient : str
    method : {"EAR", "AI", "iron", "average", "ratio", "none"}
        Which method spoke.
    verdict : str
        One of the five.
    reason : str
        The sentence behind it, in plain words.
    days : int
        Complete days it rests on.
    mean : float
        [nutrient unit/day]
    stage : {"too few days", "early look", "usable", "good"}
    z : float or None
        [unitless]
    confidence : float or None
        That usual intake meets the need, where a published method gives it. For iron, the share of people with this
        usual intake who would have enough. Between 0 and 1. [unitless]
    low, high : float or None
        Where usual intake lies with 95 % confidence, days varying as they do. [nutrient unit/day]
    compared_with : Amount or None
        The published figure the reason names.
    short : tuple of float or None
        For iron: the least and the most that would fall short, as far as the days leave it open. [unitless]
    ratio : float or None
        Mean over recommended amount. [unitless]
    days_needed : int or None
        For the mean to lie within 20 % of usual intake.
    limit : LimitCheck or None
        The check against the upper limit, where there is one.
    """

    nutrient: str
    method: Method
    verdict: Verdict
    reason: str
    days: int
    mean: float
    stage: Stage
    z: float | None = None
    confidence: float | None = None
    low: float | None = None
    high: float | None = None
    compared_with: Amount | None = None
    short: tuple[float, float] | None = None
    ratio: float | None = None
    days_needed: int | None = None
    limit: LimitCheck | None = None

    def answer(self) -> dict[str, str | float | None]:
        """The keys that programs read."""
        return {
            "method": self.method,
            "z": self.z,
            "confidence": self.confidence,
            "verdict": self.verdict,
            "days": self.days,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Intake:
    """
    A usual intake, and the person and figures it is held against.

    Parameters
    ----------
    person : Person
    reference : Reference
    mean : float
        Average over the complete days, food and supplements. [reference.unit/day]
    days : int
    coverage : float or None
        Share of the food's energy with a value; None when nothing is known. [unitless]
    has_weekend : bool
    """

    person: Person
    reference: Reference
    mean: float
    days: int
    coverage: float | None = 1.0
    has_weekend: bool = True

    @property
    def is_lower_bound(self) -> bool:
        """Whether a food without a value may hide more."""
        return self.coverage is None or self.coverage < 1

    @property
    def spread(self) -> float | None:
        """Pooled, from day to day; None where it may not be used. [reference.unit/day]"""
        nutrient = self.reference.nutrient
        return sd_within(nutrient, self.person) if nutrient in SPREAD_HOLDS else None

    @property
    def recommended(self) -> Amount | None:
        """None where a share of energy cannot be turned into grams."""
        return None if self.reference.unit == SHARE_OF_ENERGY else self.reference.first(RECOMMENDED)

    @property
    def average(self) -> str:
        bound = "at least " if self.is_lower_bound else ""
        return f"Over {self.days} complete days the average is {bound}{written(self.mean, self.reference.unit)} a day"

    def beside(self, amount: Amount) -> str:
        """Say what was averaged and what it is held against."""
        unit, authority = self.reference.unit, self.reference.authority
        return f"{self.average} ({amount.kind} {written(amount.value, unit)}, {authority})"

    def as_share(self, amount: Amount) -> str:
        bound = "at least " if self.is_lower_bound else ""
        return f"{self.beside(amount)}: {bound}{as_multiple(self.mean / amount.value)} the {amount.kind}."

    def chance(self, confidence: float) -> str:
        """A chance in words; where the sum is a lower bound, the chance is one too."""
        if not self.is_lower_bound:
            return _percent(confidence)
        return f"{_percent(confidence)} or more" if round(100 * confidence) else f"less than 1 %, {UNLESS}"

    def said(self, method: Method, verdict: Verdict, reason: str, amount: Amount | None = None) -> Assessment:
        """Put an answer together, with the figures that every answer carries."""
        nutrient, cv = self.reference.nutrient, cv_within(self.reference.nutrient, self.person)
        margin = TWO_SIDED_95 * self.spread / sqrt(self.days) if self.days and self.spread is not None else None
        return Assessment(
            nutrient,
            method,
            verdict,
            reason,
            self.days,
            self.mean,
            stage(nutrient, self.days, has_weekend=self.has_weekend),
            low=None if margin is None else max(0.0, self.mean - margin),
            high=None if margin is None else self.mean + margin,
            compared_with=amount,
            ratio=self.mean / self.recommended.value if self.recommended else None,
            days_needed=None if cv is None else ceil(days_needed(cv, 20)),
        )


def assess(
    person: Person,
    reference: Reference,
    *,
    mean: float,
    days: int,
    coverage: float | None = 1.0,
    supplement_mean: float | None = None,
    has_weekend: bool = True,
) -> Assessment:
    """
    Judge one usual intake by the method that holds for this nutrient and person, and by no other.

    Parameters
    ----------
    person : Person
    reference : Reference
        What the chosen authority publishes on the nutrient for this person.
    mean : float
        Average over the complete days, food and supplements. [reference.unit/day]
    days : int
        Complete days.
    coverage : float or None
        Share of the food's energy with a value; None when nothing is known. [unitless]
    supplement_mean : float or None
        Average from supplements and medicines alone; None when not told. [reference.unit/day]
    has_weekend : bool
        Whether the days include a Saturday or Sunday.

    Returns
    -------
    Assessment
        Fewer than three days, pregnancy, an age under 19 or a missing figure give "cannot tell yet", with the reason.

    Raises
    ------
    ValueError
        If the mean, the days or the coverage are impossible.

    Notes
    -----
    An AI never makes an intake "likely low". A mean above a published limit is said first, whatever the method.

    References
    ----------
    IOM 2000 (S42, S47-S50), IOM 2001 (S45, S52).
    """
    reject_impossible(mean, max(days, 1))
    if days < 0:
        raise ValueError("days must not be negative")
    if coverage is not None and not 0 <= coverage <= 1:
        raise ValueError("coverage lies between 0 and 1")
    if supplement_mean is not None:
        reject_impossible(supplement_mean, max(days, 1))
    intake = Intake(person, reference, mean, days, coverage, has_weekend)
    found = _with_coverage(intake, _judge(intake))
    limit = check_usual(reference, mean, supplement_mean, days, intake.spread)
    if limit is not None and limit.is_above:
        found = _above(intake, found, limit)
    return replace(found, limit=limit)


def written(value: float, unit: str) -> str:
    """Write an amount [unit] with its unit, as precisely as a diary can be."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit.replace('ug', 'µg')}"


def _judge(intake: Intake) -> Assessment:
    """Refuse, or hand over to the one method that holds."""
    if intake.days < FIRST_LOOK:
        have = f"{intake.days} complete day{'' if intake.days == 1 else 's'} so far"
        return intake.said("none", "cannot tell yet", f"{have}; a first look needs {FIRST_LOOK}.")
    amount = intake.recommended
    if amount is None:
        return _nothing_published(intake)
    if intake.person.age < ADULT or intake.person.life_stage == "pregnant":
        return intake.said("ratio", "cannot tell yet", f"{intake.as_share(amount)} {RATIO_ONLY}", amount)
    return _method(intake)(intake, amount)


def _method(intake: Intake) -> Callable[[Intake, Amount], Assessment]:
    nutrient, reference = intake.reference.nutrient, intake.reference
    if nutrient in BY_EAR and reference.requirement is not None:
        return _by_requirement
    if nutrient in BY_AI and reference.recommended_kind == "AI":
        return _by_ai
    # The distribution of iron needs is the Academies'; the NHMRC's figures rest on it, EFSA's and the UK's do not.
    distribution = reference.authority in {"NASEM", "NHMRC"} and share_short(intake.mean, intake.person) is not None
    return _by_iron if nutrient == "iron" and distribution else _by_average


def _by_requirement(intake: Intake, amount: Amount) -> Assessment:
    need = intake.reference.first(REQUIREMENT) or amount
    between, within = sd_requirement(intake.reference.nutrient, need.value), intake.spread
    if between is None or within is None:
        return _by_average(intake, amount)
    z = z_requirement(intake.mean, intake.days, ear=need.value, sd_requirement=between, sd_within=within)
    verdict: Verdict = "likely enough" if z >= LIKELY_Z else "likely low" if z <= -LIKELY_Z else "uncertain"
    chance = f"the chance that usual intake meets your need is {intake.chance(NormalDist().cdf(z))}"
    reason = f"{intake.beside(need)}. Given how much days vary, {chance}."
    return replace(intake.said("EAR", verdict, reason, need), z=z, confidence=NormalDist().cdf(z))


def _by_ai(intake: Intake, amount: Amount) -> Assessment:
    if intake.spread is None:
        return _by_average(intake, amount)
    z = z_fixed(intake.mean, intake.days, against=amount.value, sd_within=intake.spread)
    verdict: Verdict = "likely enough" if z >= LIKELY_Z else "uncertain" if z >= 0 else "cannot tell yet"
    chance = f"the chance that usual intake reaches the AI is {intake.chance(NormalDist().cdf(z))}"
    reason = f"{intake.beside(amount)}. Given how much days vary, {chance}. {AI_SAYS}"
    return replace(intake.said("AI", verdict, reason, amount), z=z, confidence=NormalDist().cdf(z))


def _by_iron(intake: Intake, amount: Amount) -> Assessment:
    """With fewer than 14 days the verdict must hold at both ends of what those days leave open."""
    margin = (intake.spread or 0.0) / sqrt(intake.days) if intake.days < GOOD else 0.0
    at = (intake.mean, intake.mean - margin, intake.mean + margin)
    short, most, least = (share_short(max(0.0, mean), intake.person) or 0.0 for mean in at)
    verdict: Verdict = "likely enough" if most <= 1 - LIKELY else "likely low" if least >= LIKELY else "uncertain"
    people = "women" if intake.person.sex == "female" else "men"
    range_ = f" (from {_in_100(least)} to {_in_100(most)}, with fewer than {GOOD} days)" if margin else ""
    fewer = ", or fewer" if intake.is_lower_bound else ""
    share = f"{_in_100(short)} in 100 {people} with this usual intake would fall short{range_}{fewer}"
    reason = f"{intake.beside(amount)}. By the model of the IOM (2001), {share}."
    return replace(intake.said("iron", verdict, reason, amount), confidence=1 - short, short=(least, most))


def _by_average(intake: Intake, amount: Amount) -> Assessment:
    """A plain comparison: no confidence, and never a word about too little."""
    reason, needed = f"{intake.as_share(amount)} {NO_CONFIDENCE}", good_days(intake.reference.nutrient)
    if intake.days < needed:
        return intake.said("average", "cannot tell yet", f"{reason} A comparison needs {needed} days.", amount)
    if intake.mean >= amount.value:
        return intake.said("average", "likely enough", reason, amount)
    if amount.kind == "AI":
        return intake.said("average", "cannot tell yet", f"{reason} {AI_SAYS}", amount)
    return intake.said("average", "uncertain", reason, amount)


def _nothing_published(intake: Intake) -> Assessment:
    authority = within_a_sentence(intake.reference.authority)
    what = f"{authority} publishes no single amount to compare it with here"
    if intake.reference.unit == SHARE_OF_ENERGY:
        what = f"{authority} gives a share of energy, and the energy of these days is not known"
    return intake.said("none", "cannot tell yet", f"{intake.days} complete days so far; {what}.")


def _above(intake: Intake, found: Assessment, limit: LimitCheck) -> Assessment:
    """The limit speaks first, and keeps the figures of whichever method holds."""
    counted = "supplements and medicines" if limit.amount.counts_supplements_only else "food and supplements"
    unit, authority = intake.reference.unit, intake.reference.authority
    bound = "at least " if intake.is_lower_bound and not limit.amount.counts_supplements_only else ""
    average = f"Over {intake.days} complete days {counted} average {bound}{written(limit.mean, unit)} a day"
    reason = f"{average}; the {limit.amount.kind} is {written(limit.amount.value, unit)} ({authority}). {NO_PROOF}"
    return replace(found, verdict="above the upper limit", reason=reason, compared_with=limit.amount)


def _with_coverage(intake: Intake, found: Assessment) -> Assessment:
    """Where values are missing, a low sum may be the table's gap and not the diet's: neither verdict nor chance."""
    coverage, amount = intake.coverage, found.compared_with
    if found.verdict != "likely low" or amount is None or (coverage is not None and coverage >= ENOUGH_COVERAGE):
        return found
    share = "an unknown share" if coverage is None else f"only {floor(100 * coverage)} %"
    reason = f"{intake.beside(amount)}. Values are known for {share} of the food by energy, {MISSING_VALUES}"
    return intake.said(found.method, "cannot tell yet", reason, amount)


def as_multiple(ratio: float) -> str:
    """Write a ratio [unitless] so that "the RDA" can follow: "62 % of", "417 times"."""
    return f"{round(ratio):,} times" if ratio >= MANY_TIMES else f"{ratio:.0%} of".replace("%", " %")


def _percent(share: float) -> str:
    return f"{_in_100(share)} %"


def _in_100(share: float) -> str:
    """Whole numbers; the ends in words, because nothing here is certain."""
    count = round(100 * share)
    return "less than 1" if count < 1 else "more than 99" if count > 99 else f"about {count}"
