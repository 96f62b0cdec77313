"""Sleep, stress, movement and the like: one row a day, and only of what the person chose to write down."""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Final

from django.db import models

from diary import limits
from diary.limits import within
from diary.owned import Dated


class Tracked(models.TextChoices):
    """What can be switched on, in the order of the page."""

    SLEEP = "sleep", "Sleep"
    STRESS = "stress", "Stress"
    MOOD = "mood", "Mood"
    MOVEMENT = "movement", "Movement"
    WATER = "water", "Water"
    ALCOHOL = "alcohol", "Alcohol"
    SCREEN_FREE = "screen_free", "Time without a screen"
    CYCLE = "cycle", "Day of the cycle"


MOVEMENT: Final = ("walking", "yoga", "pilates", "strengthening", "other_movement")
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    Tracked.SLEEP: ("sleep_hours", "sleep_quality"),
    Tracked.STRESS: ("stress",),
    Tracked.MOOD: ("mood",),
    Tracked.MOVEMENT: MOVEMENT,
    Tracked.WATER: ("water_ml",),
    Tracked.ALCOHOL: ("drinks",),
    Tracked.SCREEN_FREE: ("screen_free",),
    Tracked.CYCLE: ("cycle_day",),
}
TEXTS: Final = frozenset({"screen_free"})  # all others are figures


Whole = models.PositiveSmallIntegerField


def _score(label: str) -> "Whole[int | None, int | None]":
    """A figure from 0 to 10, or not told."""
    return Whole(label, null=True, blank=True, validators=within(limits.SCALE))


def _minutes(label: str) -> "Whole[int | None, int | None]":
    """Minutes of one day, or not told."""
    return Whole(label, null=True, blank=True, validators=within(limits.DAY_MINUTES))


def minutes_together(kinds: Iterable[int | None]) -> int | None:
    """Return the minutes of all kinds of movement, None when none was told."""
    told = [minutes for minutes in kinds if minutes is not None]
    return sum(told) if told else None


class LifeNote(Dated):
    """What one day was like. NULL is "not told"; 0 is an answer."""

    sleep_hours = models.FloatField("Hours of sleep", null=True, blank=True, validators=within(limits.DAY_HOURS))
    sleep_quality = _score("How good was it?")
    stress = _score("Stress")
    mood = _score("Mood")
    walking = _minutes("Walking")
    yoga = _minutes("Yoga")
    pilates = _minutes("Pilates")
    strengthening = _minutes("Strengthening")
    other_movement = _minutes("Other")
    water_ml = Whole("Water", null=True, blank=True, validators=within(limits.WATER_ML))
    drinks = models.FloatField("Drinks with alcohol", null=True, blank=True, validators=within(limits.DRINKS))
    screen_free = models.CharField("Time without a screen", max_length=limits.SHORT_TEXT, blank=True)
    cycle_day = Whole("Day of the cycle", null=True, blank=True, validators=within(limits.CYCLE_DAY))

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["user", "day"], name="one_life_note_a_day"),
        ]
        indexes: ClassVar[list[models.Index]] = []

    @property
    def movement(self) -> int | None:
        """Minutes of all kinds together, None when none was told."""
        return minutes_together(getattr(self, name) for name in MOVEMENT)

    @property
    def says_nothing(self) -> bool:
        return all(getattr(self, name) in (None, "") for names in FIELDS.values() for name in names)
