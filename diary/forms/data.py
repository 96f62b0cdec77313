"""Consent, sharing, and taking data in."""

from django import forms


class ConsentForm(forms.Form):
    """One box, not ticked beforehand."""

    agrees = forms.BooleanField(error_messages={"required": "Nothing can be written down before you agree."})
