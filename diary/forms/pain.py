"""Back pain and what goes with it. Only the score is ever needed."""

from datetime import date
from typing import Any

from django import forms
from django.forms import model_to_dict

from diary import limits
from diary.forms.moments import MomentForm
from diary.forms.plain import PlainForm, PlainModelForm
from diary.models import PainEntry, PegScore, Profile, Severity, SymptomEntry
from diary.models.pain import Influence, Quality, Region, Timing
from nutrients import red_flags
from nutrients.symptoms import SYMPTOMS

SCORES = [(score, str(score)) for score in range(limits.PAIN[0], limits.PAIN[1] + 1)]
Choices = list[tuple[Any, Any]]


class ScoreField(forms.TypedChoiceField):
    """A figure from 0 to 10, as a row of choices."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "visually-hidden"}
        super().__init__(choices=SCORES, coerce=int, widget=forms.RadioSelect(attrs=attrs), **kwargs)


class ChipsField(forms.MultipleChoiceField):
    """Any number of words from a list, as chips to tap."""

    def __init__(self, choices: Choices, **kwargs: Any) -> None:
        attrs = {"class": "visually-hidden"}
        super().__init__(choices=choices, required=False, widget=forms.CheckboxSelectMultiple(attrs=attrs), **kwargs)


class OneTapForm(PlainForm):
    """The score alone."""

    score = ScoreField()


class PainForm(MomentForm, PlainModelForm):
    """A saved score with all that may be added to it."""

    score = ScoreField(label="How bad was it?")
    regions = forms.MultipleChoiceField(
        label="Where?", choices=Region.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    qualities = ChipsField(Quality.choices, label="What is it like?")
    timing = ChipsField(Timing.choices, label="When?")
    worse = ChipsField(Influence.choices, label="What makes it worse?")
    better = ChipsField(Influence.choices, label="What makes it better?")

    class Meta:
        model = PainEntry
        fields = ("score", *PainEntry.PATTERN, "note")
        labels = {"activity": "What were you doing?", "medicine": "Medicine taken for it", "note": "Note"}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, profile: Profile, entry: PainEntry, **kwargs: Any) -> None:
        super().__init__(*args, profile=profile, entry=entry, initial=model_to_dict(entry), **kwargs)

    def values(self) -> dict[str, Any]:
        return self.told() | self.moment()


class RedFlagForm(PlainForm):
    """Which warning signs go with the pain; nothing ticked is an answer too."""

    signs = forms.MultipleChoiceField(
        choices=[(sign.key, sign.text) for sign in red_flags.SIGNS.values()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class PegForm(PlainModelForm):
    """The week's three questions, all needed."""

    pain = ScoreField(label="Pain on average")
    enjoyment = ScoreField(label="How much it came between you and enjoying life")
    activity = ScoreField(label="How much it came between you and what you usually do")

    class Meta:
        model = PegScore
        fields = PegScore.QUESTIONS


class SymptomForm(MomentForm, PlainModelForm):
    """A symptom of the list, or in the person's own words, and how strong it was."""

    listed = forms.ChoiceField(label="Symptom", required=False)
    own = forms.CharField(label="Or in your own words", required=False, max_length=limits.OWN_WORDS)
    severity = forms.TypedChoiceField(
        label="How strong?",
        choices=Severity.choices,
        coerce=int,
        widget=forms.RadioSelect(attrs={"class": "visually-hidden"}),
    )

    class Meta:
        model = SymptomEntry
        fields = ("severity", "note")
        widgets = {"note": forms.TextInput()}

    def __init__(
        self, *args: Any, profile: Profile, day: date | None = None, entry: SymptomEntry | None = None, **kwargs: Any
    ) -> None:
        known = model_to_dict(entry) | named(entry.name) if entry else {}
        known |= kwargs.pop("initial", None) or {}
        super().__init__(*args, profile=profile, day=day, entry=entry, initial=known, **kwargs)
        self.fields["listed"].choices = [("", "Choose…"), *((name, name.capitalize()) for name in SYMPTOMS)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.name and not self.errors.keys() & {"listed", "own"}:
            self.add_error("listed", "Choose a symptom, or write your own.")
        return cleaned

    @property
    def name(self) -> str:
        """The person's own words win over the list."""
        return self.cleaned_data.get("own") or self.cleaned_data.get("listed") or ""

    def values(self) -> dict[str, Any]:
        return {"name": self.name, **self.told(), **self.moment()}


def named(name: str) -> dict[str, str]:
    """Put a symptom's name back into the field it came from."""
    return {"listed" if name in SYMPTOMS else "own": name}
