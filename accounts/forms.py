"""The words around log-in, in our own voice."""

from typing import Any

from allauth.account import forms
from allauth.account.models import EmailAddress
from django.http import HttpRequest

from accounts.backends import who_gave
from accounts.models import User


class LoginForm(forms.LoginForm):  # type: ignore[misc]  # allauth is not typed
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, login="Username or e-mail", remember="Keep me logged in on this device")


class SignupForm(forms.SignupForm):  # type: ignore[misc]  # allauth is not typed
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, email="E-mail, if you like")
        self.fields[
            "password1"
        ].help_text = "At least 12 characters; three or four words that only you put together do well."


class ResetPasswordForm(forms.ResetPasswordForm):  # type: ignore[misc]  # allauth is not typed
    """Does the same work for an address that nobody gave as for one that somebody did (RELIABILITY A8)."""

    def clean_email(self) -> str:
        self.users = who_gave(self.cleaned_data["email"])
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        if not self.users:
            make_a_key_for_nobody(self.cleaned_data["email"])
        return str(super().save(request, **kwargs))


def make_a_key_for_nobody(email: str) -> None:
    nobody = User(pk=0, email="")  # without an address, which would be written down as theirs
    EmailAddress.objects.filter(user_id=nobody.pk, email=email).exists()
    forms.default_token_generator.make_token(nobody)


def say(form: Any, **labels: str) -> None:
    """Label these fields so, and leave out what would repeat the labels inside the fields."""
    for name, field in form.fields.items():
        field.label = labels.get(name, field.label)
        field.widget.attrs.pop("placeholder", None)
