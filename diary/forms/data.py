"""Consent, sharing, erasing, and files to take in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from diary import limits
from diary.exchange.elsewhere import KINDS, Columns
from diary.forms.plain import PlainForm
from diary.forms.summary import ChoiceForm
from diary.sharing import USUAL_DAYS


class ConsentForm(PlainForm):
    """One box, not ticked beforehand."""

    agrees = forms.BooleanField(error_messages={"required": "Nothing can be written down before you agree."})


class EraseForm(PlainForm):
    """The name of the account, typed out, so that no slip of the finger erases a diary."""

    name = forms.CharField(label="Your user name", max_length=150)

    def __init__(self, *args: Any, username: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._username = username

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name != self._username:
            raise ValidationError("That is not the name of this account.")
        return name


class ShareForm(ChoiceForm):
    """Which days and sections somebody may read, for how long, and with which word."""

    name = forms.CharField(label="For whom", max_length=limits.NAME, required=False)
    valid_days = forms.IntegerField(
        label="Open for", min_value=limits.SHARE_DAYS[0], max_value=limits.SHARE_DAYS[1], initial=USUAL_DAYS
    )
    code_word = forms.CharField(
        label="Code word", min_length=limits.CODE_WORD[0], max_length=limits.CODE_WORD[1], required=False
    )


class UnlockForm(PlainForm):
    """What a visitor brings: the secret out of the address, and the code word if there is one."""

    secret = forms.CharField(label="Link or code", max_length=300)
    code_word = forms.CharField(label="Code word", max_length=limits.CODE_WORD[1], required=False)

    def clean_secret(self) -> str:
        """Take the secret alone, or the whole address it stands in."""
        given: str = self.cleaned_data["secret"]
        return given.rpartition("#")[2].strip()


class FileForm(PlainForm):
    """A file, no larger than such files are."""

    file = forms.FileField(label="File", allow_empty_file=False)

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > limits.UPLOAD_BYTES:
            raise ValidationError(f"The largest file taken in is {limits.UPLOAD_BYTES // 1024**2} MB.")
        return file


class ColumnsForm(PlainForm):
    """Which column of a table holds what; what a known kind of file has is filled in."""

    kind = forms.ChoiceField(label="Kind of file", choices=list(KINDS.items()))
    day = forms.ChoiceField(label="Day")
    date_format = forms.ChoiceField(
        label="Days are written as",
        choices=[("iso", "2026-11-22"), ("dmy", "22/11/2026"), ("mdy", "11/22/2026")],
    )
    food = forms.ChoiceField(label="Food", required=False)
    meal = forms.ChoiceField(label="Meal", required=False)
    amount = forms.ChoiceField(label="Amount", required=False)

    def __init__(self, *args: Any, head: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("day", "food", "meal", "amount"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
            field.choices = [("", "–"), *((each, each) for each in head)]

    def columns(self) -> Columns:
        return Columns(**self.cleaned_data)
