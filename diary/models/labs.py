"""Blood results as a report prints them, with that laboratory's own range and no judgement of ours."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from diary import limits, wording
from diary.owned import Entry
from nutrients.labs import LABS, Analyte
from nutrients.science.units import UnitError


class LabResult(Entry):
    """One figure of a report, in the unit it was printed in; `low` and `high` are the laboratory's, in that unit."""

    analyte = models.CharField(max_length=20, choices=[(each.key, each.name) for each in LABS.values()])
    value = models.FloatField()
    unit = models.CharField(max_length=10)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    test_name = models.CharField(max_length=limits.NAME, blank=True)
    note = models.CharField(max_length=limits.NOTE, blank=True)

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(value__gte=0), name="lab_value_is_an_amount"),
            models.CheckConstraint(
                condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high")), name="lab_range_runs_upwards"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.test.name}, {wording.day(self.day)}"

    @property
    def test(self) -> Analyte:
        return LABS[self.analyte]

    def clean(self) -> None:
        """Refuse a unit of something else, and figures no report could print."""
        super().clean()
        if self.unit not in self.test.units:
            raise ValidationError({"unit": f"{self.test.name} is given in {' or '.join(self.test.units)}."})
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValidationError({"high": "The range should end above where it begins."})
        for name in ("value", "low", "high"):
            self._check_size(name)

    def _check_size(self, name: str) -> None:
        value = getattr(self, name)
        lowest, highest = limits.LAB_VALUE[self.analyte]
        if value is None or (name != "value" and value == 0):  # a range may begin at nothing
            return
        try:
            fits = lowest <= self.test.international_value(value, self.unit) <= highest
        except UnitError:
            fits = False
        if not fits:
            raise ValidationError(
                {name: f"Is the unit right? Reports print nothing like {wording.exact(value)} {self.unit}."}
            )
