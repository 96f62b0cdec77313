"""
A database of every past release stays in the tests (RELIABILITY B4, F14).

Before a release is followed by the next: `manage.py seed_demo --days 14` on a fresh database of it, then
`sqlite3 .state/sunplate.sqlite3 .dump | gzip > tests/releases/<version>.sql.gz`, and a test here that loads it, runs
`migrate`, opens its days and finds every old column as it was.
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = {path.name.removesuffix(".sql.gz") for path in (ROOT / "tests" / "releases").glob("*.sql.gz")}


def past(changelog: str) -> set[str]:
    """Return the releases that another one has followed; the newest heading is still being written, or just out."""
    return set(re.findall(r"^## (\d+\.\d+\.\d+)", changelog, re.MULTILINE)[1:])


def test_a_database_of_every_past_release_is_kept():
    assert past((ROOT / "CHANGELOG.md").read_text()) - KEPT == set()


def test_a_release_is_past_once_another_follows():
    assert past("## 0.2.0 (unreleased)\n## 0.1.0\n") == {"0.1.0"}
    assert past("## 0.1.0 (unreleased)\n") == set()
