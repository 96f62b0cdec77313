"""
What somebody takes along to the doctor: the facts of a period, gathered once.

The page, the PDF, the FHIR bundle and the CSV and JSON files all read the same `Summary`, so that no two of them can
say different things.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from accounts.models import User
from diary import moments
from diary.models import Background, Profile
from diary.person import assumptions
from diary.reports.labs import LabCourse, labs_between
from diary.reports.nutrients import NutrientFact, nutrient_facts
from diary.reports.pain import PainFacts, pain_facts
from diary.reports.questions import questions_to_bring
from diary.reports.sun import SunDay, sun_days
from diary.reports.symptoms import Felt, felt
from diary.reports.taken import Taken, taken
from nutrients.background import FACTORS
from nutrients.models import DataEdition
from nutrients.registry import CORE
from nutrients.science.stages import FIRST_LOOK

SECTIONS: Final[Mapping[str, str]] = {
    "about": "Sex and age",
    "questions": "My questions",
    "pain": "Back pain",
    "nutrients": "Food",
    "taken": "Supplements and medicines",
    "sun": "Sun",
    "labs": "Laboratory results",
    "symptoms": "Symptoms",
}
PERIODS: Final = (14, 28, 90)
USUAL_PERIOD: Final = 28


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person wants on the page: from which day to which, and which sections."""

    first: date
    last: date
    sections: Collection[str] = frozenset(SECTIONS)

    @classmethod
    def of_days(cls, days: int, today: date, sections: Collection[str] = frozenset(SECTIONS)) -> "Choice":
        return cls(today - timedelta(days=days - 1), today, sections)

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def query(self) -> list[tuple[str, str]]:
        """What names this choice in an address."""
        days = [("first", self.first.isoformat()), ("last", self.last.isoformat())]
        return [*days, *(("sections", key) for key in SECTIONS if key in self.sections)]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A condition or a medicine, in the words of the list or the person's own."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class UsualSun:
    """The average day on which sun was written down: minutes outside and a rough range of vitamin D. [µg]"""

    days: int
    minutes: float
    low: float
    central: float
    high: float


@dataclass(frozen=True, slots=True)
class Summary:
    """The facts of a period. A section that was not chosen is empty here, so that nothing can print it by mistake."""

    choice: Choice
    profile: Profile
    made_on: date
    age: int | None
    assumptions: str
    questions: Sequence[str] = ()
    pain: PainFacts | None = None
    nutrients: Sequence[NutrientFact] = ()
    taken: Sequence[Taken] = ()
    sun: UsualSun | None = None
    background: Sequence[Mentioned] = ()
    labs: Sequence[LabCourse] = ()
    symptoms: Sequence[Felt] = ()
    editions: Sequence[DataEdition] = ()

    @property
    def complete_days(self) -> int:
        return self.nutrients[0].days if self.nutrients else 0

    @property
    def has_averages(self) -> bool:
        """False before there are days enough for any average."""
        return self.complete_days >= FIRST_LOOK

    @property
    def logged_days(self) -> int:
        return self.nutrients[0].logged if self.nutrients else 0


def summarise(user: User, profile: Profile, choice: Choice) -> Summary:
    """Gather what was chosen, and nothing else; the queries do not grow with the days."""
    today = moments.today(profile.zone)
    first, last, has = choice.first, choice.last, choice.sections
    return Summary(
        choice=choice,
        profile=profile,
        made_on=today,
        age=profile.age_on(today),
        assumptions=assumptions(profile),
        questions=questions_to_bring(user) if "questions" in has else (),
        pain=pain_facts(user, first, last) if "pain" in has else None,
        nutrients=_nutrients(user, profile, choice) if "nutrients" in has else (),
        taken=taken(user, first, min(last, today)) if "taken" in has else (),
        background=background(user) if "taken" in has else (),
        labs=labs_between(user, first, last) if "labs" in has else (),
        sun=usual_sun(sun_days(user, first, last).values()) if "sun" in has else None,
        symptoms=felt(user, first, last) if "symptoms" in has else (),
        editions=list(DataEdition.objects.order_by("source")),
    )


def background(user: User) -> list[Mentioned]:
    """Return the conditions and medicines the person mentioned; habits are for the prompts alone."""
    rows = Background.objects.for_user(user).exclude(kind=Background.Kind.HABIT).order_by("kind", "id")
    return [Mentioned(row.kind, FACTORS[row.key].label if row.key in FACTORS else row.text) for row in rows]


def usual_sun(days: Collection[SunDay]) -> UsualSun | None:
    """Average over the days written down; a day without a word about the sun is not a day without sun."""
    if not days:
        return None
    ends = ([getattr(day, name) for day in days] for name in ("minutes", "low", "central", "high"))
    return UsualSun(len(days), *(fmean(end) for end in ends))


def _nutrients(user: User, profile: Profile, choice: Choice) -> list[NutrientFact]:
    keys = [nutrient.key for nutrient in CORE]
    return list(nutrient_facts(user, profile, choice.first, choice.last, keys).values())
