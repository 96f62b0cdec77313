"""Typing mistakes, words run together or torn apart, and beginnings of words, against our own names only."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from nutrients import lexicon

CLOSE = 80  # rapidfuzz ratio from which a word is taken for a typing mistake
LOOSE = 75  # the same for long words
MISTYPED = 0.9
BEGUN = 0.85
OTHER_LETTER = 85  # ratio from which even the first letter may be wrong
LONG = 7  # letters from which the first may be wrong too
SHORTEST = 4  # letters from which a mistake can be told from another word


def understood(words: list[str]) -> Iterator[dict[str, float]]:
    """For each word of a query the words of the index that may stand for it, the likeliest first."""
    place = 0
    while place < len(words):
        word, follower = words[place], words[place + 1] if place + 1 < len(words) else ""
        if not is_known(word) and follower and is_known(word + follower):
            yield {word + follower: 1.0}
            place += 1
        elif not is_known(word) and (parts := torn_apart(word)):
            yield from ({part: 1.0} for part in parts)
        else:
            yield readings(word)
        place += 1


def corrected(words: list[str]) -> list[str]:
    """The words as they were meant: each unknown one by the likeliest that it may stand for."""
    return [word if is_known(word) else max(readings(word).items(), key=likelier)[0] for word in words]


def likelier(reading: tuple[str, float]) -> float:
    """A word of the index before the unknown one it may be."""
    return reading[1] if is_known(reading[0]) else 0.0


def is_known(word: str) -> bool:
    return word in lexicon.everyday_words() or word in lexicon.published_words() or word in lexicon.form_groups()


@lru_cache(maxsize=4096)
def readings(word: str) -> dict[str, float]:
    if is_known(word):
        return {word: 1.0}
    if len(word) > 2 and (begun := completions(word)):
        return {word: 1.0} | dict.fromkeys(begun, BEGUN)
    if len(word) < SHORTEST or len(word) > 30:
        return {word: 1.0}
    cutoff = CLOSE if len(word) < 8 else LOOSE
    close = process.extract(word, comparable(word), scorer=fuzz.ratio, score_cutoff=cutoff, limit=3)
    likely = [
        (found, score)
        for found, score, _ in close
        if found[0] == word[0] or (len(word) >= LONG and score >= OTHER_LETTER)
    ]
    return {word: 1.0} | {found: MISTYPED * score / 100 for found, score in likely}


def comparable(word: str) -> list[str]:
    """Our words that it may be a mistake for: of about its length, or with its first letter if it is short."""
    if len(word) < LONG:
        return words_by_start().get(word[0], [])
    lengths = range(int(len(word) * 0.6), int(len(word) * 1.7) + 1)
    return [one for length in lengths for one in words_by_length().get(length, ())]


@cache
def words_by_start() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in lexicon.everyday_in_order():
        found.setdefault(word[0], []).append(word)
    return found


@cache
def words_by_length() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for word in lexicon.everyday_in_order():
        found.setdefault(len(word), []).append(word)
    return found


def completions(word: str) -> list[str]:
    """Words of our names that begin so, the most used first."""
    words = lexicon.everyday_in_order()
    start = bisect_left(words, word)
    begun = words[start : bisect_left(words, word + "{", start)]  # "{" comes right after "z"
    return sorted(begun, key=lambda found: -lexicon.everyday_words()[found])[:6]


def torn_apart(word: str) -> tuple[str, str] | None:
    known = lexicon.everyday_words()
    cuts = ((word[:place], word[place:]) for place in range(3, len(word) - 2))
    return next((cut for cut in cuts if cut[0] in known and cut[1] in known), None)
