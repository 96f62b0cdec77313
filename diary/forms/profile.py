"""What someone tells about themselves, in the three steps of the welcome and on the settings page."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import model_to_dict

from diary import limits
from diary.forms.meals import AmountField
from diary.forms.places import TownForm
from diary.forms.plain import PlainForm, PlainModelForm
from diary.models import Background, LifeStage, Profile, Sex, SkinType
from diary.notation import notation
from nutrients import background, places
from nutrients.registry import NUTRIENTS
from nutrients.science.standards import YOUNGEST

OLDEST = 120  # years
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
SAMPLE_DAY = date(2026, 11, 22)
UNSAID = ("", "Rather not say")
YES_NO = [("", "I do not know"), ("True", "Yes"), ("False", "No")]


def yes_no(value: str) -> bool | None:
    return {"True": True, "False": False}.get(value)


class ProfileForm(PlainModelForm):
    """Any part of the profile. `values` are what the person told, ready to be kept."""

    class Meta:
        model = Profile
        fields: Iterable[str] = ()

    def __init__(self, data: Any = None, *, profile: Profile, **kwargs: Any) -> None:
        super().__init__(data, initial=model_to_dict(profile) | {"town": profile.place}, **kwargs)
        self.profile = profile

    def values(self) -> dict[str, Any]:
        return self.told()


class AboutForm(ProfileForm):
    """Whose reference amounts apply: sex, age, life stage, menopause."""

    sex = forms.ChoiceField(
        label="Reference amounts for", required=False, choices=[UNSAID, *Sex.choices], widget=forms.RadioSelect
    )
    birth_year = forms.IntegerField(
        label="Year of birth", required=False, widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4})
    )
    birth_month = forms.TypedChoiceField(
        label="Month, if you like",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Not needed"), *enumerate(MONTHS, 1)],
    )
    life_stage = forms.ChoiceField(
        label="Pregnant or breastfeeding?", required=False, choices=LifeStage.choices, widget=forms.RadioSelect
    )
    after_menopause = forms.TypedChoiceField(
        label="Past the menopause?",
        required=False,
        coerce=yes_no,
        empty_value=None,
        choices=YES_NO,
        help_text="For women; the European amounts of iron depend on it.",
    )

    class Meta(ProfileForm.Meta):
        fields = ("sex", "birth_year", "birth_month", "life_stage", "after_menopause")

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        this_year = datetime.now(UTC).year
        if year is not None and not this_year - OLDEST <= year <= this_year:
            raise ValidationError(f"A year between {this_year - OLDEST} and {this_year}.")
        if year is not None and year > this_year - YOUNGEST:
            raise ValidationError(f"Reference amounts here begin at {YOUNGEST} years.")
        return year

    def clean_life_stage(self) -> str:
        return self.cleaned_data["life_stage"] or LifeStage.NONE

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("sex") == Sex.MALE:
            given |= {"life_stage": LifeStage.NONE, "after_menopause": None}
        return given


def country_choices() -> list[tuple[str, str]]:
    return [("", "Rather not say"), *places.countries().items()]


class FoodForm(ProfileForm):
    """Where the food comes from, whose amounts to compare with, and what is not eaten."""

    country = forms.ChoiceField(
        label="Country you live in",
        required=False,
        choices=country_choices,
        help_text="Chooses the reference amounts, and whether milk has vitamin D added.",
    )

    class Meta(ProfileForm.Meta):
        fields = ("country", "authority", "diet")
        labels = {"authority": "Reference amounts by", "diet": "What you eat"}
        widgets = {"diet": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        authority = self.fields["authority"]
        authority.choices = [("", "Those of my country"), *authority.choices[1:]]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Where the country has one time zone only, the clock is set by it too."""
        zone = places.only_zone(self.cleaned_data["country"])
        keep = not zone or self.profile.zone != "UTC"
        return super().values() | ({} if keep else {"zone": zone})


