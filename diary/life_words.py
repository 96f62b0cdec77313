"""A day's note in one quiet line, and a period's in a sentence."""

from diary import wording
from diary.models import LifeNote


def line(note: LifeNote) -> str:
    """Write what was told, and nothing of what was not: "Sleep 7 h · stress 4"."""
    words = " · ".join(part for part in _parts(note) if part)
    return words[:1].upper() + words[1:]


def _parts(note: LifeNote) -> list[str]:
    return [
        _sleep(note),
        "" if note.stress is None else f"stress {note.stress}",
        "" if note.mood is None else f"mood {note.mood}",
        "" if note.movement is None else f"movement {minutes(note.movement)}",
        "" if note.water_ml is None else f"water {wording.with_unit(note.water_ml, 'ml')}",
        "" if note.drinks is None else _drinks(note.drinks),
        f"without a screen: {note.screen_free}" if note.screen_free else "",
        "" if note.cycle_day is None else f"cycle day {note.cycle_day}",
    ]


def _sleep(note: LifeNote) -> str:
    told = [
        "" if note.sleep_hours is None else hours(note.sleep_hours),
        "" if note.sleep_quality is None else f"{note.sleep_quality} of 10",
    ]
    words = ", ".join(word for word in told if word)
    return f"sleep {words}" if words else ""


def _drinks(count: float) -> str:
    return "no alcohol" if count == 0 else f"{wording.score(count)} {'drink' if count == 1 else 'drinks'}"


def hours(value: float) -> str:
    """Write hours of sleep: "7 h", "6.5 h"."""
    return wording.with_unit(value, "h", 0 if float(value).is_integer() else 1)


def minutes(value: float) -> str:
    return wording.with_unit(value, "min")
