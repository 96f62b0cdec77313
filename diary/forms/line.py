"""The review list of a typed line: nothing of it is saved before the person says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from diary import limits, wording
from diary.forms.meals import AmountField, MealForm
from diary.models import MealItem, SupplementDose
from diary.typed import Choice, Understood, as_item, foods_of


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One part of the line with its fields."""

    part: Understood
    keep: forms.BoundField | None
    food: forms.BoundField | None
    grams: forms.BoundField | None


class PartsForm(forms.Form):
    """Each part of a line: keep it or not, which food it is, and its weight if it was another one."""

    line = forms.CharField(max_length=limits.MEAL_LINE, widget=forms.HiddenInput)

    def __init__(self, *args: Any, parts: Sequence[Understood], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        for part in parts:
            if part.is_food or part.dose:
                self.fields[f"keep-{part.number}"] = forms.BooleanField(
                    label=f"Keep {part.item.text}",
                    required=False,
                    initial=part.item.kind != "unknown",
                    widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
                )
            if part.is_food:
                self._add_food(part)

    def _add_food(self, part: Understood) -> None:
        choices = [(choice.code, _words(choice)) for choice in part.choices]
        self.fields[f"food-{part.number}"] = forms.ChoiceField(
            label=f"Food for {part.item.text}",
            choices=choices,
            widget=forms.Select(attrs={"class": "form-select"}),
        )
        weight = AmountField(limits.GRAMS, label=f"Another weight for {part.item.text}, in grams", required=False)
        weight.widget.attrs |= {"class": "form-control", "placeholder": "other g"}
        self.fields[f"grams-{part.number}"] = weight

    @property
    def rows(self) -> list[ReviewRow]:
        return [
            ReviewRow(part, *(self._bound(f"{name}-{part.number}") for name in ("keep", "food", "grams")))
            for part in self.parts
        ]

    def _bound(self, name: str) -> forms.BoundField | None:
        return self[name] if name in self.fields else None

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(given.get(f"keep-{part.number}") for part in self.parts):
            self.add_error(None, "Nothing is ticked, so there is nothing to add.")
        lowest, highest = limits.GRAMS
        for part in self.parts:
            code, typed = given.get(f"food-{part.number}"), given.get(f"grams-{part.number}")
            grams = part.choice(code).grams if code and typed is None else lowest
            if given.get(f"keep-{part.number}") and not lowest <= grams <= highest:
                self.add_error(f"grams-{part.number}", f"Between {lowest:g} g and {highest:g} g, please.")
        return given

    @property
    def _kept(self) -> list[Understood]:
        return [part for part in self.parts if self.cleaned_data.get(f"keep-{part.number}")]

    def items(self) -> list[MealItem]:
        """The foods that were ticked, in the order of the line."""
        given = self.cleaned_data
        chosen = [(part, given[f"food-{part.number}"]) for part in self._kept if part.is_food]
        foods = foods_of(code for _, code in chosen)
        return [as_item(part, foods[code], given[f"grams-{part.number}"]) for part, code in chosen if code in foods]

    def doses(self) -> list[SupplementDose]:
        """The supplements that were ticked."""
        return [dose for part in self._kept if (dose := part.dose)]


class ReviewForm(PartsForm, MealForm):
    """The parts of a line on their way to a meal."""


def _words(choice: Choice) -> str:
    """The grams come first, so that a narrow screen never cuts them off."""
    return f"{wording.grams(choice.grams)} · {choice.name[:1].upper()}{choice.name[1:]}"
