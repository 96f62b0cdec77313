"""Names the caller knows beside ours, such as somebody's own recipes: on a typed line they come before every other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from nutrients.quantities import split_words
from nutrients.text import bare, tokens

Said = tuple[str, ...]

CLOSE = 88.0  # rapidfuzz ratio from which a whole name is taken for mistyped
SHORTEST = 5  # letters from which a mistake can be told from another name
HALF = 0.5  # so much of a name, in two words at least, stands for it


@dataclass(frozen=True, slots=True)
class KnownName:
    """One such name: as it is shown, word for word, and by the words that count."""

    text: str
    said: Said
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Meant:
    """The names a phrase may mean, the likeliest first, and whether that one is surely meant."""

    names: Said = ()
    is_sure: bool = False


@lru_cache(maxsize=4096)
def known_name(text: str) -> KnownName:
    said = tuple(bare(word) for word in split_words(text))
    return KnownName(text, said, frozenset(tokens(text)) or frozenset(said))


def known_names(names: Iterable[str]) -> list[KnownName]:
    return [found for found in map(known_name, names) if found.said]


def is_whole(words: Sequence[str], known: Iterable[KnownName]) -> bool:
    """Are these the very words of a name, numbers and all: "7 seed bread"?"""
    said = tuple(bare(word) for word in words)
    return any(name.said == said for name in known)


def meant(words: Sequence[str], known: Iterable[KnownName]) -> Meant:
    """The names that some words may stand for."""
    said = frozenset(tokens(" ".join(words)))
    if not said:
        return Meant()
    phrase = " ".join(words)
    scored = [(likeness(said, phrase, name), name.text) for name in known]
    found = sorted((one for one in scored if one[0] > 0), key=lambda one: (-one[0], one[1]))
    return Meant(tuple(name for _, name in found), bool(found) and found[0][0] >= HALF)


def likeness(said: frozenset[str], phrase: str, name: KnownName) -> float:
    """How surely a name is meant: 1 where it has the same words, below a half where it only has them among others."""
    if said == name.words:
        return 1.0
    if len(phrase) >= SHORTEST and fuzz.ratio(phrase, name.text.lower()) >= CLOSE:
        return 0.9
    if said < name.words:
        share = len(said) / len(name.words)
        return 0.6 + share / 5 if len(said) > 1 and share >= HALF else share * HALF * 0.9
    if len(name.words) > 1 and name.words < said:
        return len(name.words) / len(said) * 0.8
    return 0.0
