"""Time in the sun: what was worn, what stood above, and where."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms import model_to_dict

from diary import limits
from diary.forms.meals import AmountField
from diary.forms.moments import MomentForm
from diary.forms.places import TownForm
from diary.forms.plain import PlainModelForm
from diary.models import Profile, SkinType, SunExposure
from diary.person import ASSUMED_AGE
from nutrients.science.sun import OUTFITS, Skin, Sky, SunEstimate, exposure

METRES = 1000


class SunForm(MomentForm, TownForm, PlainModelForm):
    """One stay in the sun. Place and skin type come from the profile, or are asked for here and may be kept."""

    minutes = forms.IntegerField(
        label="Minutes outside",
        min_value=limits.MINUTES[0],
        max_value=limits.MINUTES[1],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 12}),
    )
    garments = forms.ChoiceField(
        label="What was bare?",
        choices=[(outfit.key, outfit.label) for outfit in OUTFITS.values()],
        widget=forms.RadioSelect,
        initial="forearms",
    )
    skin_type = forms.TypedChoiceField(label="Your skin", choices=[("", "Choose…"), *SkinType.choices], coerce=int)
    altitude_m = forms.IntegerField(
        label="Height above the sea (m)",
        required=False,
        validators=[MinValueValidator(0), MaxValueValidator(limits.ALTITUDE_KM[1] * METRES)],
    )
    uv_index_given = AmountField(
        limits.UV_INDEX,
        label="UV index, if you know it",
        required=False,
        help_text="Measured or forecast for a clear sky; used instead of our own estimate.",
    )
    remember = forms.BooleanField(label="Keep place and skin for next time", required=False, initial=True)
    town_is_required = True

    class Meta:
        model = SunExposure
        fields = ("minutes", "garments", "cloud", "shade", "behind_glass", "spf", "uv_index_given", "skin_type")
        labels = {
            "cloud": "Sky",
            "shade": "Where you were",
            "behind_glass": "Behind glass, a window or a windscreen",
            "spf": "Sunscreen (SPF on the bottle)",
        }
        help_texts = {"spf": "Leave empty for none."}

    def __init__(
        self, *args: Any, profile: Profile, day: date | None = None, entry: SunExposure | None = None, **kwargs: Any
    ) -> None:
        self.country = profile.country
        where = entry or profile
        self.known_position = {"place": where.place, "latitude": where.latitude, "longitude": where.longitude}
        known = (model_to_dict(entry) | height_of(entry)) if entry else {"skin_type": profile.skin_type}
        known |= {"town": where.place}
        super().__init__(*args, profile=profile, day=day, entry=entry, initial=known, **kwargs)
        if profile.has_place and profile.skin_type:
            del self.fields["remember"]

    @property
    def has_details(self) -> bool:
        """Whether one of the further questions has an answer or an error."""
        names = ("behind_glass", "spf", "uv_index_given", "altitude_m")
        return any(self.errors.get(name) or self[name].value() for name in names)

    def position(self) -> dict[str, Any]:
        """Where it was: the town just found, else that of the entry or the profile."""
        if self.place is None:
            return self.known_position
        return {"place": self.place.label, "latitude": self.place.latitude, "longitude": self.place.longitude}

    def for_profile(self) -> dict[str, Any]:
        """What the person wants to keep for next time."""
        where = self.position()
        zone = {"zone": self.place.zone} if self.place and self.place.zone else {}
        return where | zone | {"skin_type": self.cleaned_data["skin_type"]}

    def exposure(self) -> SunExposure:
        """Return the entry with the snapshot of its estimate."""
        height = (self.cleaned_data["altitude_m"] or 0) / METRES
        row = SunExposure(**self.told(), **self.moment(), **self.position(), altitude_km=height)
        return row.keep(estimate(row, self.profile))


def height_of(entry: SunExposure) -> dict[str, int | None]:
    return {"altitude_m": round(entry.altitude_km * METRES) or None}


def estimate(row: SunExposure, profile: Profile) -> SunEstimate:
    """Ask the science what an exposure came to. Without a birth year the age is the assumed one of the profile."""
    age = profile.age_on(row.day)
    return exposure(
        row.at,
        row.minutes,
        row.latitude,
        row.longitude,
        Skin(row.skin_type, OUTFITS[row.garments].area, ASSUMED_AGE if age is None else max(age, 0)),
        Sky(
            cloud=row.cloud,  # type: ignore[arg-type]
            shade=row.shade,  # type: ignore[arg-type]
            altitude_km=row.altitude_km,
            uv_index=row.uv_index_given,
            spf=row.spf,
            glass=row.behind_glass,
        ),
    )
