"""A supplement as its label has it, and when it was taken."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from django import forms
from django.forms import model_to_dict

from diary import limits, wording
from diary.forms.meals import AmountField
from diary.forms.moments import DayField, MomentForm, check_day
from diary.forms.plain import PlainForm, PlainModelForm, VersionField
from diary.models import Product, Profile, SupplementDose
from nutrients import labels
from nutrients.labels import ON_LABELS, SYMBOLS, UNITS, Content, Item
from nutrients.registry import NUTRIENTS
from nutrients.science.units import UnitError

ELEMENT = ""


def salt_choices() -> list[Any]:
    """The nutrient itself, or the compounds of each mineral under its name."""
    groups = [(nutrient.name, list(labels.salts(nutrient.key))) for nutrient in ON_LABELS]
    found = [(name, [(salt, salt) for salt in salts]) for name, salts in groups if salts]
    return [(ELEMENT, "the nutrient itself"), *found]


class LineForm(PlainForm):
    """One line of a label: this much of that."""

    nutrient = forms.ChoiceField(
        label="Nutrient", required=False, choices=[("", "Choose…"), *((one.key, one.name) for one in ON_LABELS)]
    )
    amount = AmountField(limits.DOSE_AMOUNT, label="Amount", required=False)
    unit = forms.ChoiceField(label="Unit", choices=[(unit, SYMBOLS.get(unit, unit)) for unit in UNITS], initial="mg")
    salt = forms.ChoiceField(label="The label weighs", required=False, choices=salt_choices)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        nutrient, amount = given.get("nutrient"), given.get("amount")
        if nutrient and amount is None and "amount" not in self.errors:
            self.add_error("amount", "How much does the label say?")
        if amount is not None and not nutrient:
            self.add_error("nutrient", "Of which nutrient?")
        if nutrient and amount is not None and not self.errors:
            self._work_out(nutrient, amount, given["unit"], given["salt"])
        return given

    def _work_out(self, nutrient: str, amount: float, unit: str, salt: str) -> None:
        try:
            self.content = labels.elemental(nutrient, amount, unit, salt)
        except UnitError as problem:
            self.add_error("unit", str(problem) if salt else f"{NUTRIENTS[nutrient].name} is not printed in that unit.")
        except KeyError:
            self.add_error("salt", f"That is no form of {NUTRIENTS[nutrient].name.lower()}.")

    @property
    def found(self) -> Content | None:
        """What the line stands for; None for an empty line."""
        return getattr(self, "content", None)

    @property
    def is_estimated(self) -> bool:
        return self.found is not None and self.found.is_estimated


class ProductForm(PlainModelForm):
    """
    A supplement by its label.

    Where the label weighs a salt, what it comes to is shown first: `needs_a_look` is true until the person has seen it.
    """

    version = VersionField()
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    class Meta:
        model = Product
        fields = ("name", "serving", "is_injection", "note")
        labels = {
            "serving": "One serving is",
            "is_injection": "It is an injection",
            "note": "Note",
        }
        help_texts = {
            "serving": "tablet, 2 capsules, 5 drops …",
            "is_injection": "Written down as an event, and never counted as something eaten.",
        }

    def __init__(self, data: Any = None, *, entry: Product | None = None, start: Item | None = None) -> None:
        known: dict[str, Any] = starting_from(start) if start else {}
        known |= (model_to_dict(entry) | {"version": entry.version}) if entry else {}
        super().__init__(data, initial=known)
        self.entry = entry
        self.lines = line_forms(data, entry.label_lines if entry else first_lines(start))

    def is_valid(self) -> bool:
        lines_hold = all(line.is_valid() for line in self.lines)
        return super().is_valid() and lines_hold and self._names_each_once()

    def _names_each_once(self) -> bool:
        named = [line.found.nutrient for line in self.lines if line.found]
        if len(named) == len(set(named)):
            return True
        self.add_error(None, "A nutrient stands here twice. Add the two amounts up.")
        return False

    @property
    def contents(self) -> list[Content]:
        return [line.found for line in self.lines if line.found]

    @property
    def in_words(self) -> list[tuple[str, str, bool]]:
        """Name, amount and whether it is an estimate, for each line."""
        found = [(NUTRIENTS[each.nutrient], each) for each in self.contents]
        return [(one.name, wording.amount(each.amount, one), each.is_estimated) for one, each in found]

    @property
    def digest(self) -> str:
        """Stands for what was worked out, so that the page knows whether the person saw just this."""
        return sha256(repr(self.contents).encode()).hexdigest()

    @property
    def needs_a_look(self) -> bool:
        weighs_a_salt = any(line.cleaned_data["salt"] for line in self.lines if line.found)
        return weighs_a_salt and self.cleaned_data["seen"] != self.digest

    def values(self) -> dict[str, Any]:
        """Every field of a product. An injection holds no intake."""
        contents = [] if self.cleaned_data["is_injection"] else self.contents
        fresh = Product().set_amounts(
            {each.nutrient: each.amount for each in contents},
            estimated=[each.nutrient for each in contents if each.is_estimated],
        )
        printed = [line.cleaned_data for line in self.lines if line.found]
        return {**self.told(), "label_lines": printed, **fresh.contents()}


def starting_from(item: Item) -> dict[str, Any]:
    """A product of the catalogue gives its name; how much is in it stands on the person's own label."""
    return {"name": item.name.capitalize(), "is_injection": item.is_injection}


def first_lines(item: Item | None) -> Sequence[Mapping[str, Any]]:
    if item is None or item.is_injection or item.is_medicine:
        return ()
    return [{"nutrient": item.nutrient, "salt": item.name if item.is_salt else ELEMENT}]


def line_forms(data: Any, known: Iterable[Mapping[str, Any]]) -> list[LineForm]:
    """As many lines as were sent, or one more than are known."""
    lines = list(known)
    sent = int(data["lines"]) if data and str(data.get("lines", "")).isdigit() else 0
    count = min(max(sent, 1 if data else len(lines) + 1), limits.LABEL_LINES)
    count = min(count + 2, limits.LABEL_LINES) if data and "more" in data else count
    initial = [*lines, *({} for _ in range(count))][:count]
    return [LineForm(data, prefix=f"line{number}", initial=dict(each)) for number, each in enumerate(initial)]


class DoseForm(MomentForm):
    """When how many servings were taken."""

    servings = AmountField(limits.SERVINGS, label="Servings", initial=1)

    def __init__(self, *args: Any, profile: Profile, entry: SupplementDose, **kwargs: Any) -> None:
        super().__init__(*args, profile=profile, entry=entry, initial={"servings": entry.servings}, **kwargs)


class ServingsForm(PlainForm):
    """How many servings, one unless said otherwise."""

    servings = AmountField(limits.SERVINGS, label="Servings", required=False)

    def clean_servings(self) -> float:
        return self.cleaned_data["servings"] or 1.0


class DailyForm(ServingsForm):
    """Every day since when."""

    first_day = DayField(label="Every day since")

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean_first_day(self) -> date:
        day: date = self.cleaned_data["first_day"]
        check_day(day, self.zone)
        return day
