"""The review list of a typed line: nothing of it is saved before the person says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from diary import limits, wording
from diary.forms.meals import AmountField, MealForm
from diary.forms.plain import PlainForm
from diary.models import MealItem, SupplementDose
from diary.typed import Choice, Understood, as_items, foods_of
from nutrients.models import Food


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One part of the line with its fields."""

    part: Understood
    keep: forms.BoundField | None
    food: forms.BoundField | None
    grams: forms.BoundField | None


class PartsForm(PlainForm):
    """Each part of a line: keep it or not, which food it is, and its weight if it was another one."""

    line = forms.CharField(max_length=limits.MEAL_LINE, widget=forms.HiddenInput)

    def __init__(self, *args: Any, parts: Sequence[Understood], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        self.items: list[MealItem] = []
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

    @property
    def offers_nothing(self) -> bool:
        """Whether there is nothing in the line that could be ticked."""
        return not any(row.keep for row in self.rows)

    def _bound(self, name: str) -> forms.BoundField | None:
        return self[name] if name in self.fields else None

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self._kept:
            self.add_error(None, "Nothing is ticked, so there is nothing to add.")
        chosen = [(part, given[name]) for part in self._kept if (name := f"food-{part.number}") in given]
        foods = foods_of(code for _, code in chosen)
        self.items = [item for part, code in chosen for item in self._items(part, code, foods)]
        return given

    def _items(self, part: Understood, code: str, foods: Mapping[str, Food]) -> list[MealItem]:
        items = as_items(part, code, foods, self.cleaned_data.get(f"grams-{part.number}"))
        if not items:
            self.add_error(f"food-{part.number}", "This food is not in the tables loaded here. Please choose another.")
        lowest, highest = limits.GRAMS
        if items and not lowest <= sum(item.grams for item in items) <= highest:
            least, most = wording.grams(lowest), wording.grams(highest)
            self.add_error(f"grams-{part.number}", f"Between {least} and {most}, please.")
        return items

    @property
    def _kept(self) -> list[Understood]:
        return [part for part in self.parts if self.cleaned_data.get(f"keep-{part.number}")]

    def doses(self) -> list[SupplementDose]:
        """The supplements that were ticked."""
        return [dose for part in self._kept if (dose := part.dose)]


class ReviewForm(PartsForm, MealForm):
    """The parts of a line on their way to a meal."""


def _words(choice: Choice) -> str:
    """The grams come first, so that a narrow screen never cuts them off."""
    return f"{wording.grams(choice.grams)} · {choice.name[:1].upper()}{choice.name[1:]}"
