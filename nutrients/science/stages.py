"""How many complete days a diary needs before it says something, and how much it may say then."""

from typing import Final, Literal

Stage = Literal["too few days", "early look", "usable", "good"]

FIRST_LOOK: Final = 3  # complete days before anything is said (adequacy_method, section 6)
USABLE: Final = 7  # of them at least one at a weekend
GOOD: Final = 14
GOOD_SPIKY: Final = 28  # for nutrients that a few foods bring in bursts
SPIKY: Final = frozenset({"vitamin_b12", "vitamin_d", "omega3_epa_dha"})


def stage(nutrient: str, days: int, *, has_weekend: bool = True) -> Stage:
    """
    Say how far along a diary is.

    Parameters
    ----------
    nutrient : str
    days : int
        Complete days; they need not follow each other.
    has_weekend : bool
        Whether one of them is a Saturday or Sunday.

    Returns
    -------
    {"too few days", "early look", "usable", "good"}

    References
    ----------
    adequacy_method, section 6.
    """
    if days < FIRST_LOOK:
        return "too few days"
    if days < USABLE or not has_weekend:
        return "early look"
    return "good" if days >= good_days(nutrient) else "usable"


def good_days(nutrient: str) -> int:
    """Return the complete days after which an average may be compared at all."""
    return GOOD_SPIKY if nutrient in SPIKY else GOOD
