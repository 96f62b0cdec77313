"""`manage.py recompute_diary`: take the values of corrected food tables into entries written before."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from accounts.commands import person_called
from diary import wording
from diary.recomputing import Correction, corrections, recompute
from nutrients.registry import NUTRIENTS


class Command(BaseCommand):
    help = (
        "Take the values of the food tables as they are now into the entries of --username and say what changed. "
        "Earlier versions are kept."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", required=True)
        parser.add_argument("--look", action="store_true", help="only say what it would change")

    def handle(self, *, username: str, look: bool, **options: Any) -> None:
        user = person_called(username)
        found = corrections(user) if look else recompute(user)
        for correction in found:
            self.stdout.write(f"{correction.food}, {wording.times(correction.entries)}:")
            for line in _lines(correction):
                self.stdout.write(f"  {line}")
        entries, would = sum(each.entries for each in found), "would take" if look else "took"
        self.stdout.write(f"{entries:,} entries of {username} {would} other values from the food tables.")


def _lines(correction: Correction) -> Iterator[str]:
    """Each nutrient that moved, per 100 g."""
    if not correction.after:
        yield "only which values are estimates"
    for key, new in correction.after.items():
        nutrient = NUTRIENTS[key]
        old, now = (_written(amount) for amount in (correction.before[key], new))
        yield f"{nutrient.name} {old} to {now} {nutrient.symbol} in 100 g"


def _written(amount: float | None) -> str:
    return "unknown" if amount is None else f"{amount:g}"
