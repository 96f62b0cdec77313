"""What the person makes of a prompt, and the questions they bring along."""

from typing import Any

from django import forms

from diary.forms.plain import PlainForm, PlainModelForm, VersionField
from diary.models import PromptState, Question


class AnswerForm(PlainForm):
    """Later, never mind, or "add these to my questions"."""

    answer = forms.ChoiceField(choices=PromptState.Answer)
    questions = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, offered: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["questions"].choices = [(text, text) for text in offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("answer") == PromptState.Answer.ADDED and not given.get("questions"):
            self.add_error("questions", "Tick at least one question.")
        return given


class QuestionForm(PlainModelForm):
    version = VersionField()

    class Meta:
        model = Question
        fields = ("text", "in_summary")
        widgets = {
            "text": forms.TextInput(attrs={"class": "form-control"}),
            "in_summary": forms.CheckboxInput(attrs={"class": "form-check-input"}),
        }