class SunnyForm(TownForm, ProfileForm):
    """Where the sun stands, and how the skin answers it."""

    skin_type = forms.TypedChoiceField(
        label="Your skin",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Rather not say"), *SkinType.choices],
        widget=forms.RadioSelect,
    )

    class Meta(ProfileForm.Meta):
        fields = ("skin_type",)

    def __init__(self, data: Any = None, *, profile: Profile, **kwargs: Any) -> None:
        self.country = profile.country
        super().__init__(data, profile=profile, **kwargs)

    def values(self) -> dict[str, Any]:
        return super().values() | self._where()

    def _where(self) -> dict[str, Any]:
        """A town brings its time zone along; an emptied field forgets the place."""
        if place := self.place:
            zone = {"zone": place.zone} if place.zone else {}
            return {"place": place.label, "latitude": place.latitude, "longitude": place.longitude} | zone
        return {} if self.cleaned_data["town"] else {"place": "", "latitude": None, "longitude": None}


def zone_choices() -> list[tuple[str, str]]:
    return [(zone, zone.replace("_", " ")) for zone in places.zones()]


class LooksForm(ProfileForm):
    """How pages look, how they write numbers and dates, and which clock they follow."""

    zone = forms.ChoiceField(label="Time zone", choices=zone_choices)

    class Meta(ProfileForm.Meta):
        fields = ("theme", "numbers", "dates", "zone", "use_estimates")
        labels = {"theme": "Colours", "numbers": "Numbers", "dates": "Dates", "use_estimates": "Count estimated values"}
        help_texts = {
            "use_estimates": "Values borrowed from a sibling food, or assumed to be zero. Off: they count as unknown."
        }
        widgets = {"theme": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = notation(country=self.profile.country)
        samples = {"numbers": usual.number("1,234.5"), "dates": f"{SAMPLE_DAY:{usual.dates.day}}"}
        for name, sample in samples.items():
            field = self.fields[name]
            field.choices = [("", f"As in my country: {sample}"), *field.choices[1:]]  # type: ignore[attr-defined]


class TargetsForm(PlainForm):
    """The person's own targets, beside the reference amounts and never instead of them."""

    def __init__(self, data: Any = None, *, profile: Profile) -> None:
        super().__init__(data, initial=profile.own_targets)
        for key, nutrient in NUTRIENTS.items():
            if nutrient.is_core:
                self.fields[key] = AmountField(
                    limits.TARGET, label=f"{nutrient.name} [{nutrient.symbol}]", required=False
                )

    def values(self) -> dict[str, Any]:
        return {"own_targets": {key: value for key, value in self.cleaned_data.items() if value is not None}}


class BackgroundForm(PlainForm):
    """Conditions, medicines and habits to mention; each list ends with a line for one's own words."""

    def __init__(self, data: Any = None, *, rows: Iterable[Background] = ()) -> None:
        self.rows = list(rows)
        chosen = [row.key for row in self.rows if row.key]
        own = {f"own_{row.kind}": row.text for row in self.rows if row.text}
        super().__init__(data, initial=dict.fromkeys(Background.Kind.values, chosen) | own)
        for kind in Background.Kind:
            choices = [(each.key, each.label) for each in background.FACTORS.values() if each.kind == kind]
            self.fields[kind] = forms.MultipleChoiceField(
                label=kind.label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
            )
            self.fields[f"own_{kind}"] = forms.CharField(
                label="In your own words", required=False, max_length=limits.OWN_WORDS
            )

    @property
    def lists(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[kind], self[f"own_{kind}"]) for kind in Background.Kind.values]

    def told(self) -> set[tuple[str, str, str]]:
        """Kind, key and own words of everything that was mentioned."""
        listed = {(kind, key, "") for kind in Background.Kind.values for key in self.cleaned_data[kind]}
        own = {(kind, "", self.cleaned_data[f"own_{kind}"]) for kind in Background.Kind.values}
        return listed | {each for each in own if each[2]}


Step = tuple[str, Callable[..., ProfileForm]]
STEPS: dict[int, Step] = {
    1: ("About you", AboutForm),
    2: ("Your food", FoodForm),
    3: ("Your sun", SunnyForm),
}
