"""Days in the sun: what each day's exposures add up to under the day's cap. Never part of what was eaten."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from diary import sun_words
from diary.models import Background, LifeStage, Profile, SunExposure
from diary.models.sun import DOSE, kept_dose
from diary.prepared import ask_figures
from nutrients.background import SENSITIVE_TO_LIGHT
from nutrients.science.sun import Burn, Dose, burn_note, day_estimate, is_little_or_none, noon_uv_index

ADULT = 18
PROTECT_FROM = 3.0  # UV index from which the standard sun-protection message applies (sun_vitamin_d)


@dataclass(frozen=True, slots=True)
class SunDay:
    """One day's sun: minutes outside, a rough range of vitamin D [ug], and the share of a reddening dose [MED]."""

    day: date
    minutes: int
    low: float
    central: float
    high: float
    burn_fraction: float

    @property
    def burn(self) -> Burn:
        return burn_note(self.burn_fraction)

    @property
    def words(self) -> str:
        """The range in words, hard rounded."""
        return sun_words.rough_range(self.low, self.central, self.high)

    @property
    def burn_words(self) -> str:
        return sun_words.BURN_WORDS[self.burn]


def sun_day(exposures: Iterable[SunExposure]) -> SunDay | None:
    """Add up the exposures of one day, given in the order they happened; None without any."""
    rows = list(exposures)
    return _added_up(rows[0].day, [row.minutes for row in rows], [row.dose for row in rows]) if rows else None


def _added_up(day: date, minutes: Iterable[int], doses: Sequence[Dose]) -> SunDay:
    amount = day_estimate(doses)
    return SunDay(
        day=day,
        minutes=sum(minutes),
        low=amount.low,
        central=amount.central,
        high=amount.high,
        burn_fraction=sum(dose.med_fraction for dose in doses),
    )


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is worth knowing before somebody writes down a day's sun: sentences, "" where there is nothing to say."""

    low_sun: str = ""
    protect: str = ""
    ask_first: str = ""


def outlook(profile: Profile, day: date) -> Outlook:
    """Say whether the sun stays low, whether skin needs cover, and whether this person should ask first."""
    ask = sun_words.ASK_FIRST if asks_first(profile, day) else ""
    if profile.latitude is None or profile.longitude is None:
        return Outlook(ask_first=ask)
    noon = noon_uv_index(day, profile.latitude, profile.longitude)
    return Outlook(
        low_sun=sun_words.LITTLE_OR_NONE if is_little_or_none(noon) else "",
        protect=sun_words.PROTECT if noon >= PROTECT_FROM else "",
        ask_first=ask,
    )


def asks_first(profile: Profile, day: date) -> bool:
    """Children, pregnancy, and medicines that make skin sensitive to light: the sun is not for vitamin D then."""
    age = profile.age_on(day)
    if profile.life_stage == LifeStage.PREGNANT or (age is not None and age < ADULT):
        return True
    return Background.objects.for_user(profile.user).filter(key__in=SENSITIVE_TO_LIGHT).exists()


def sun_days(user: User, first: date, last: date) -> Mapping[date, SunDay]:
    """Return each day of the period on which sun was written down; a day that is missing was not logged."""
    by_day: dict[date, list[tuple[int, Dose]]] = {}
    for day, minutes, *dose in ask_figures(_exposures, user, first, last):
        by_day.setdefault(day, []).append((minutes, kept_dose(*dose)))
    return {day: _added_up(day, *zip(*rows, strict=True)) for day, rows in by_day.items()}


def _exposures(user: User, first: date, last: date) -> Any:
    rows = SunExposure.objects.for_user(user).between(first, last).order_by("day", "at", "id")
    return rows.values_list("day", "minutes", *DOSE)
