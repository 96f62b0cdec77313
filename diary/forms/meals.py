"""How much of which food, at which meal of which day."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError

from diary import limits, wording
from diary.eating import GRAM, Measure, usual_meal
from diary.forms.moments import DayField, DayForm
from diary.forms.plain import PlainForm, VersionField
from diary.models import DayState, MealItem, MealKind, Profile
from diary.notation import TwoMeaningsError, current, read


class AmountField(forms.FloatField):
    """A number as people type it: with a point or a comma, thousands apart or not, on a decimal keypad."""

    def __init__(self, bounds: tuple[float, float], **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "maxlength": 12}
        self.bounds = bounds
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)
        self.error_messages |= {"invalid": "Please write a number."}

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(read(value) if isinstance(value, str) else value)
        except TwoMeaningsError as unclear:
            raise ValidationError(str(unclear), code="unclear") from unclear

    def validate(self, value: Any) -> None:
        super().validate(value)
        lowest, highest = self.bounds
        if value is not None and value < lowest:
            raise ValidationError(f"At least {wording.exact(lowest)}.", code="min_value")
        if value is not None and value > highest:
            raise ValidationError(f"At most {wording.exact(highest)}.", code="max_value")

    def prepare_value(self, value: Any) -> Any:
        return current().typed(f"{value:.6g}") if isinstance(value, float) else value


class MealForm(DayForm):
    """Which meal of which day; today's meal of this hour unless the page says otherwise."""

    kind = forms.ChoiceField(
        label="Meal", choices=MealKind.choices, widget=forms.Select(attrs={"class": "form-select"})
    )

    def __init__(self, *args: Any, profile: Profile, day: date | None = None, **kwargs: Any) -> None:
        given = {"day": day} if day else {}
        kwargs["initial"] = usual_meal(profile) | given | (kwargs.get("initial") or {})
        super().__init__(*args, profile=profile, **kwargs)


class SearchForm(PlainForm):
    """What is looked for among the foods."""

    q = forms.CharField(label="Find a food", max_length=limits.NAME, required=False)


class LineForm(MealForm):
    """A meal typed in one line."""

    line = forms.CharField(
        label="What did you eat?",
        max_length=limits.MEAL_LINE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "go"}),
        error_messages={
            "required": "Type what you ate, for example: 2 eggs and a cup of milk.",
            "max_length": f"A line holds up to {limits.MEAL_LINE} characters. Log the meal in two lines.",
        },
    )


class HelpingForm(MealForm):
    """How much of one food: so many of one of its measures."""

    quantity = AmountField(limits.QUANTITY, label="How much")
    unit = forms.ChoiceField(label="Measure")

    def __init__(self, *args: Any, measures: Sequence[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.weights = {measure.label: measure.grams for measure in measures}
        self.fields["unit"].choices = [(each.label, self._words(each)) for each in measures]  # type: ignore[attr-defined]
        self.order_fields(["quantity", "unit", "kind", "day"])

    def _words(self, measure: Measure) -> str:
        if measure.label == GRAM:
            return "grams"
        return f"{wording.grams(measure.grams)} · {measure.label}"  # no narrow screen cuts the grams off

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if {"quantity", "unit"} <= given.keys():
            given["grams"] = given["quantity"] * self.weights[given["unit"]]
            lowest, highest = limits.GRAMS
            if not lowest <= given["grams"] <= highest:
                self.add_error("quantity", ValidationError(_weight_error(given["grams"])))
        return given

    def helping(self) -> dict[str, Any]:
        """Quantity, unit and grams, ready for an item."""
        return {name: self.cleaned_data[name] for name in ("quantity", "unit", "grams")}


class ItemForm(HelpingForm):
    """An item logged before, to be changed: it carries the version the person saw."""

    version = VersionField(required=True)

    @classmethod
    def of(cls, item: MealItem, **kwargs: Any) -> Self:
        """Show an item as it stands; an ingredient of a recipe by its grams."""
        stands = {name: getattr(item, name) for name in ("day", "quantity", "unit", "version")}
        if item.recipe_id is not None:
            stands |= {"quantity": item.grams, "unit": GRAM}
        return cls(initial={**stands, "kind": item.meal.kind}, **kwargs)


class CopyForm(DayForm):
    """To which day a meal, or with no meal named a whole day, is copied."""

    day = DayField(label="To which day")
    meal = forms.UUIDField(required=False)

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, profile=profile, initial=usual_meal(profile), **kwargs)


class MarkForm(PlainForm):
    """The person's word on whether the day is all there; blank takes it back."""

    state = forms.ChoiceField(choices=[("", ""), *DayState.choices], required=False)


def _weight_error(grams: float) -> str:
    lowest, highest = limits.GRAMS
    weight, least, most = (wording.grams(each) for each in (grams, lowest, highest))
    return f"That makes {weight}. One entry holds between {least} and {most}."
