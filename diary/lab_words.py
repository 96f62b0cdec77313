"""Blood results in words: as printed, never rounded; in the unit of the other system; the laboratory's own range."""

from math import floor, log10

from diary import wording
from diary.notation import THIN_SPACE
from diary.reports.labs import Result
from nutrients.labs import Analyte
from nutrients.science.units import convert

CONVERTED_FIGURES = 3  # a report prints two or three


def rounded(value: float) -> float:
    """Round a converted figure to three significant digits, as reports print them."""
    return round(value, CONVERTED_FIGURES - 1 - floor(log10(value))) if value else 0.0


def with_unit(value: float, unit: str) -> str:
    return f"{wording.exact(value)}{THIN_SPACE}{unit}"


def in_other_unit(result: Result, analyte: Analyte) -> str:
    """Write the same result in the unit of the other system, "" where both print the same figure."""
    unit = analyte.other_unit(result.unit)
    return with_unit(rounded(convert(result.value, result.unit, analyte.key, unit)), unit) if unit else ""


def own_range(result: Result) -> str:
    """Write the range the laboratory printed, "" when none was written down."""
    ends = range_of(result)
    return f"{ends}{THIN_SPACE}{result.unit}" if ends else ""


def range_of(result: Result) -> str:
    """Write the same beside a figure that names its unit."""
    low, high = (None if end is None else wording.exact(end) for end in (result.low, result.high))
    if low is not None and high is not None:
        return f"{low} to {high}"
    return f"from {low}" if low is not None else f"up to {high}" if high is not None else ""
