"""The bar of a nutrient. A page shows seven to thirty, and an include for each would be most of its time."""

from collections.abc import Sequence
from typing import Final, Protocol

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

ENDS_AT: Final = 150  # per cent of the reference; the bar's own scale is two thirds of the picture
LINK: Final = '<a href="{}">{}</a>'
HEAD: Final = '<div class="nutrient-head">{} <span>{}{}</span></div>'
OF: Final = ' <span class="soft">of {}</span>'
PICTURE: Final = (
    '<svg class="bar" aria-hidden="true"><rect class="bar-track" y="4" width="100%" height="12" rx="2"></rect>'
    '<svg width="66.667%" overflow="visible">{}{}{}'
    '<line class="bar-edge" x1="100%" x2="100%" y1="0" y2="20"></line>'
    '<line class="bar-mark" x1="100%" x2="100%" y1="0" y2="20"></line>{}</svg>{}</svg>'
)
SUPPLEMENT: Final = '<rect class="bar-supplement" y="4.75" width="{}%" height="10.5"></rect>'
FOOD: Final = '<rect class="bar-food" y="4" width="{}%" height="12"></rect>'
UNKNOWN: Final = (
    '<line class="bar-unknown" x1="{}%" x2="150%" y1="10" y2="10" pathLength="100" stroke-dasharray="{} 100"></line>'
)
UPPER: Final = (
    '<line class="bar-edge" x1="{0}%" x2="{0}%" y1="0" y2="20"></line>'
    '<line class="bar-upper" x1="{0}%" x2="{0}%" y1="0" y2="20"></line>'
)
BEYOND: Final = '<svg x="{}%" overflow="visible"><path class="bar-beyond" d="M-15 6l4 4-4 4m6-8 4 4-4 4"></path></svg>'


class Bar(Protocol):
    """What a bar knows of its nutrient; shares are in per cent of the reference."""

    @property
    def name(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def amount(self) -> str: ...
    @property
    def reference(self) -> str: ...
    @property
    def percent(self) -> float | None: ...
    @property
    def food_percent(self) -> float | None: ...
    @property
    def unknown_percent(self) -> float: ...
    @property
    def upper_percent(self) -> float | None: ...
    @property
    def notes(self) -> Sequence[str]: ...


@register.simple_tag
def nutrient_bar(bar: Bar) -> SafeString:
    """Draw one as an item of a list: its words always, the picture where there is a reference to draw it against."""
    of = format_html(OF, bar.reference) if bar.reference else ""
    name = format_html(LINK, bar.url, bar.name) if bar.url else format_html("<b>{}</b>", bar.name)
    head = format_html(HEAD, name, bar.amount, of)
    notes = format_html("<small>{}</small>", "\u00a0· ".join(bar.notes)) if bar.notes else ""
    return format_html('<li class="nutrient">{}{}{}</li>', head, _picture(bar), notes)


def _picture(bar: Bar) -> str:
    whole, food, unknown, upper = bar.percent, bar.food_percent, bar.unknown_percent, bar.upper_percent
    if whole is None or food is None:
        return ""
    return format_html(
        PICTURE,
        _part(SUPPLEMENT, whole) if whole > food else "",
        _part(FOOD, food),
        _part(UNKNOWN, whole, unknown) if unknown else "",
        _part(UPPER, upper) if upper else "",
        _part(BEYOND, 100) if whole > ENDS_AT else "",
    )


def _part(pattern: str, *shares: float) -> SafeString:
    """Put shares where they belong, with a decimal point whatever the language."""
    return format_html(pattern, *map(str, shares))
