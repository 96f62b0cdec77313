"""Where someone is: a town of the offline list, or coordinates, in one plain field."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from diary import limits
from diary.forms.plain import PlainForm
from nutrients import places
from nutrients.places import Place

COORDINATES = re.compile(r"(-?\d{1,3}(?:[.,]\d{1,8})?)\s*[,; ]\s*(-?\d{1,3}(?:[.,]\d{1,8})?)")


def typed_coordinates(text: str) -> Place | None:
    """Read "51.5, -0.1" or "51,5; -0,1" as a place without a name; None when it is no pair of figures on Earth."""
    if not (match := COORDINATES.fullmatch(text.strip())):
        return None
    latitude, longitude = (round(float(part.replace(",", ".")), 1) + 0.0 for part in match.groups())  # never -0.0
    if not (abs(latitude) <= limits.LATITUDE[1] and abs(longitude) <= limits.LONGITUDE[1]):
        return None
    return Place("", f"{latitude}, {longitude}", "", "", latitude, longitude, "", "")


class TownForm(PlainForm):
    """
    Asks for the nearest town. `place` is what was found, None when the field was left empty or as it stood.

    Where several towns bear the name, `towns` holds them and the page asks which one is meant.
    """

    town = forms.CharField(
        label="Nearest town",
        required=False,
        max_length=limits.NAME,
        help_text="A town nearby is fine. Or latitude and longitude, as 51.5, -0.1. Kept to about 10 km.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    town_id = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    town_is_required = False
    country = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place: Place | None = None
        self.towns: Sequence[Place] = ()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        try:
            self.place = self._find(self.cleaned_data.get("town", ""), self.cleaned_data.get("town_id", ""))
        except ValidationError as problem:
            self.add_error("town", problem)
        return cleaned

    def _find(self, text: str, town_id: str) -> Place | None:
        if not text and self.town_is_required:
            raise ValidationError("The sun needs to know roughly where you were.")
        if not text or text == self.initial.get("town"):
            return None
        if typed := typed_coordinates(text):
            return typed
        return self._meant(places.search(text, self.cleaned_data.get("country") or self.country), text, town_id)

    def _meant(self, found: Sequence[Place], text: str, town_id: str) -> Place:
        if not found:
            raise ValidationError("No town of that name is in the list. Try a larger one nearby, or coordinates.")
        picked = [place for place in found if place.id == town_id or place.label == text]
        if len(found) == 1 or picked:
            return (picked or found)[0]
        self.towns = found
        raise ValidationError("Which one do you mean?")
