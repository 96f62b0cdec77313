"""The words around log-in, in our own voice."""

from typing import Any

from allauth.account import forms
from allauth.account.models import EmailAddress
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.http import HttpRequest

from accounts.backends import who_gave
from accounts.models import User

NEW_PASSWORD = {"password1": "New password", "password2": "New password again"}
ADVICE = "At least 12 characters; three or four words that only you put together do well."


class LoginForm(forms.LoginForm):  # type: ignore[misc]  # allauth is not typed
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, login="Username or e-mail", remember="Keep me logged in on this device")


class SignupForm(forms.SignupForm):  # type: ignore[misc]  # allauth is not typed
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, email="E-mail, if you like")
        self.fields["password1"].help_text = ADVICE


class AddEmailForm(forms.AddEmailForm):  # type: ignore[misc]  # allauth is not typed
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, email="E-mail")


class ReauthenticateForm(forms.ReauthenticateForm):  # type: ignore[misc]  # allauth is not typed
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self)


class ChangePasswordForm(forms.ChangePasswordForm):  # type: ignore[misc]  # allauth is not typed
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, oldpassword="Password until now", **NEW_PASSWORD)
        self.fields["password1"].help_text = ADVICE


class ResetPasswordKeyForm(forms.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth is not typed
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, **NEW_PASSWORD)
        self.fields["password1"].help_text = ADVICE


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth is not typed
    """Its name begins empty, as the person knows what they hold; left so, allauth gives one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["name"] = ""
        say(self, passwordless="Log in with it alone")
        self.fields[
            "passwordless"
        ].help_text = "Without name and password. It then asks for your fingerprint, face or PIN."


class ResetPasswordForm(forms.ResetPasswordForm):  # type: ignore[misc]  # allauth is not typed
    """Does the same work for an address that nobody gave as for one that somebody did (RELIABILITY A8)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, email="E-mail")

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
