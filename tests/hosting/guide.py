"""What docs/self-hosting.md tells people to write and to type, taken from its own text."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs/self-hosting.md").read_text()
BLOCKS = re.findall(r"^```\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
UNIT_FILE = re.compile(r"^# /etc/systemd/system/(\S+)\n", re.MULTILINE)


def block(*words: str) -> str:
    """Return the one block in which all of these stand."""
    found = [each for each in BLOCKS if all(word in f"\n{each}" for word in words)]
    assert len(found) == 1, (words, found)
    return str(found[0])


def units() -> dict[str, str]:
    """Return each systemd unit by the name of its file."""
    pieces = [piece for each in BLOCKS for piece in UNIT_FILE.split(each)[1:]]
    return {"sunplate.service": block("[Unit]", "gunicorn"), **dict(zip(pieces[::2], pieces[1::2], strict=True))}


def settings_named() -> set[str]:
    """Return every name of the table of settings."""
    table = TEXT.partition("## What can be set")[2].partition("\n## ")[0]
    first_cells = re.findall(r"^\| (`[^|]*) \|", table, re.MULTILINE)
    return {name for cell in first_cells for name in re.findall(r"`([A-Z_]+)`", cell)}
