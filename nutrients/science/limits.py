"""Upper limits: of a usual intake, and of a single day."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from nutrients.science.stages import FIRST_LOOK
from nutrients.science.standards import UPPER, Amount, Reference


@dataclass(frozen=True, slots=True)
class LimitCheck:
    """
    An intake beside an upper limit.

    Parameters
    ----------
    amount : Amount
        The limit, by the authority's own name, and what it counts (`scope`).
    mean : float
        What is compared: food and supplements, or supplements alone where the scope says so. [nutrient unit/day]
    z : float or None
        [unitless]
    confidence_below : float or None
        That usual intake stays below the limit; None where no day-to-day spread applies. [unitless]
    """

    amount: Amount
    mean: float
    z: float | None = None
    confidence_below: float | None = None

    @property
    def is_above(self) -> bool:
        return self.mean > self.amount.value


def check_usual(
    reference: Reference, mean: float, supplement_mean: float | None, days: int, sd_within: float | None
) -> LimitCheck | None:
    """
    Hold a usual intake against the upper limit.

    Parameters
    ----------
    reference : Reference
    mean : float
        Food and supplements. [reference.unit/day]
    supplement_mean : float or None
        Supplements and medicines alone; None when not told. [reference.unit/day]
    days : int
        Complete days; fewer than three say nothing about what is usual.
    sd_within : float or None
        Pooled day-to-day spread of food. [reference.unit/day]

    Returns
    -------
    LimitCheck or None
        None without a limit, without the part it counts, or before three days.

    Notes
    -----
    The spread is of food, so a limit on supplements alone gets no z. A mean above a limit is a reason to ask, not
    proof of harm; people are put above it on purpose under supervision.

    References
    ----------
    IOM 2000 (S46, S48).
    """
    check = check_day(reference, mean, supplement_mean) if days >= FIRST_LOOK else None
    if check is None or sd_within is None or check.amount.counts_supplements_only:
        return check
    z = (mean - check.amount.value) / (sd_within / sqrt(days))
    return LimitCheck(check.amount, check.mean, z, NormalDist().cdf(-z))


def check_day(reference: Reference, total: float, from_supplements: float | None) -> LimitCheck | None:
    """
    Hold one day against the upper limit.

    Parameters
    ----------
    reference : Reference
    total : float
        Food and supplements. [reference.unit]
    from_supplements : float or None
        Supplements and medicines alone; None when not told. [reference.unit]

    Returns
    -------
    LimitCheck or None
        None without a limit, or without the part it counts.
    """
    amount = reference.first(UPPER)
    if amount is None:
        return None
    counted = from_supplements if amount.counts_supplements_only else total
    return None if counted is None else LimitCheck(amount, counted)
