"""A person's own foods, by their labels, and their recipes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from diary import limits
from diary.forms.meals import AmountField
from diary.forms.moments import DayField
from diary.forms.plain import PlainForm, PlainModelForm, VersionField
from diary.models import OwnFood, Recipe
from nutrients.registry import NUTRIENTS, Nutrient

PER_100G, PER_SERVING = "100", "serving"


class OwnFoodForm(PlainForm):
    """What a label says, per 100 g or per serving. What is left blank stays unknown."""

    version = VersionField()

    name = forms.CharField(label="Name", max_length=limits.NAME)
    basis = forms.ChoiceField(
        label="The figures are for",
        choices=[(PER_100G, "100 g"), (PER_SERVING, "one serving")],
        initial=PER_100G,
        widget=forms.RadioSelect,
    )
    serving_label = forms.CharField(
        label="A serving is called", max_length=limits.NAME, required=False, help_text="slice, bar, bowl …"
    )
    serving_grams = AmountField(limits.GRAMS, label="and weighs", required=False, help_text="grams")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nutrient in NUTRIENTS.values():
            self.fields[nutrient.key] = AmountField(
                (0.0, limits.LABEL_AMOUNT), label=f"{nutrient.name} [{nutrient.symbol}]", required=False
            )

    @classmethod
    def of(cls, food: OwnFood) -> "OwnFoodForm":
        about = {name: getattr(food, name) for name in ("name", "serving_label", "serving_grams", "version")}
        return cls(initial={**about, **food.amounts()})

    @property
    def core_fields(self) -> list[forms.BoundField]:
        return [self[key] for key, nutrient in NUTRIENTS.items() if nutrient.is_core]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [self[key] for key, nutrient in NUTRIENTS.items() if not nutrient.is_core]

    @property
    def has_other_mistakes(self) -> bool:
        """Whether something to mend stands among the folded fields."""
        return any(field.errors for field in self.other_fields)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("basis") == PER_SERVING and "serving_grams" in given and given["serving_grams"] is None:
            self.add_error("serving_grams", "How much does a serving weigh? Without it nothing can be worked out.")
        elif not self.errors:
            for nutrient in NUTRIENTS.values():
                self._check(nutrient, self.amounts()[nutrient.key])
        return given

    def _check(self, nutrient: Nutrient, per_100g: float | None) -> None:
        if per_100g is not None and per_100g > limits.MOST_IN_100_G[nutrient.unit]:
            self.add_error(nutrient.key, ValidationError("That is more than 100 g can hold."))

    def amounts(self) -> Mapping[str, float | None]:
        """Amounts per 100 g by nutrient; None is what the label leaves out."""
        given = self.cleaned_data
        times = 100 / given["serving_grams"] if given["basis"] == PER_SERVING else 1.0
        return {key: None if given.get(key) is None else given[key] * times for key in NUTRIENTS}

    def values(self) -> dict[str, Any]:
        """Every field of an own food."""
        about = {name: self.cleaned_data[name] for name in ("name", "serving_label", "serving_grams")}
        return about | OwnFood().set_amounts(self.amounts()).contents()


class RecipeForm(PlainModelForm):
    """What a dish is called, and how much of it there is."""

    version = VersionField()
    portions = AmountField(limits.PORTIONS, label="Portions", initial=1)
    cooked_grams = AmountField(
        limits.RECIPE_GRAMS,
        label="Weight when cooked",
        required=False,
        help_text="grams; left blank, the ingredients' weight is used",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", self.instance.version)

    class Meta:
        model = Recipe
        fields = ["name", "portions", "cooked_grams", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}


class RewriteForm(PlainForm):
    """Since which day logged entries are to follow a changed recipe or food."""

    since = DayField(label="since")

    def day(self) -> date:
        since: date = self.cleaned_data["since"]
        return since
