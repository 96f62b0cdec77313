"""
What may be worth raising with a clinician, why, and what to ask.

Five rules decide (`symptoms_and_prompts`): an intake below its requirement, symptoms beside what the person mentioned,
an amount above an upper limit, a warning sign, a symptom that stays. A prompt says what was written down, over how many
days, compared with what, and how unsure that is. It names no illness and no dose. A topic that was answered stays quiet
for thirty days; merely looking at a prompt leaves no trace.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from diary import limits, moments, verdict_words, wording
from diary.models import Profile, PromptState, RedFlagReport
from diary.reports.cautions import KEYS as CAUTIOUS
from diary.reports.cautions import Caution, of_amounts
from diary.reports.intake import Intake
from diary.reports.nutrients import NutrientFact, facts, read
from diary.reports.told import Told, told_by
from nutrients.registry import CORE, NUTRIENTS
from nutrients.science.adequacy import ENOUGH_COVERAGE, NO_PROOF
from nutrients.science.safety import notice
from nutrients.science.stages import GOOD, GOOD_SPIKY, SPIKY
from nutrients.science.standards import REQUIREMENT, UPPER, Amount
from nutrients.symptoms import SYMPTOMS

WEEK: Final = 7
RECENT: Final = 28  # days that are looked at
LONG: Final = 56  # for what needs 28 complete days
DAYS_ABOVE_LIMIT: Final = 7
DAYS_A_WEEK_WITH_SYMPTOM: Final = 3
WEEKS_WITH_SYMPTOM: Final = 4
URGENT_FOR: Final = 7  # days a ticked warning sign stands before everything else
QUIET: Final[Mapping[str, int]] = {"dismissed": 30, "added": 30, "snoozed": 7}  # days
EVEN: Final = 0.5
BY_MEAN: Final = {"EAR", "iron"}  # methods whose confidence speaks of the person's own need
VITAMIN_B12: Final = "vitamin_b12"
MISSES: Final = "Diaries miss things, and bodies differ: this is about what was written down, not about your body."
BLOOD_TEST: Final = "Is a blood test worthwhile?"
OTHER_CAUSES: Final = "Could a medicine I take, or something else I have, play a part?"


@dataclass(frozen=True, slots=True)
class Prompt:
    """
    One thing to raise: what it rests on, sentence by sentence, and questions to take along.

    A grave one is a safety text about an amount; it comes first and looks its part.
    """

    topic: str
    title: str
    said: Sequence[str]
    questions: Sequence[str]
    source_ids: Sequence[str] = ()
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class Prompts:
    """
    What the page shows. While a warning sign is fresh it stands alone, with nothing about food beside it.

    `waiting` says of a nutrient why nothing can be said of it yet.
    """

    urgent: RedFlagReport | None = None
    prompts: Sequence[Prompt] = ()
    waiting: Sequence[tuple[str, str]] = ()

    def about(self, topic: str) -> Prompt | None:
        return next((prompt for prompt in self.prompts if prompt.topic == topic), None)


def prompts_for(profile: Profile, today: date | None = None) -> Prompts:
    """Return what is worth raising now; the queries do not grow with the diary."""
    now = today or moments.today(profile.zone)
    quiet = PromptState.objects.for_user(profile.user).filter(until__gt=now)
    silent = set(quiet.values_list("topic", flat=True))
    if (urgent := _urgent(profile, now)) and urgent_topic(urgent) not in silent:
        return Prompts(urgent=urgent)
    days = _days(profile, now)
    found = _facts(profile, days)
    mentioned = told_by(profile, now - timedelta(days=RECENT - 1), now)
    return Prompts(
        prompts=_one_a_topic(_all(days, found, mentioned), silent),
        waiting=[(fact.nutrient.name, verdict_words.gap_message(fact)) for fact in found.values() if _waits(fact)],
    )


def _waits(fact: NutrientFact) -> bool:
    """Not enough days, or values missing: two gaps that are nothing to raise."""
    return verdict_words.gap_kind(fact) in {"days", "values"}


def urgent_topic(report: RedFlagReport) -> str:
    return f"sign:{report.pk}"


def quiet_until(answer: str, today: date) -> date:
    return today + timedelta(days=QUIET[answer])


def _all(days: Intake, found: Mapping[str, NutrientFact], told: Told) -> list[Prompt]:
    """Dangerous amounts first, then limits, then what was felt, then what was eaten."""
    cautions = of_amounts(_lately(days).days)
    acute = [_acute(caution, days) for caution in cautions]
    told_already = {caution.nutrient for caution in cautions}
    above = [_above_limit(fact) for key, fact in found.items() if key not in told_already]
    low = [_low_intake(fact, told) for fact in found.values()]
    candidates = [*acute, *above, _pattern(told), *_lasting(told, days.last), *low]
    return [prompt for prompt in candidates if prompt]


def _one_a_topic(candidates: Iterable[Prompt], silent: Iterable[str]) -> list[Prompt]:
    taken = set(silent)
    chosen = []
    for prompt in candidates:
        if prompt.topic not in taken:
            chosen.append(prompt)
            taken.add(prompt.topic)
    return chosen


def _days(profile: Profile, today: date) -> Intake:
    """Eight weeks, with the nutrients of which some amounts are dangerous."""
    keys = list(dict.fromkeys([*(nutrient.key for nutrient in CORE), *CAUTIOUS]))
    return read(profile.user, profile, today - timedelta(days=LONG - 1), today, keys)


def _lately(days: Intake) -> Intake:
    return days.part(days.last - timedelta(days=RECENT - 1), days.last)


def _facts(profile: Profile, days: Intake) -> dict[str, NutrientFact]:
    """The last four weeks; eight for what comes in bursts or has an AI only, because that needs 28 complete days."""
    keys = [nutrient.key for nutrient in CORE]
    recent = facts(profile, _lately(days), keys, user=profile.user)
    long = facts(profile, days, keys, user=profile.user)
    return {key: long[key] if _needs_long(recent[key]) else recent[key] for key in keys}


def _needs_long(fact: NutrientFact) -> bool:
    return fact.nutrient.key in SPIKY or _requirement(fact) is None


def _requirement(fact: NutrientFact) -> Amount | None:
    """EAR or AR; else the UK's lower amount, below which intake is below any average need too."""
    return fact.reference.first((*REQUIREMENT, "LRNI")) if fact.reference and fact.aim else None


