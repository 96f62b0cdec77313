"""The table of promises names every rule, and tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs/promises.md").read_text()
COUNTS = {"D": 12, "M": 7, "S": 12, "A": 10, "W": 11, "I": 8, "B": 5, "F": 18, "P": 5, "X": 6}


def named() -> set[str]:
    """Return every rule of the first column, the ends of a span and what lies between."""
    found: set[str] = set()
    for cell in re.findall(r"^\| ([A-Z]\d[^|]*) \|", TEXT, re.MULTILINE):
        for first, last in re.findall(r"([A-Z]\d+)(?:–[A-Z](\d+))?", cell):
            found |= {f"{first[0]}{number}" for number in range(int(first[1:]), int(last or first[1:]) + 1)}
    return found


def test_every_rule_has_its_line():
    rules = {f"{letter}{number}" for letter, count in COUNTS.items() for number in range(1, count + 1)}
    assert rules - named() == set()


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:tests|docs|diary)/[\w/.]+)`", TEXT))))
def test_what_holds_a_rule_is_there(path):
    assert (ROOT / path).exists()
