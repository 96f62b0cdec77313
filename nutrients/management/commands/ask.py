"""`manage.py ask …`: ask the knowledge without an account; prints JSON."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nutrients.asking import AskError, answer
from nutrients.reference import AUTHORITIES


class Command(BaseCommand):
    help = "Ask for foods, a meal line, reference amounts, adequacy, sun or units; or many questions with --stdin."
    requires_system_checks: list[str] = []  # nothing of the site is needed to know a figure

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--stdin", action="store_true", help="a JSON question a line in, a JSON answer a line out")
        questions = parser.add_subparsers(dest="ask", metavar="question")
        for name, arguments in ARGUMENTS.items():
            question = questions.add_parser(name)
            for argument, options in arguments.items():
                question.add_argument(argument, **options)

    def handle(self, *, stdin: bool, ask: str | None, **options: Any) -> None:
        if stdin:
            for line in sys.stdin:
                if line.strip():
                    self.stdout.write(reply(line))
                    self.stdout.flush()
            return
        if ask is None:
            raise CommandError('ask what? For example: manage.py ask foods "greek yoghurt"')
        parts = {option.lstrip("-").replace("-", "_") for option in ARGUMENTS[ask]}
        question = {name: value for name, value in options.items() if name in parts and value is not None}
        try:
            self.stdout.write(to_json(answer({"ask": ask, **question})))
        except AskError as impossible:
            self.stdout.write(to_json({"error": str(impossible)}))
            sys.exit(1)


def reply(line: str) -> str:
    """Answer one line of JSON; an impossible question gets {"error": …}."""
    try:
        return to_json(answer(as_question(line)))
    except AskError as impossible:
        return to_json({"error": str(impossible)})


def as_question(line: str) -> dict[str, Any]:
    try:
        question = json.loads(line.lstrip("\ufeff"))  # some programs begin a file with it
    except (ValueError, RecursionError) as unreadable:
        raise AskError(f"a question is a line of JSON: {unreadable}") from unreadable
    if not isinstance(question, dict):
        raise AskError("a question is a JSON object")
    return question


def to_json(found: Any) -> str:
    return json.dumps(found, ensure_ascii=False, allow_nan=False)


REQUIRED = {"required": True}
YES = {"action": "store_true", "default": None}
WHO: dict[str, dict[str, Any]] = {
    "--authority": {**REQUIRED, "help": ", ".join(AUTHORITIES)},
    "--sex": {**REQUIRED, "help": "female or male: the column of the published tables"},
    "--age": {**REQUIRED, "help": "years, from 9"},
    "--life-stage": {"help": "none, pregnant or lactating"},
    "--diet": {"help": "omnivore, vegetarian or vegan"},
    "--menopause": {**YES, "help": "it has passed; when not said, age decides"},
    "--energy-kcal": {"help": "usual energy a day, for amounts that are a share of it"},
}
ARGUMENTS: dict[str, dict[str, dict[str, Any]]] = {
    "foods": {"query": {}, "--limit": {"type": int}, "--country": {}},
    "meal": {"line": {}, "--country": {}},
    "reference": WHO,
    "adequacy": {
        "--nutrient": REQUIRED,
        **WHO,
        "--days": {**REQUIRED, "help": "complete days"},
        "--mean": {**REQUIRED, "help": "average a day, food and supplements, in the nutrient's unit"},
        "--coverage": {"help": "share of the food's energy with a value, 0 to 1"},
        "--supplement-mean": {"help": "average a day from supplements alone"},
    },
    "sun": {
        "--latitude": {**REQUIRED, "help": "degrees, north positive"},
        "--longitude": {**REQUIRED, "help": "degrees, east positive"},
        "--start": {**REQUIRED, "help": "day and time with its zone, such as 2026-06-21T12:00Z"},
        "--minutes": REQUIRED,
        "--skin-type": {**REQUIRED, "help": "1 to 6"},
        "--area": {**REQUIRED, "help": "bare share of the whole skin, 0 to 1"},
        "--age": REQUIRED,
        "--uvi": {"help": "UV index, measured or forecast for a clear sky"},
        "--spf": {"help": "of a sunscreen, as labelled"},
        "--cloud": {"help": "clear, scattered, broken or overcast"},
        "--shade": {"help": "open, partial or full"},
        "--ground": {"help": "plain or sand"},
        "--altitude-km": {},
        "--ozone": {"help": "Dobson units, 250 to 450"},
        "--glass": {**YES, "help": "behind a window"},
    },
    "units": {"value": {}, "from": {}, "nutrient": {"help": "a nutrient, or what a laboratory measures"}, "to": {}},
}