def _low_intake(fact: NutrientFact, told: Told) -> Prompt | None:
    """Rule 1: an average below the requirement, or below half of an AI; about intake only."""
    below = _below(fact)
    if not below:
        return None
    name, mentioned = wording.within(fact.nutrient), told.matter_for(fact.nutrient.key)
    also = [f"You mentioned {wording.listed(mentioned)}. That can matter for {name}: mention it too."]
    average = f"My notes of {fact.days} complete days average {verdict_words.average(fact)} of {name} a day."
    return Prompt(
        topic=fact.nutrient.key,
        title=f"{fact.nutrient.name}: your notes average less than {below}",
        said=[verdict_words.reason(fact), verdict_words.published(fact), *also * bool(mentioned), MISSES],
        questions=[f"{average} Does that matter for me?", BLOOD_TEST, OTHER_CAUSES],
        source_ids=fact.reference.source_ids if fact.reference else (),
    )


def _below(fact: NutrientFact) -> str:
    """What the average is below: "the EAR", "half the AI"; "" when it is not, or when nobody can tell."""
    found, need = fact.assessment, _requirement(fact)
    wanted = GOOD_SPIKY if _needs_long(fact) else GOOD
    if found is None or fact.mean is None or fact.days < wanted or (fact.coverage or 0.0) < ENOUGH_COVERAGE:
        return ""
    if need is not None:
        unlikely = found.method in BY_MEAN and found.confidence is not None and found.confidence < EVEN
        return f"the {need.kind}" if fact.mean < need.value or unlikely else ""
    is_far_below = fact.recommended and fact.recommended.kind == "AI" and fact.mean < fact.recommended.value / 2
    return "half the AI" if is_far_below else ""


def _pattern(told: Told) -> Prompt | None:
    """Rule 2: a symptom that vitamin B12 is sometimes linked with, beside something that can matter for it (NG239)."""
    felt = {name: days for name, days in told.symptoms.items() if name in SYMPTOMS and _linked(name)}
    mentioned = told.matter_for(VITAMIN_B12)
    if not (felt and mentioned):
        return None
    causes = "; ".join(dict.fromkeys(SYMPTOMS[name].other_causes for name in felt))
    noted = wording.listed([f"{name} on {wording.days(len(days))}" for name, days in felt.items()])
    return Prompt(
        topic=VITAMIN_B12,
        title=f"Worth mentioning together: {wording.listed(list(felt))}, and {wording.listed(mentioned)}",
        said=[
            f"In the last {RECENT} days you wrote down {noted}. You mentioned {wording.listed(mentioned)}.",
            f"Such symptoms can have many causes, for example {causes}.",
            "The guideline NICE NG239 (2024, unconfirmed here) asks to think of vitamin B12 when the two meet.",
            "What you eat does not settle it: it can be eaten and not taken up. Change no medicine on your own.",
        ],
        questions=[f"I have had {wording.listed(list(felt))}. What could be behind it?", BLOOD_TEST, OTHER_CAUSES],
        source_ids=("S91", "S98"),
    )


