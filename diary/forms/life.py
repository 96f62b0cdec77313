"""What one day was like: a form of only those things the person chose."""

from typing import Any

from django import forms
from django.forms import model_to_dict

from diary import limits
from diary.forms.meals import AmountField
from diary.forms.pain import ChipsField, ScoreField
from diary.forms.plain import PlainForm, PlainModelForm, VersionField
from diary.models import LifeNote, Profile, Tracked
from diary.models.life import FIELDS, MOVEMENT


class TrackedForm(PlainForm):
    """Which things to ask for each day; none is an answer, and the one a diary begins with."""

    tracked = ChipsField(Tracked.choices, label="What would you like to write down?")


def _score(label: str) -> ScoreField:
    return ScoreField(label=label, required=False, empty_value=None)


def _minutes(label: str) -> forms.IntegerField:
    lowest, highest = limits.DAY_MINUTES
    return forms.IntegerField(label=label, required=False, min_value=lowest, max_value=highest, widget=whole_number())


def whole_number() -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 6})


class LifeForm(PlainModelForm):
    """Everything may stay empty. A field left empty is "not told", and 0 is an answer."""

    sleep_hours = AmountField(limits.DAY_HOURS, label="Hours of sleep, the night before", required=False)
    sleep_quality = _score("How good was the sleep?")
    stress = _score("Stress")
    mood = _score("Mood")
    walking = _minutes("Walking")
    yoga = _minutes("Yoga")
    pilates = _minutes("Pilates")
    strengthening = _minutes("Strengthening")
    other_movement = _minutes("Other movement")
    drinks = AmountField(limits.DRINKS, label="Drinks with alcohol, as you count them", required=False)
    version = VersionField()

    class Meta:
        model = LifeNote
        fields = tuple(name for names in FIELDS.values() for name in names)
        labels = {"water_ml": "Water (ml)"}
        help_texts = {"screen_free": "Such as “an hour before bed”."}
        widgets = {"water_ml": whole_number(), "cycle_day": whole_number()}

    def __init__(self, *args: Any, profile: Profile, note: LifeNote | None, **kwargs: Any) -> None:
        kwargs["initial"] = model_to_dict(note) | {"version": note.version} if note else {}
        super().__init__(*args, **kwargs)
        self.asked = [key for key in FIELDS if key in profile.tracked]
        shown = {name for key in self.asked for name in FIELDS[key]}
        for name in self._meta.fields or ():
            if name not in shown:
                del self.fields[name]

    @property
    def scores(self) -> list[dict[str, Any]]:
        """The figures from 0 to 10 that are asked for, each with what its ends mean."""
        return [{"field": self[name], **ends} for name, ends in ENDS.items() if name in self.fields]

    @property
    def movement(self) -> list[forms.BoundField]:
        return [self[name] for name in MOVEMENT if name in self.fields]

    @property
    def others(self) -> list[forms.BoundField]:
        apart = {*ENDS, *MOVEMENT, "sleep_hours", "version"}
        return [field for field in self if field.name not in apart]


ENDS = {
    "sleep_quality": {"least": "very bad", "most": "very good"},
    "stress": {"least": "none", "most": "as much as can be"},
    "mood": {"least": "very low", "most": "very good"},
}
