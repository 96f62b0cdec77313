"""Iron by the probability approach: of a hundred people with this usual intake, how many would fall short?"""

from bisect import bisect_left
from math import sqrt
from statistics import NormalDist
from typing import Final

from nutrients.science.standards import ADULT, Person

# IOM 2001, table 14-1 (S45): upper end of each range of usual intake [mg/day], and the share that falls short.
WOMEN_UP_TO: Final = (4.42, 4.88, 5.45, 6.22, 6.87, 7.46, 8.07, 8.76, 9.63, 10.82, 13.05, 15.49, 18.23)
WOMEN_SHORT: Final = (1.0, 0.96, 0.93, 0.85, 0.75, 0.65, 0.55, 0.45, 0.35, 0.25, 0.15, 0.08, 0.04, 0.0)

MEN_ROOT_WEIGHT: Final = NormalDist(8.8, 0.84)  # square root of body weight [kg^0.5], S52
MEN_LOSS: Final = 0.014  # iron lost a day [mg/kg], S52
ABSORBED: Final = 0.18  # share of dietary iron taken up on an omnivorous diet, S52
VEGETARIAN: Final = 1.8  # S05, from memory


def share_short_women(intake: float) -> float:
    """
    Return the share of menstruating women whose need exceeds this usual intake.

    Parameters
    ----------
    intake : float
        Usual iron intake. [mg/day]

    Returns
    -------
    float
        Between 0 and 1. [unitless]

    Raises
    ------
    ValueError
        If the intake is negative.

    Notes
    -----
    For groups of omnivorous women who menstruate and take no oral contraceptive; the table cannot pick out individuals,
    so word it as "about x in 100 women with this usual intake".

    References
    ----------
    IOM 2001, table 14-1 (S45).
    """
    if intake < 0:
        raise ValueError("an intake is not negative")
    if intake < WOMEN_UP_TO[0]:
        return WOMEN_SHORT[0]
    return WOMEN_SHORT[max(1, bisect_left(WOMEN_UP_TO, intake))]


def share_short_men(intake: float) -> float:
    """
    Return the share of men of 19 and over whose need exceeds this usual intake.

    Parameters
    ----------
    intake : float
        Usual iron intake. [mg/day]

    Returns
    -------
    float
        Between 0 and 1. [unitless]

    Raises
    ------
    ValueError
        If the intake is negative.

    Notes
    -----
    Need = body weight x 0.014 / 0.18, the root of body weight being normal with mean 8.8 and SD 0.84.

    References
    ----------
    IOM 2001, p. 340 (S52).
    """
    if intake < 0:
        raise ValueError("an intake is not negative")
    return 1 - MEN_ROOT_WEIGHT.cdf(sqrt(intake * ABSORBED / MEN_LOSS))


def share_short(intake: float, person: Person) -> float | None:
    """
    Return how many, of people like this one with this usual intake, would fall short.

    Parameters
    ----------
    intake : float
        Usual iron intake as eaten; vegetarians' is divided by 1.8 here. [mg/day]
    person : Person

    Returns
    -------
    float or None
        Between 0 and 1; None where no distribution is at hand: under 19, pregnancy, lactation, after menopause.
    """
    if person.age < ADULT or person.life_stage != "none" or person.is_postmenopausal:
        return None
    counted = max(0.0, intake) / (VEGETARIAN if person.eats_no_meat else 1.0)
    return share_short_men(counted) if person.sex == "male" else share_short_women(counted)
