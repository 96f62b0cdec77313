"""What a printed page is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from diary.summary.course import Course


@dataclass(frozen=True, slots=True)
class Table:
    """
    A table of words; the first cell of a row names it, `numeric` says which columns stand to the
    right, `marked` in which rows the second cell is worth a second look.
    """

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[int] = ()
    marked: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, what it shows in words, and how it is to be read."""

    course: Course
    alt: str
    legend: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page. `notice` stands first and apart; a section with nothing in it says so in `empty`."""

    key: str
    title: str
    notice: str = ""
    facts: Sequence[tuple[str, str]] = ()
    drawing: Drawing | None = None
    table: Table | None = None
    lines: Sequence[str] = ()
    empty: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.notice or self.facts or self.drawing or self.table or self.lines)


@dataclass(frozen=True, slots=True)
class Page:
    """
    The whole summary: what a minute is for comes first, how it was made comes on the second sheet.

    `nothing` names what was chosen but not written down.
    """

    title: str
    period: str
    who: str
    made_on: str
    glance: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    nothing: str
    behind: Sequence[Section]
