"""What a page says about the second step at log-in."""

from django import template

from accounts import second_step
from accounts.models import User

register = template.Library()


@register.filter
def owes_second_step(user: User) -> bool:
    """Whether nothing else opens before they have set one up."""
    return second_step.is_demanded(user) and not second_step.how_many(user)


@register.filter
def keeps_second_step(user: User) -> bool:
    """Whether the one they have must stay until there is another."""
    return second_step.is_demanded(user) and second_step.how_many(user) == 1
