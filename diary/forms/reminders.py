"""Whether to be reminded, and at which hour."""

from datetime import time
from typing import Any

from django import forms

from diary.forms.plain import PlainForm

HOURS = [(f"{hour:02}:00", f"{hour:02}:00") for hour in range(24)]


class ReminderForm(PlainForm):
    is_on = forms.BooleanField(label="Send me an e-mail when the day is still empty", required=False)
    clock = forms.TypedChoiceField(label="At what time?", choices=HOURS, coerce=time.fromisoformat)

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address

    def clean_is_on(self) -> bool:
        is_on: bool = self.cleaned_data["is_on"]
        if is_on and not self.address:
            raise forms.ValidationError("An e-mail needs an address that you have confirmed.")
        return is_on
