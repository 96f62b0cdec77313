"""What somebody typed, made comparable: plain words in the singular, one spelling for each thing."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "data"

WORD = re.compile(r"\d+(?:[.,]\d+)?%?|[a-z]+(?:'[a-z]+)?")
WITHOUT = frozenset({"no", "without", "not"})
ENDS_IN_IE = frozenset({"cookie", "brownie", "smoothie", "pie", "calorie", "veggie", "smartie", "tattie"})
NOT_PLURAL = frozenset(
    {"hummus", "couscous", "asparagus", "molasses", "swiss", "citrus", "octopus", "brussels", "mars", "snickers"}
)


def rows(name: str) -> list[dict[str, str]]:
    """A committed table of `data/` as it is written."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def plain(text: str) -> str:
    return without_accents(text.lower().replace("&", " and ").replace("’", "'").replace("w/o ", "without "))


def singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us")) or word in NOT_PLURAL:
        return word
    if word.endswith("is"):  # rotis and idlis, but not this
        return word[:-1] if len(word) > 4 else word
    if word.endswith("ies"):
        return word[:-1] if word[:-1] in ENDS_IN_IE else word[:-3] + "y"
    if word.endswith(("oes", "ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=16_384)
def bare(word: str) -> str:
    """A word in the singular, without what an apostrophe joins to it."""
    return singular(word.removesuffix("'s").replace("'", ""))


def spoken(text: str) -> list[str]:
    """The words as typed, lower case and singular, nothing replaced or dropped."""
    return [bare(word) for word in WORD.findall(plain(text))]


@cache
def spellings() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """By first word: the phrases that are written another way here, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for row in rows("words.csv"):
        said = tuple(spoken(row["words"]))
        table.setdefault(said[0], []).append((said, tuple(spoken(row["become"]))))
    for phrases in table.values():
        phrases.sort(key=lambda pair: -len(pair[0]))
    return table


def respelt(words: list[str]) -> Iterator[str]:
    table, place = spellings(), 0
    while place < len(words):
        for said, become in table.get(words[place], ()):
            if tuple(words[place : place + len(said)]) == said:
                yield from become
                place += len(said)
                break
        else:
            yield words[place]
            place += 1


def tokens(text: str) -> list[str]:
    """
    The words that count, in the spelling of the index; "no sugar" is one of them, "nosugar".

    >>> tokens("A tin of Semi-Skimmed Milks")
    ['canned', 'reducedfat', 'milk']
    """
    return list(_tokens(text))


@lru_cache(maxsize=8192)  # a line asks for the same words again and again
def _tokens(text: str) -> tuple[str, ...]:
    kept: list[str] = []
    denied = False
    for word in respelt(spoken(text)):
        if word in WITHOUT:
            denied = True
        else:
            kept.append("no" + word if denied else word)
            denied = False
    return tuple(dict.fromkeys(kept))
