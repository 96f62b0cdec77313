"""Three different reasons why a figure is not what one hoped, which must never be mixed up."""

from typing import Literal

from nutrients.science.adequacy import ENOUGH_COVERAGE, Assessment
from nutrients.science.stages import FIRST_LOOK, good_days

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
