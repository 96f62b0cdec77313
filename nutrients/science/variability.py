"""How much requirements vary between people, and intake from day to day, as published."""

import re
from functools import cache

from nutrients.science.standards import ADULT, Person
from nutrients.science.tables import rows


def sd_requirement(nutrient: str, requirement: float) -> float | None:
    """
    Return the spread of requirements between people.

    Parameters
    ----------
    nutrient : str
    requirement : float
        EAR or AR. [nutrient unit/day]

    Returns
    -------
    float or None
        [nutrient unit/day]; None where no symmetric spread is published.

    References
    ----------
    `requirement_variability.csv`, rows CV_requirement, each with its source.
    """
    cv = _figure("CV_requirement", nutrient, None)
    return None if cv is None else cv / 100 * requirement


def sd_within(nutrient: str, person: Person) -> float | None:
    """
    Return the pooled spread of one person's intake from day to day.

    Parameters
    ----------
    nutrient : str
    person : Person

    Returns
    -------
    float or None
        [nutrient unit/day]; None where the survey has none: under 19, in pregnancy, or for this nutrient.

    Notes
    -----
    Of food alone, in adults who are not pregnant. Never the person's own few days, which are badly biased (S42).

    References
    ----------
    IOM 2000, tables B-2 to B-5 (S46).
    """
    return _figure("SD_within", nutrient, person)


def cv_within(nutrient: str, person: Person) -> float | None:
    """
    Return the day-to-day spread as a share of the mean.

    Parameters
    ----------
    nutrient : str
    person : Person

    Returns
    -------
    float or None
        [percent]; None where the survey has none, as for `sd_within`.

    References
    ----------
    `requirement_variability.csv`, rows CV_within, each with its source.
    """
    return _figure("CV_within", nutrient, person)


def _figure(statistic: str, nutrient: str, person: Person | None) -> float | None:
    if person is None:
        return _table().get((statistic, nutrient, "any", 9))
    if person.age < ADULT or person.life_stage == "pregnant":
        return None
    return _table().get((statistic, nutrient, person.sex, 19 if person.age <= 50 else 51))


@cache
def _table() -> dict[tuple[str, str, str, int], float]:
    table = {}
    for row in rows("requirement_variability"):
        key = row["statistic"], row["nutrient"], row["sex"], int(row["age_min_years"])
        if row["value"]:
            table[key] = float(row["value"])
        if printed := re.fullmatch(r"CV (\d+)", row["note"]):  # some CVs stand beside the SD instead of below it
            table["CV_within", *key[1:]] = float(printed[1])
    return table
