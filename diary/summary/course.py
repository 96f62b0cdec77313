"""The course of back pain as one drawing for page and paper: a bar a day, nothing where nothing was scored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from diary import wording
from diary.reports.pain import PainDay, PainFacts

WIDTH = 680.0
LEFT, TOP, PLOT = 26.0, 8.0, 90.0  # one pain point is a tenth of the plot
BELOW, MARKED = 20.0, 29.0  # room for the days, and for the triangles above them
LABELS = 6
LEAST = 1.5  # a score of 0 is a mark on the line, so that it differs from a day without a score


@dataclass(frozen=True, slots=True)
class Bar:
    """One scored day: the bar reaches the day's figure, the line above it the day's worst."""

    x: float
    width: float
    y: float
    height: float
    worst_y: float | None

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Course:
    """A drawing in user units; `flags` are the places of days on which a warning sign was ticked."""

    bars: Sequence[Bar]
    ticks: Sequence[Tick]
    flags: Sequence[float]
    width: float = WIDTH
    left: float = LEFT
    label_x: float = LEFT - 6
    base: float = TOP + PLOT
    levels: Sequence[tuple[int, float]] = ((10, TOP), (5, TOP + PLOT / 2), (0, TOP + PLOT))

    @property
    def height(self) -> float:
        return self.base + (MARKED if self.flags else BELOW)


def course(pain: PainFacts) -> Course:
    """Lay out the days of a period from left to right."""
    step = (WIDTH - LEFT) / pain.length

    def left(day: date) -> float:
        return LEFT + (day - pain.first).days * step

    return Course(
        bars=[_bar(day, left(day.day) + step * 0.12, step * 0.76) for day in pain.days],
        ticks=[Tick(left(day), wording.tick(day)) for day in _labelled(pain.first, pain.length)],
        flags=[left(flag.day) + step / 2 for flag in pain.flags],
    )


def _bar(day: PainDay, x: float, width: float) -> Bar:
    height = max(LEAST, day.score * PLOT / 10)
    worst = TOP + PLOT - day.worst * PLOT / 10 if day.worst > day.score else None
    return Bar(round(x, 2), round(width, 2), round(TOP + PLOT - height, 2), round(height, 2), worst)


def _labelled(first: date, length: int) -> list[date]:
    """A handful of days spread evenly, the first among them."""
    every = max(1, -(-length // LABELS))
    return [first + timedelta(days=number) for number in range(0, length, every)]
