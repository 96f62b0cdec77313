"""Three different reasons why a figure is not what one hoped, which must never be mixed up."""

from typing import Literal

from nutrients.science.adequacy import ENOUGH_COVERAGE, FIRST_LOOK, Assessment, good_days

Gap = Literal["days", "values", "intake"]


def gap(found: Assessment, coverage: float | None) -> Gap | None:
    """
    Say what, if anything, stands between an assessment and "likely enough".

    Parameters
    ----------
    found : Assessment
    coverage : float or None
        Share of the food's energy with a value. [unitless]

    Returns
    -------
    {"days", "values", "intake"} or None
        "days": not enough was recorded. "values": the food table has no figure for much of what was eaten.
        "intake": enough days, enough values, and still likely low. None: none of these.

    Notes
    -----
    In this order: too few days make the other two moot, and missing values may be all that is low.
    """
    if found.verdict in {"likely enough", "above the upper limit"}:
        return None
    compares = found.method == "average" and found.days < good_days(found.nutrient)
    if found.days < FIRST_LOOK or compares:
        return "days"
    if coverage is None or coverage < ENOUGH_COVERAGE:
        return "values"
    return "intake" if found.verdict == "likely low" else None


def borrow(per_100g: float | None, protein: float | None, sibling_protein: float | None) -> float | None:
    """
    Lend a value from the raw to the cooked form of a food, or back.

    Parameters
    ----------
    per_100g : float or None
        What the sibling holds. [nutrient unit/100 g]
    protein, sibling_protein : float or None
        Of the food that lacks the value, and of its sibling. [g/100 g]

    Returns
    -------
    float or None
        To be marked as estimated; None when a figure is missing or there is no protein to go by. [nutrient unit/100 g]

    Notes
    -----
    Cooking drives out water and leaves protein, so protein tells how much raw food became 100 g of cooked food. What
    heat destroys or cooking water carries off is not accounted for.
    """
    if per_100g is None or not protein or not sibling_protein:
        return None
    return per_100g * protein / sibling_protein
