"""
How well phrases and lines are understood, counted on lists.

"tune" was tuned on; "measure" was written before anything was tuned; "unseen" was typed by a second hand after the last
repair, and nothing was repaired for it; "kept" is the part of a stranger's list that was kept back while the rest was
repaired for. Whoever repairs something for a phrase of the latter three moves it to "tune".
"""

import csv
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

from nutrients.meal_text import Item, parse
from nutrients.search import search

HERE = Path(__file__).parent


def rows_of(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read(name: str, part: str) -> list[dict[str, str]]:
    return [row for row in rows_of(name) if row["part"] == part]


@dataclass
class PhraseScore:
    asked: int = 0
    first: int = 0
    among_five: int = 0
    misses: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def phrase_score(part: str) -> PhraseScore:
    score = PhraseScore()
    for row in read("phrases.csv", part):
        start = process_time()
        hits = search(row["phrase"], limit=5)
        score.seconds.append(process_time() - start)
        right = [is_named(hit.code, hit.description, row["expected"]) for hit in hits]
        nothing_near = row["expected"] == "-" and not hits
        score.asked += 1
        score.first += nothing_near or right[:1] == [True]
        score.among_five += nothing_near or any(right)
        if not nothing_near and right[:1] != [True]:
            score.misses.append(f"{row['phrase']}: {[hit.code for hit in hits[:2]]}")
    return score


def is_named(code: str, description: str, wanted: str) -> bool:
    """Is it one of the codes of a list, or does a /pattern/ stand in its description? "-" is no food at all."""
    if wanted.startswith("/"):
        return re.search(wanted.strip("/"), description, re.IGNORECASE) is not None
    return code in wanted.split("|")


@dataclass
class LineScore:
    lines: int = 0
    whole: int = 0
    wanted: int = 0
    found: int = 0
    shown: int = 0
    weighed: int = 0
    misses: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def line_score(part: str) -> LineScore:
    score = LineScore()
    for row in read("lines.csv", part):
        start = process_time()
        items = [item for item in parse(row["line"], country=row["country"]) if item.kind != "unknown"]
        score.seconds.append(process_time() - start)
        wanted = [each for each in row["expected"].split(";") if each]
        found, weighed = matched(wanted, items)
        score.lines += 1
        score.wanted += len(wanted)
        score.shown += len(items)
        score.found += found
        score.weighed += weighed
        if weighed == len(wanted) == len(items):
            score.whole += 1
        else:
            score.misses.append(f"{row['line']}: {[(item.code, item.grams) for item in items]}")
    return score


def matched(wanted: Sequence[str], items: Sequence[Item]) -> tuple[int, int]:
    """How many of the wanted items were found, and how many of those with grams in their range."""
    left = list(items)
    found = weighed = 0
    for each in wanted:
        what, _, amount = each.rpartition("@")
        fitting = [item for item in left if is_wanted(item, what)]
        best = next((item for item in fitting if has_amount(item, amount)), next(iter(fitting), None))
        if best:
            left.remove(best)
            found += 1
            weighed += has_amount(best, amount)
    return found, weighed


def is_wanted(item: Item, what: str) -> bool:
    if what.startswith("supplement:"):
        return item.kind == "supplement" and item.nutrient == what.removeprefix("supplement:")
    return item.kind == "food" and (what == "*" or is_named(item.code, item.description, what))


def has_amount(item: Item, amount: str) -> bool:
    if item.kind == "supplement":
        given = f"{(item.amount or 0) * item.quantity:g}{item.amount_unit}"
        return given == amount or amount == "0*"  # "0*": the label is not told
    low, _, high = amount.partition("-")
    return float(low) <= item.grams <= float(high)


def percentile(seconds: Sequence[float], share: float) -> float:
    return sorted(seconds)[min(len(seconds) - 1, math.ceil(share * len(seconds)) - 1)]


if __name__ == "__main__":  # python -m tests.nutrients.measured
    for half in ("tune", "measure", "unseen", "kept"):
        phrases, lines = phrase_score(half), line_score(half)
        print(f"{half}: {phrases.asked} phrases, hit@1 {phrases.first / phrases.asked:.1%},", end=" ")
        print(f"hit@5 {phrases.among_five / phrases.asked:.1%}, p95 {percentile(phrases.seconds, 0.95) * 1e3:.1f} ms")
        print(f"{half}: {lines.lines} lines, recall {lines.found / lines.wanted:.1%},", end=" ")
        print(f"precision {lines.found / lines.shown:.1%}, grams {lines.weighed / lines.wanted:.1%},", end=" ")
        print(f"whole {lines.whole / lines.lines:.1%}, p95 {percentile(lines.seconds, 0.95) * 1e3:.1f} ms")
        print(*phrases.misses[:10], *lines.misses[:10], sep="\n  ")
