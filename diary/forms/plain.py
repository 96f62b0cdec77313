"""What every form of the diary shares: how it says what is wrong, what was told, and which version the person saw."""

from functools import cache
from typing import Any

from django import forms

PLAIN_WORDS = {
    "required": "Please fill this in.",
    "max_value": "At most %(limit_value)s.",
    "min_value": "At least %(limit_value)s.",
    "max_length": "At most %(limit_value)s characters; these are %(show_value)s.",
    "invalid_choice": "Please choose one of the list.",
}
CHOICE_WORDS = PLAIN_WORDS | {"required": "Please choose one."}


class PlainForm(forms.Form):
    """Puts plain words in the place of Django's; a field that has words of its own keeps them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            kind: Any = type(field)
            djangos = _djangos_words(kind)
            plain = CHOICE_WORDS if isinstance(field, forms.ChoiceField) else PLAIN_WORDS
            field.error_messages |= {
                name: words for name, words in plain.items() if field.error_messages.get(name) is djangos.get(name)
            }


class PlainModelForm(PlainForm, forms.ModelForm):  # type: ignore[type-arg]
    """The same for the fields of a model. A `Writing` saves, so what the views ask of it are values."""

    def told(self) -> dict[str, Any]:
        """What was told, by field of the model; a field that was not asked for is left out."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or () if name in self.fields}


class VersionField(forms.IntegerField):
    """The version of the entry that the person saw; a new entry has none."""

    def __init__(self, *, required: bool = False) -> None:
        super().__init__(widget=forms.HiddenInput, min_value=1, required=required)


@cache
def _djangos_words(kind: Any) -> dict[str, Any]:
    """What Django says for fields of this class."""
    classes = reversed(kind.__mro__)
    return {name: words for each in classes for name, words in getattr(each, "default_error_messages", {}).items()}
