"""Long work in a process of its own: the same answer, the same refusal, and an end (F18)."""

import os

import pytest

from diary.exchange import apart
from diary.exchange.apart import long_work
from diary.exchange.elsewhere import read_table
from diary.exchange.reading import UnreadableError

pytestmark = pytest.mark.long
TABLE = b"Day,Food\n2026-11-22,Oats\n"


@pytest.fixture(autouse=True)
def everything_is_long(monkeypatch):
    monkeypatch.setattr(apart, "LONG_BYTES", 0)


def whose(content: bytes) -> tuple[int, int]:
    return os.getpid(), os.nice(0)


def test_it_makes_the_same_of_a_file():
    assert long_work(TABLE, read_table) == read_table(TABLE)


def test_it_is_another_process_that_gives_way():
    number, niceness = long_work(TABLE, whose)
    assert number != os.getpid()
    assert niceness == os.nice(0) + apart.POLITE


def test_what_cannot_be_read_is_refused_in_the_same_words():
    with pytest.raises(UnreadableError, match="no line below the headings"):
        long_work(b"Day,Food\n", read_table)


def test_what_takes_too_long_ends(monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    with pytest.raises(UnreadableError, match="Cut it in two"):
        long_work(TABLE, read_table)
    with pytest.raises(UnreadableError, match="Ask for the command"):
        long_work(TABLE, read_table, too_long="Ask for the command")
