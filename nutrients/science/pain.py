"""Pain measures that are free to use: the 0-10 scale and the three questions of PEG."""

from typing import Final

LEAST, MOST = 0, 10
NOTABLE_POINTS: Final = 2.0  # on the 0-10 scale (Farrar 2001, from memory: S146)
NOTABLE_SHARE: Final = 0.30  # PEG (S114, S115); also the 0-10 scale (S146)


def peg_score(average_pain: int | None, enjoyment: int | None, activity: int | None) -> float | None:
    """
    Return the PEG score of a week.

    Parameters
    ----------
    average_pain, enjoyment, activity : int or None
        The three answers about the past week, 0 to 10; None when not answered.

    Returns
    -------
    float or None
        Their mean, 0 to 10, not rounded (shown with one decimal); None unless all three were answered.

    Raises
    ------
    ValueError
        If an answer lies outside 0 to 10.

    References
    ----------
    Krebs 2009 (S113).
    """
    answers = [answer for answer in (average_pain, enjoyment, activity) if answer is not None]
    for answer in answers:
        _reject_off_scale(answer)
    return sum(answers) / 3 if len(answers) == 3 else None


def peg_change(before: float, after: float) -> float | None:
    """
    Return the change of a PEG score as a share of where it began.

    Parameters
    ----------
    before, after : float
        0 to 10.

    Returns
    -------
    float or None
        Negative when it fell; None when it began at 0, where a share means nothing. [unitless]

    Raises
    ------
    ValueError
        If a score lies outside 0 to 10.
    """
    _reject_off_scale(before)
    _reject_off_scale(after)
    return (after - before) / before if before else None


def is_notable_peg_change(before: float, after: float) -> bool:
    """
    Say whether a PEG score fell by 30 % or more, which the literature counts as meaningful.

    Parameters
    ----------
    before, after : float
        0 to 10.

    Returns
    -------
    bool
        False where it began at 0, or rose.

    Raises
    ------
    ValueError
        If a score lies outside 0 to 10.

    References
    ----------
    S114, S115.
    """
    share = peg_change(before, after)
    return share is not None and share <= -NOTABLE_SHARE + 1e-9


def is_notable_nrs_change(before: float, after: float) -> bool:
    """
    Say whether pain on the 0-10 scale changed, either way, by 2 points or by 30 %.

    Parameters
    ----------
    before, after : float
        0 to 10; medians of a period rather than single days.

    Returns
    -------
    bool

    Raises
    ------
    ValueError
        If a score lies outside 0 to 10.

    Notes
    -----
    The scale is ordinal: show the median and the distribution, not only the mean.

    References
    ----------
    Farrar 2001 (S146, from memory).
    """
    share, points = peg_change(before, after), abs(after - before)
    return points >= NOTABLE_POINTS or (share is not None and abs(share) >= NOTABLE_SHARE - 1e-9)


def _reject_off_scale(score: float) -> None:
    if not LEAST <= score <= MOST:
        raise ValueError(f"{score} is not on a scale from {LEAST} to {MOST}")
