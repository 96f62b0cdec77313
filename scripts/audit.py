"""
Ask whether any pinned package has a known hole: `make audit`.

An answer counts only from a service that knows a hole which is there: an old Django is asked about first. Where no
service can be reached, or it knows nothing of that, nothing was audited, which is said and is a failure, never a pass.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
PIP_AUDIT = ROOT / ".venv" / "bin" / "pip-audit"
LISTS = sorted(ROOT.glob("requirements*.txt"))
KNOWN_HOLE = "django==3.2.0\n"

Holes = list[str]
Ask = Callable[[Path], Holes]


class NoAnswerError(Exception):
    """The advisories could not be asked; why, in the service's own last words."""


def main(ask: Ask, lists: Iterable[Path] = LISTS) -> None:
    try:
        prove(ask)
        found = {hole for listing in lists for hole in ask(listing)}
    except NoAnswerError as reason:
        sys.exit(f"\n!!! NOTHING WAS AUDITED: {reason} !!!\nRun this where advisories can be reached.")
    if found:
        sys.exit("Known holes:\n" + "\n".join(sorted(found)))
    print("No pinned package has a known hole.")


def prove(ask: Ask) -> None:
    """Ask about a package whose holes everybody knows."""
    with TemporaryDirectory() as folder:
        listing = Path(folder) / "known.txt"
        listing.write_text(KNOWN_HOLE)
        if not ask(listing):
            raise NoAnswerError(f"the service knows no hole in {KNOWN_HOLE.strip()}, so it knows none at all")


def ask_advisories(listing: Path) -> Holes:
    command = [str(PIP_AUDIT), "--vulnerability-service", "osv", "--no-deps", "--disable-pip", "--format", "json"]
    done = subprocess.run(
        [*command, "--progress-spinner", "off", "-r", str(listing)], capture_output=True, text=True, check=False
    )
    return holes(done.stdout, (done.stderr.strip().splitlines() or ["it said nothing"])[-1])


def holes(answer: str, last_words: str) -> Holes:
    """
    Return what is known of each package that was asked about.

    Raises
    ------
    NoAnswerError
        If this is no answer, or some package was left out.
    """
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        raise NoAnswerError(last_words) from None
    if left_out := [each["name"] for each in packages if "skip_reason" in each]:
        raise NoAnswerError(f"nothing is known of {', '.join(left_out)}")
    return [f"{each['name']} {each['version']}: {hole['id']}" for each in packages for hole in each["vulns"]]


if __name__ == "__main__":
    main(ask_advisories)
