"""Load the committed food tables; quick and harmless to repeat."""

from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nutrients.loading import DamagedDataError, Loaded, load_foods


class Command(BaseCommand):
    help = "Load the foods of nutrients/data; running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        begun = monotonic()
        try:
            loaded = load_foods(announce=self.stdout.write)
        except DamagedDataError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{'; '.join(map(sentence, loaded))} ({monotonic() - begun:.1f} s)")


def sentence(loaded: Loaded) -> str:
    verb = "loaded" if loaded.changed else "already there"
    return f"{loaded.source}: {loaded.foods:,} foods and {loaded.portions:,} portions {verb}"
