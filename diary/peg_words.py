"""How the course of the weekly PEG score is put into words."""

from collections.abc import Sequence
from math import floor

from diary.models import PegScore
from diary.reports.pain import Peg
from diary.wording import day, number, percent
from nutrients.science.pain import is_notable_peg_change, peg_change

MARK = "A fall of 30 % or more is what studies count as meaningful to people."


def course(scores: Sequence[PegScore | Peg]) -> str:
    """Compare the last score with the first, given in the order of their days; "" before there are two."""
    if len(scores) < 2:
        return ""
    first, last = scores[0], scores[-1]
    began, now = number(first.score, 1), number(last.score, 1)
    text = f"{began} on {day(first.day)}, {now} on {day(last.day)}"
    share = peg_change(first.score, last.score)
    if not share:
        return f"{text}. {MARK}"
    way = "lower" if share < 0 else "higher"
    past = " This is past that mark." if is_notable_peg_change(first.score, last.score) else ""
    return f"{text}: {percent(_down(abs(share)))} {way}. {MARK}{past}"


def _down(share: float) -> float:
    """Round towards no change, so that a fall just short of 30 % never reads as one."""
    return floor(100 * share + 1e-9) / 100
