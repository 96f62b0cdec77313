"""Every form of the diary speaks in the same plain words, and keeps the words a field has of its own."""

import inspect
from importlib import import_module
from pathlib import Path

import pytest
from django import forms

import diary.forms
from diary.forms.data import ConsentForm
from diary.forms.plain import PlainForm

MODULES = sorted(path.stem for path in Path(diary.forms.__path__[0]).glob("[a-z]*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_every_form_says_what_is_wrong_in_plain_words(module):
    found = import_module(f"diary.forms.{module}")
    for name, form in inspect.getmembers(found, inspect.isclass):
        if issubclass(form, forms.BaseForm) and form.__module__ == found.__name__:
            assert issubclass(form, PlainForm), name


class Asked(PlainForm):
    name = forms.CharField(max_length=9)
    meal = forms.ChoiceField(choices=[("lunch", "Lunch")])
    times = forms.IntegerField(max_value=3)


def test_what_is_missing_not_listed_or_too_large_is_said_plainly():
    assert Asked({"meal": "brunch", "times": "4"}).errors == {
        "name": ["Please fill this in."],
        "meal": ["Please choose one of the list."],
        "times": ["At most 3."],
    }


def test_what_is_too_long_or_not_chosen_is_said_plainly():
    assert Asked({"name": "a long name", "times": "1"}).errors == {
        "name": ["At most 9 characters; these are 11."],
        "meal": ["Please choose one."],
    }


def test_a_field_keeps_words_of_its_own():
    assert ConsentForm({}).errors["agrees"] == ["Nothing can be written down before you agree."]
