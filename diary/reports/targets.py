"""A person's own targets beside the reference amounts, which they never replace."""

from collections.abc import Sequence
from dataclasses import dataclass

from diary import moments, wording
from diary.models import Profile
from diary.person import references
from nutrients.registry import CORE, NUTRIENTS, Nutrient


@dataclass(frozen=True, slots=True)
class Beside:
    """One nutrient: its reference with where it comes from, and the own target, in words; "" where there is none."""

    nutrient: Nutrient
    reference: str
    source: str
    own: str


def beside(profile: Profile) -> Sequence[Beside]:
    """Return each core nutrient's reference amount and the person's own target."""
    found = references(profile, moments.today(profile.zone))
    rows = []
    for nutrient in CORE:
        one = found.get(nutrient.key)
        amount = one.recommended if one and one.unit == nutrient.unit else None
        rows.append(
            Beside(
                nutrient,
                wording.amount(amount, nutrient) if amount is not None else "",
                f"{one.authority} {one.recommended_kind}, {one.source}" if one and amount is not None else "",
                wording.amount(own_target(profile, nutrient.key), NUTRIENTS[nutrient.key])
                if own_target(profile, nutrient.key) is not None
                else "",
            )
        )
    return rows


def own_target(profile: Profile, key: str) -> float | None:
    """Return the person's own target [nutrient unit/day]; None where there is none, or none that makes sense."""
    value = profile.own_targets.get(key)
    return float(value) if key in NUTRIENTS and isinstance(value, int | float) and value > 0 else None
