"""
Time in the sun, with a snapshot of what the model made of it.

Each exposure keeps its dose [MED] and its yield [ug/MED] for a low, a central and a high reading; a day adds them up
under the day's cap (`nutrients.science.sun`). None of it ever enters dietary vitamin D.
"""

from dataclasses import astuple
from typing import Final, Self

from django.db import models

from diary import limits
from diary.limits import within
from diary.owned import Entry
from nutrients.science.sun import Dose, Range, SunEstimate


class Cloud(models.TextChoices):
    CLEAR = "clear", "Clear"
    SCATTERED = "scattered", "A few clouds"
    BROKEN = "broken", "Mostly cloudy"
    OVERCAST = "overcast", "Overcast"


class Shade(models.TextChoices):
    OPEN = "open", "In the open"
    PARTIAL = "partial", "Half shade"
    FULL = "full", "Full shade"


DOSE: Final = ("burn_fraction", *(f"{what}_{end}" for what in ("dose", "yield") for end in ("low", "central", "high")))


def kept_dose(burn_fraction: float, *ends: float) -> Dose:
    """Return the stored snapshot, the columns of `DOSE`, as a day adds it up."""
    return Dose(burn_fraction, counted=Range(*ends[:3]), ug_per_med=Range(*ends[3:]))


class SunExposure(Entry):
    """One stay in the sun: `at` is its beginning."""

    minutes = models.PositiveSmallIntegerField(validators=within(limits.MINUTES))
    place = models.CharField(max_length=limits.NAME, blank=True)
    latitude = models.FloatField(validators=within(limits.LATITUDE))
    longitude = models.FloatField(validators=within(limits.LONGITUDE))
    altitude_km = models.FloatField(default=0, validators=within(limits.ALTITUDE_KM))
    garments = models.CharField(max_length=40)
    cloud = models.CharField(max_length=9, choices=Cloud, default=Cloud.CLEAR)
    shade = models.CharField(max_length=7, choices=Shade, default=Shade.OPEN)
    behind_glass = models.BooleanField(default=False)
    spf = models.PositiveSmallIntegerField(null=True, blank=True, validators=within(limits.SPF))
    uv_index_given = models.FloatField(null=True, blank=True, validators=within(limits.UV_INDEX))
    skin_type = models.PositiveSmallIntegerField(validators=within(limits.SKIN_TYPE))

    solar_zenith_deg = models.FloatField(editable=False)
    uv_index = models.FloatField(editable=False)
    burn_fraction = models.FloatField(editable=False)
    dose_low = models.FloatField(editable=False)
    dose_central = models.FloatField(editable=False)
    dose_high = models.FloatField(editable=False)
    yield_low = models.FloatField(editable=False)
    yield_central = models.FloatField(editable=False)
    yield_high = models.FloatField(editable=False)

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=models.Q(minutes__gt=0), name="sun_lasts_a_while"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} min of sun"

    @property
    def dose(self) -> Dose:
        """The stored snapshot, as a day adds it up."""
        return kept_dose(*(getattr(self, name) for name in DOSE))

    def keep(self, estimate: SunEstimate) -> Self:
        """Take the snapshot of what the model made of it."""
        dose = estimate.dose
        self.solar_zenith_deg, self.uv_index = estimate.solar_zenith_deg, estimate.uv_index
        self.burn_fraction = dose.med_fraction
        self.dose_low, self.dose_central, self.dose_high = astuple(dose.counted)
        self.yield_low, self.yield_central, self.yield_high = astuple(dose.ug_per_med)
        return self
