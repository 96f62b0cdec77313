"""
The whole summary in words. The page on the screen and the PDF print the same `Page`; neither words a figure of its own.
"""

from collections.abc import Callable, Mapping
from typing import Final

from diary import wording
from diary.models import Diet, Sex
from diary.reports.summary import Summary
from diary.summary import method, pain, sections
from diary.summary.parts import Page, Section

IN_ORDER: Final[Mapping[str, Callable[[Summary], Section]]] = {
    "questions": sections.questions,
    "pain": pain.pain,
    "nutrients": sections.nutrients,
    "taken": sections.taken,
    "sun": sections.sun,
    "labs": sections.labs,
    "symptoms": sections.symptoms,
}


def page(summary: Summary) -> Page:
    """Put the chosen sections into words, in the order a reader in a hurry needs them."""
    choice = summary.choice
    chosen = [word(summary) for key, word in IN_ORDER.items() if key in choice.sections]
    behind = [method.completeness(summary), method.reasons(summary), method.method(summary), method.what_this_is_not()]
    return Page(
        title="Diary summary",
        period=f"{wording.period(choice.first, choice.last)} ({wording.days(choice.length)})",
        who=who(summary) if "about" in choice.sections else "",
        made_on=wording.short_day(summary.made_on),
        glance=glance(summary),
        sections=[section for section in chosen if not section.is_empty],
        nothing="".join(f"{section.title}: {section.empty} " for section in chosen if section.is_empty).strip(),
        behind=[section for section in behind if not section.is_empty],
    )


def who(summary: Summary) -> str:
    """Only what bears on the reference amounts; no name."""
    profile = summary.profile
    told = [
        Sex(profile.sex).label if profile.sex else "sex not told",
        "age not told" if summary.age is None else f"{summary.age} years",
        "" if profile.life_stage == "none" else profile.get_life_stage_display().lower(),
        "" if profile.diet == Diet.OMNIVORE else profile.get_diet_display().lower(),
    ]
    return ", ".join(word for word in told if word)


def glance(summary: Summary) -> list[tuple[str, str]]:
    """The page in two or three lines, for the reader who has a minute."""
    food = sections.glance(summary.nutrients) if summary.has_averages else ""
    lines = [
        ("Warning signs", pain.signs_glance(summary.pain) if summary.pain else ""),
        ("Back pain", pain.glance(summary.pain) if summary.pain else ""),
        (f"Food over {wording.days(summary.complete_days)}", food),
    ]
    return [(term, told) for term, told in lines if told]
