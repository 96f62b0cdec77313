"""Back pain in words: the course first, then what the days have in common."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from diary import wording
from diary.models.pain import Quality, Region
from diary.reports.pain import PainFacts, Peg
from diary.reports.summary import SECTIONS, Summary
from diary.summary.course import course
from diary.summary.parts import Drawing, Section, Table
from nutrients.red_flags import SIGNS

DAYS_FOR_PARTS = 28  # thirds of a shorter period would be only a few days each
NAMED = 5


def pain(summary: Summary) -> Section:
    """The course first, then what the days have in common; warning signs stand apart, above everything."""
    facts = summary.pain
    title = SECTIONS["pain"]
    if facts is None or not (facts.days or facts.pegs or facts.flags):
        return Section("pain", title, empty="none scored in this period.")
    return Section(
        "pain",
        title,
        notice=_flags(facts),
        facts=_pain_facts(facts),
        drawing=_drawing(facts) if facts.days else None,
        table=_parts(facts),
    )


def _flags(facts: PainFacts) -> str:
    told = [f"{wording.short_day(flag.day)}: {'; '.join(sign(key) for key in flag.signs)}" for flag in facts.flags]
    return f"Warning signs ticked. {'. '.join(told)}." if told else ""


def sign(key: str) -> str:
    return SIGNS[key].text if key in SIGNS else key


def _pain_facts(facts: PainFacts) -> list[tuple[str, str]]:
    told = [
        ("Days scored", f"{len(facts.days)} of {facts.length}, {facts.free_days} of them without pain"),
        ("Median, mean", _middle(facts)),
        ("Worst", _worst(facts)),
        ("PEG, 0 to 10", _pegs(facts.pegs)),
        ("Where", _named(facts.regions, Region.choices)),
        ("How it felt", _named(facts.qualities, Quality.choices)),
    ]
    return [(term, text) for term, text in told if text]


def _middle(facts: PainFacts) -> str:
    if facts.median is None or facts.mean is None:
        return ""
    return f"{wording.score(facts.median)} and {wording.score(facts.mean)} of 10"


def _worst(facts: PainFacts) -> str:
    if facts.worst is None:
        return ""
    days = facts.worst_days
    when = wording.short_day(days[-1]) if len(days) == 1 else wording.days(len(days))
    return f"{facts.worst} of 10, on {when}"


def _pegs(pegs: Sequence[Peg]) -> str:
    """First and last score: 0 to 10, over the week before."""
    if not pegs:
        return ""
    first, last = pegs[0], pegs[-1]
    told = f"{wording.number(last.score, 1)} on {wording.short_day(last.day)}"
    return told if first is last else f"{wording.number(first.score, 1)} on {wording.short_day(first.day)}, {told}"


def _named(counts: Mapping[str, int], labels: Sequence[tuple[str, str]]) -> str:
    names = dict(labels)
    told = [f"{names.get(key, key)} ({wording.days(count)})" for key, count in counts.items()]
    more = len(told) - NAMED
    return ", ".join(told[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _drawing(facts: PainFacts) -> Drawing:
    period = wording.period(facts.first, facts.last)
    alt = (
        f"Back pain from 0 to 10 on each day, {period}. Scored on {len(facts.days)} of {facts.length} days: "
        f"median {wording.score(facts.median or 0)}, worst {facts.worst}."
    )
    marks = " Triangles mark days with a warning sign." if facts.flags else ""
    legend = f"Bars: the day's mean score. Thin lines: the day's worst. No bar: not scored.{marks}"
    return Drawing(course(facts), alt, legend)


def _parts(facts: PainFacts) -> Table | None:
    """The same figures for each third of the period, so that the course can be read as numbers."""
    if facts.length < DAYS_FOR_PARTS:
        return None
    rows = [_part_row(facts.part(first, last)) for first, last in thirds(facts.first, facts.last)]
    return Table("Course in three parts", ("Part", "Days scored", "Median", "Worst"), rows, (1, 2, 3))


def signs_glance(facts: PainFacts) -> str:
    """Name each sign once, and the day one was last ticked."""
    named = dict.fromkeys(sign(key) for flag in facts.flags for key in flag.signs)
    return f"{'; '.join(named)}. Last ticked on {wording.short_day(facts.flags[-1].day)}." if named else ""


def glance(facts: PainFacts) -> str:
    """Median, worst and where it went, in one sentence; "" when nothing was scored."""
    if facts.median is None:
        return ""
    first, *_, last = [facts.part(*ends).median for ends in thirds(facts.first, facts.last)]
    went = ""
    if facts.length >= DAYS_FOR_PARTS and first is not None and last is not None:
        went = f" ({wording.score(first)} in the first third, {wording.score(last)} in the last)"
    scored = f"{wording.days(len(facts.days))} scored"
    return f"Median {wording.score(facts.median)}{went}, worst {facts.worst}, on a scale from 0 to 10; {scored}."


def thirds(first: date, last: date) -> list[tuple[date, date]]:
    """Cut a period into three parts whose lengths differ by a day at most."""
    length = (last - first).days + 1
    starts = [first + timedelta(days=length * number // 3) for number in range(4)]
    return [(start, after - timedelta(days=1)) for start, after in pairwise(starts)]


def _part_row(part: PainFacts) -> list[str]:
    name = f"{wording.tick(part.first)} to {wording.tick(part.last)}"
    if part.median is None or part.worst is None:
        return [name, "0", "not scored", "not scored"]
    return [name, str(len(part.days)), wording.score(part.median), str(part.worst)]
