"""The log says what happened and never what somebody wrote (W9)."""

import json
import logging
import sys

import pytest
from django.urls import reverse

from config.logging import Line
from tests.factories import DAY, PainEntryFactory

MARKER = "zebrafinch"


class Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(Line())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def lines():
    kept, loggers = Kept(), [logging.getLogger(name) for name in ("", "django")]
    level = loggers[0].level
    loggers[0].setLevel(logging.INFO)
    for each in loggers:
        each.addHandler(kept)
    yield kept.lines
    for each in loggers:
        each.removeHandler(kept)
    loggers[0].setLevel(level)


def test_a_request_is_one_line_of_facts(alice, as_alice, lines):
    as_alice.get(reverse("diary:day", args=[DAY]))
    line = next(json.loads(each) for each in lines if "diary:day" in each)
    assert line.keys() == {"time", "level", "event", "route", "method", "status", "ms", "user"}
    assert (line["event"], line["route"], line["status"], line["user"]) == ("request", "diary:day", 200, alice.pk)
    assert line["time"].endswith("+00:00")


def test_nothing_anybody_wrote_is_in_the_log(alice, as_alice, lines, monkeypatch):
    entry = PainEntryFactory(user=alice, note=MARKER)
    as_alice.get(f"/foods/?q={MARKER}")
    as_alice.get(f"/{MARKER}/?x={MARKER}", headers={"User-Agent": MARKER, "Referer": f"http://testserver/{MARKER}"})
    as_alice.post(reverse("diary:pain_edit", args=[entry.pk]), {"note": MARKER, "score": "x"})
    as_alice.post(reverse("account_login"), {"login": MARKER, "password": MARKER})
    as_alice.raise_request_exception = False
    monkeypatch.setattr("diary.views.day.render_part", _fail_with_text)
    as_alice.get(reverse("diary:day", args=[DAY]))
    assert len(lines) >= 5
    assert not [line for line in lines if MARKER in line]
    assert any('"error": "ValueError"' in line for line in lines)


def _fail_with_text(*args, **kwargs):
    raise ValueError(f"cannot read {MARKER}")


def test_a_line_break_in_an_address_makes_no_second_line(client, db, lines):
    client.get("/day%0d%0a{fake:1}/")
    assert lines
    assert not [line for line in lines if "\n" in line or "\r" in line]
    assert all(json.loads(line) for line in lines)


def test_control_characters_in_our_own_words_are_escaped():
    record = logging.LogRecord("sunplate.x", logging.INFO, "", 0, "one\r\ntwo\x1b[31m", None, None)
    assert json.loads(Line().format(record))["event"] == "one\r\ntwo\x1b[31m"
    assert "\n" not in Line().format(record)


def test_an_error_is_told_by_its_kind_and_place_only():
    try:
        raise KeyError(MARKER)
    except KeyError:
        record = logging.LogRecord("sunplate.x", logging.ERROR, "", 0, "mishap", None, sys.exc_info())
    line = Line().format(record)
    assert json.loads(line)["error"] == "KeyError"
    assert MARKER not in line
