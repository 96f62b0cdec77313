"""What Django's own rules for passwords leave open."""

from django.core.exceptions import ValidationError

from accounts.models import User


class MaximumLengthValidator:
    """Refuse passwords so long that hashing them would cost everybody time."""

    def __init__(self, max_length: int = 128) -> None:
        self.max_length = max_length

    def validate(self, password: str, user: User | None = None) -> None:
        if len(password) > self.max_length:
            raise ValidationError(f"Use at most {self.max_length} characters.", code="password_too_long")

    def get_help_text(self) -> str:
        return f"At most {self.max_length} characters."
