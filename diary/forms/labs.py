"""One figure of a blood report, as printed."""

from datetime import time
from typing import Any

from django import forms
from django.forms import model_to_dict

from diary import limits
from diary.forms.meals import AmountField
from diary.forms.moments import MomentForm
from diary.forms.plain import PlainModelForm
from diary.models import LabResult, Profile
from nutrients.labs import Analyte

MIDDAY = time(12)


class LabForm(MomentForm, PlainModelForm):
    """A report names a day; the hour is taken as midday."""

    value = AmountField(limits.LAB_FIGURE, label="Result")
    unit = forms.ChoiceField(label="Unit")
    low = AmountField(limits.LAB_FIGURE, label="Laboratory's range from", required=False)
    high = AmountField(limits.LAB_FIGURE, label="Laboratory's range to", required=False)

    class Meta:
        model = LabResult
        fields = ("value", "unit", "low", "high", "test_name", "note")
        labels = {"test_name": "Name of the test, as printed", "note": "Note"}
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def __init__(
        self, *args: Any, profile: Profile, analyte: Analyte, like: LabResult | None = None, **kwargs: Any
    ) -> None:
        entry = kwargs.get("entry")
        known = model_to_dict(entry) if entry else {"unit": like.unit, "test_name": like.test_name} if like else {}
        instance = LabResult(analyte=analyte.key)
        super().__init__(*args, profile=profile, initial=known, instance=instance, **kwargs)
        self.fields["day"].label = "Day of the blood sample"
        self.fields["unit"].choices = [(unit, unit) for unit in analyte.units]  # type: ignore[attr-defined]
        del self.fields["clock"]

    def moment(self) -> dict[str, Any]:
        self.cleaned_data["clock"] = MIDDAY
        return super().moment()

    def values(self) -> dict[str, Any]:
        return self.told() | self.moment()
