"""The words around log-in, in our own voice."""

from typing import Any

from allauth.account import forms


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


def say(form: Any, **labels: str) -> None:
    """Label these fields so, and leave out what would repeat the labels inside the fields."""
    for name, field in form.fields.items():
        field.label = labels.get(name, field.label)
        field.widget.attrs.pop("placeholder", None)
