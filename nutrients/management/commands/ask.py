"""`manage.py ask …`: ask the knowledge without an account; prints JSON."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nutrients.asking import AskError, answer


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
        question = {name: value for name, value in options.items() if value is not None}
        try:
            self.stdout.write(to_json(answer({"ask": ask, **question})))
        except AskError as impossible:
            self.stdout.write(to_json({"error": str(impossible)}))
            sys.exit(1)


def reply(line: str) -> str:
    """Answer one line of JSON; an impossible question gets {"error": …}."""
    try:
        question = json.loads(line)
        if not isinstance(question, dict):
            raise AskError("a question is a JSON object")
        return to_json(answer(question))
    except (AskError, ValueError, RecursionError) as impossible:
        return to_json({"error": str(impossible)})


def to_json(found: Any) -> str:
    return json.dumps(found, ensure_ascii=False, allow_nan=False)


NUMBER = {"type": float}
REQUIRED_NUMBER = {"type": float, "required": True}
WHOLE = {"type": int, "required": True}
REQUIRED = {"required": True}
WHO = {
    "--authority": REQUIRED,
    "--sex": REQUIRED,
    "--age": WHOLE,
    "--life-stage": {},
    "--diet": {},
    "--menopause": {"action": "store_true", "default": None},
    "--energy-kcal": NUMBER,
}
ARGUMENTS: dict[str, dict[str, Any]] = {
    "foods": {"query": {}, "--limit": {"type": int}, "--country": {}},
    "meal": {"line": {}, "--country": {}},
    "reference": WHO,
    "adequacy": {
        "--nutrient": REQUIRED,
        **WHO,
        "--days": WHOLE,
        "--mean": REQUIRED_NUMBER,
        "--coverage": NUMBER,
        "--supplement-mean": NUMBER,
    },
    "sun": {
        "--latitude": REQUIRED_NUMBER,
        "--longitude": REQUIRED_NUMBER,
        "--start": REQUIRED,
        "--minutes": REQUIRED_NUMBER,
        "--skin-type": WHOLE,
        "--area": REQUIRED_NUMBER,
        "--age": WHOLE,
        "--uvi": NUMBER,
        "--spf": NUMBER,
        "--cloud": {},
        "--shade": {},
        "--altitude-km": NUMBER,
        "--glass": {"action": "store_true", "default": None},
    },
    "units": {"value": {"type": float}, "from": {}, "nutrient": {}, "to": {}},
}
