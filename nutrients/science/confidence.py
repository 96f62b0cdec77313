"""How sure a mean over some days is of a usual intake."""

from math import isfinite, sqrt
from typing import Final

TWO_SIDED_95: Final = 1.96


def z_requirement(mean: float, days: int, *, ear: float, sd_requirement: float, sd_within: float) -> float:
    """
    Return how far a mean lies from the requirement, in units of what is not known about either.

    Parameters
    ----------
    mean : float
        [nutrient unit/day]
    days : int
        Complete days behind the mean.
    ear : float
        Estimated average requirement. [nutrient unit/day]
    sd_requirement : float
        Spread of requirements between people. [nutrient unit/day]
    sd_within : float
        Pooled spread from day to day. [nutrient unit/day]

    Returns
    -------
    float
        Phi of it is the confidence that usual intake meets the person's own need. [unitless]

    Raises
    ------
    ValueError
        If there is no day, a spread is negative, both are zero, or the mean is negative or not finite.

    Notes
    -----
    Holds where need and daily intake are near enough normal: magnesium, calcium, phosphorus.

    References
    ----------
    IOM 2000, chapter 3 (S42, S47).
    """
    reject_impossible(mean, days)
    if min(sd_requirement, sd_within) < 0 or sd_requirement == sd_within == 0:
        raise ValueError("spreads must not be negative, nor both zero")
    return (mean - ear) / sqrt(sd_requirement**2 + sd_within**2 / days)


def z_fixed(mean: float, days: int, *, against: float, sd_within: float) -> float:
    """
    Return how far a mean lies from a figure that does not vary between people: an AI or a UL.

    Parameters
    ----------
    mean : float
        [nutrient unit/day]
    days : int
        Complete days behind the mean.
    against : float
        AI or UL. [nutrient unit/day]
    sd_within : float
        Pooled spread from day to day. [nutrient unit/day]

    Returns
    -------
    float
        Phi of it is the confidence that usual intake is at or above the figure. [unitless]

    Raises
    ------
    ValueError
        If there is no day, the spread is not positive, or the mean is negative or not finite.

    References
    ----------
    IOM 2000, p. 199 (S48).
    """
    reject_impossible(mean, days)
    if sd_within <= 0:
        raise ValueError("the day-to-day spread must be positive")
    return (mean - against) / (sd_within / sqrt(days))


def days_needed(cv: float, within: float) -> float:
    """
    Return the days for which the mean lies within a margin of usual intake, 95 times in 100.

    Parameters
    ----------
    cv : float
        Day-to-day spread as a share of the mean. [percent]
    within : float
        Margin on either side. [percent]

    Returns
    -------
    float
        [days], not rounded.

    Raises
    ------
    ValueError
        If either is not positive.
    """
    if cv <= 0 or within <= 0:
        raise ValueError("spread and margin must be positive")
    return (TWO_SIDED_95 * cv / within) ** 2


def reject_impossible(mean: float, days: int) -> None:
    """Raise ValueError where there is no mean to speak of."""
    if days < 1 or not isfinite(mean) or mean < 0:
        raise ValueError("a mean needs at least one day, and is a finite amount of zero or more")