def _linked(name: str) -> bool:
    return VITAMIN_B12 in SYMPTOMS[name].nutrients


def _acute(caution: Caution, days: Intake) -> Prompt:
    """Rule 3: a single day with a dangerous amount; the safety text comes first."""
    nutrient, when = NUTRIENTS[caution.nutrient], wording.period(caution.day, caution.day)
    held = verdict_words.held(days.on(caution.day).total(nutrient.key), nutrient)
    return Prompt(
        topic=f"amount:{caution.notice.key}",
        title=caution.notice.title,
        said=[caution.notice.text, f"On {when} your notes hold {held}."],
        questions=[f"On {when} my notes hold {held}. What should I know about such an amount?", OTHER_CAUSES],
        source_ids=caution.notice.source_ids,
        is_grave=caution.is_grave,
    )


def _above_limit(fact: NutrientFact) -> Prompt | None:
    """Rule 3: a week or more of days above the upper limit."""
    limit, above = fact.reference.first(UPPER) if fact.reference else None, _recent_above(fact)
    if limit is None or above < DAYS_ABOVE_LIMIT:
        return None
    name, alone, long = wording.within(fact.nutrient), limit.counts_supplements_only, _for_long(fact)
    counted = "supplements and medicines alone" if alone else "food and supplements"
    return Prompt(
        topic=fact.nutrient.key,
        title=f"{fact.nutrient.name}: above the upper limit on {wording.days(above)}",
        said=[
            f"On {above} of the last {RECENT} days {counted} held more than the published upper limit: "
            f"{verdict_words.compared(fact, limit)}.",
            *long,
            verdict_words.published(fact),
            f"Some people take that much on purpose, with a clinician who follows it. {NO_PROOF}",
        ],
        questions=[f"Is the amount of {name} I take meant for me?", "Does it go with my other medicines?", BLOOD_TEST],
        source_ids=limit.source_ids,
    )


def _for_long(fact: NutrientFact) -> list[str]:
    """The safety text of an amount that matters when it is usual."""
    if fact.mean is None or fact.days < GOOD:
        return []
    amounts = {"total": fact.mean, "from_supplements": fact.mean_from_supplements or 0.0}
    said = notice(fact.nutrient.key, **amounts, usual=True)
    return [said.text] if said else []


def _recent_above(fact: NutrientFact) -> int:
    first = fact.period.last - timedelta(days=RECENT - 1)
    return sum(day >= first for day in fact.days_above_limit)


def _lasting(told: Told, today: date) -> list[Prompt]:
    """Rule 5: a symptom on three days or more in each of the last four weeks."""
    return [_lasted(name, days) for name, days in told.symptoms.items() if _is_lasting(days, today)]


def _is_lasting(days: Sequence[date], today: date) -> bool:
    weeks = [sum((today - day).days // WEEK == week for day in days) for week in range(WEEKS_WITH_SYMPTOM)]
    return min(weeks) >= DAYS_A_WEEK_WITH_SYMPTOM


def _lasted(name: str, days: Sequence[date]) -> Prompt:
    causes = f", for example {SYMPTOMS[name].other_causes}" if name in SYMPTOMS else ""
    return Prompt(
        topic=f"symptom:{name}"[: limits.NAME],
        title=f"{name.capitalize()}, for four weeks",
        said=[
            f"You wrote down {name} on {wording.days(len(days))} of the last {RECENT}, "
            f"on {DAYS_A_WEEK_WITH_SYMPTOM} days or more in each of the four weeks.",
            f"It can have many causes{causes}. What you wrote down does not say which.",
        ],
        questions=[f"I have had {name} for four weeks. What could be behind it?", OTHER_CAUSES],
        source_ids=SYMPTOMS[name].source_ids if name in SYMPTOMS else (),
    )


def _urgent(profile: Profile, today: date) -> RedFlagReport | None:
    """Rule 4: a warning sign that was ticked these days."""
    since = today - timedelta(days=URGENT_FOR - 1)
    reports = RedFlagReport.objects.for_user(profile.user).between(since, today).order_by("-day", "-at")
    return next((report for report in reports if report.signs), None)
