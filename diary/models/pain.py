"""Back pain: one number, saved at once; everything else is optional."""

from functools import reduce
from operator import and_
from typing import Any

from django.db import models
from django.db.models import Q

from diary import limits
from diary.limits import within
from diary.owned import Dated, Entry
from nutrients.science.pain import peg_score


class Region(models.TextChoices):
    """Where it hurts; the map and the list on the page offer the same places."""

    NECK = "neck", "Neck"
    UPPER_BACK = "upper_back", "Upper back"
    MID_BACK = "mid_back", "Middle of the back"
    LOWER_LEFT = "lower_left", "Lower back, left"
    LOWER_CENTRE = "lower_centre", "Lower back, centre"
    LOWER_RIGHT = "lower_right", "Lower back, right"
    TAILBONE = "tailbone", "Tailbone, sacroiliac"
    BUTTOCK_LEFT = "buttock_left", "Buttock, left"
    BUTTOCK_RIGHT = "buttock_right", "Buttock, right"
    THIGH_LEFT = "thigh_left", "Thigh, left"
    THIGH_RIGHT = "thigh_right", "Thigh, right"
    CALF_LEFT = "calf_left", "Lower leg, left"
    CALF_RIGHT = "calf_right", "Lower leg, right"
    OTHER = "other", "Somewhere else"


LEGS = frozenset({Region.THIGH_LEFT, Region.THIGH_RIGHT, Region.CALF_LEFT, Region.CALF_RIGHT})


class Quality(models.TextChoices):
    ACHING = "aching", "Aching"
    DULL = "dull", "Dull"
    SHARP = "sharp", "Sharp"
    STABBING = "stabbing", "Stabbing"
    BURNING = "burning", "Burning"
    SHOOTING = "shooting", "Shooting"
    THROBBING = "throbbing", "Throbbing"
    CRAMPING = "cramping", "Cramping"
    STIFF = "stiff", "Stiff"
    TINGLING = "tingling", "Tingling"
    NUMB = "numb", "Numb"
    ELECTRIC = "electric", "Electric"


class Timing(models.TextChoices):
    CONSTANT = "constant", "There all the time"
    COMES_AND_GOES = "comes_and_goes", "Comes and goes"
    MORNING = "morning", "Stiff in the morning"
    NIGHT = "night", "Woke me at night"


class Influence(models.TextChoices):
    """What may make pain worse or better; the same list is offered for both."""

    SITTING = "sitting", "Sitting"
    STANDING = "standing", "Standing"
    BENDING = "bending", "Bending"
    LIFTING = "lifting", "Lifting"
    WALKING = "walking", "Walking"
    LYING = "lying", "Lying down"
    EXERCISE = "exercise", "Exercise"
    STRESS = "stress", "Stress"
    COLD = "cold", "Cold"
    MEDICINE = "medicine", "Medicine"


class PainEntry(Entry):
    """A score from 0 (none) to 10 (worst imaginable), and whatever else the person wants to say about it."""

    score = models.PositiveSmallIntegerField(validators=within(limits.PAIN))
    regions = models.JSONField(default=list, blank=True)
    qualities = models.JSONField(default=list, blank=True)
    timing = models.JSONField(default=list, blank=True)
    worse = models.JSONField(default=list, blank=True)
    better = models.JSONField(default=list, blank=True)
    activity = models.CharField(max_length=limits.SHORT_TEXT, blank=True)
    medicine = models.CharField(max_length=limits.SHORT_TEXT, blank=True)
    note = models.CharField(max_length=limits.NOTE, blank=True)

    PATTERN = ("regions", "qualities", "timing", "worse", "better", "activity", "medicine")

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(score__range=limits.PAIN), name="pain_is_zero_to_ten"),
        ]

    def __str__(self) -> str:
        return f"Pain {self.score}"

    @property
    def pattern(self) -> dict[str, Any]:
        """Everything that tends to be the same from one time to the next: all but the score, the time and the note."""
        return {name: getattr(self, name) for name in self.PATTERN}

    @property
    def in_the_legs(self) -> bool:
        return not LEGS.isdisjoint(self.regions)

    @property
    def described(self) -> str:
        """Where and how, in words, for one line on a page."""
        told: list[tuple[type[models.TextChoices], list[str]]] = [
            (Region, self.regions),
            (Quality, self.qualities),
            (Timing, self.timing),
        ]
        words = [choices(key).label for choices, keys in told for key in keys if key in choices.values]
        return ", ".join(words).capitalize()


class PegScore(Dated):
    """The three weekly questions of the PEG scale, each from 0 to 10; all three are needed for a score."""

    pain = models.PositiveSmallIntegerField(validators=within(limits.PAIN))
    enjoyment = models.PositiveSmallIntegerField(validators=within(limits.PAIN))
    activity = models.PositiveSmallIntegerField(validators=within(limits.PAIN))

    QUESTIONS = ("pain", "enjoyment", "activity")

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=reduce(
                    and_, (Q((f"{name}__range", limits.PAIN)) for name in ("pain", "enjoyment", "activity"))
                ),
                name="peg_answers_are_zero_to_ten",
            ),
        ]

    @property
    def score(self) -> float:
        """The PEG score of the week. [0-10]"""
        return peg_score(self.pain, self.enjoyment, self.activity) or 0.0


class RedFlagReport(Entry):
    """Which warning signs the person ticked, and when, for the page they bring along; an empty list is "none"."""

    signs = models.JSONField(default=list, blank=True)
