"""The figures behind the science, read once from `nutrients/data/science/`."""

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "data" / "science"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """
    Return the rows of one table as they are printed, every cell a string.

    Parameters
    ----------
    name : str
        File name without its ending, such as "labs".

    Returns
    -------
    tuple of dict
        One for each line, by column, in the order of the file.

    Raises
    ------
    FileNotFoundError
        If there is no such table.
    """
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
