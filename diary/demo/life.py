"""How the demo person sleeps, moves and feels, what their blood tests said, and what they want to ask."""

import random
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Final

from accounts.models import User
from diary.demo.rows import Diary, when
from diary.models import Background, LabResult, LifeNote, PegScore, Question, SymptomEntry
from diary.models.life import Tracked

TRACKED: Final = [Tracked.SLEEP, Tracked.STRESS, Tracked.MOVEMENT]
SUNDAY, TUESDAY, FRIDAY = 6, 1, 4
SHORT_NIGHT = 6.0  # hours
TIRED, CRAMPS = "tiredness or lack of energy", "muscle cramps or spasms"
QUESTION = "Could my back and my bad nights have something to do with each other?"
FIRST_TEST, BETWEEN_TESTS = 17, 182  # days back from the last one; days
VITAMIN_D: Final = (58.0, 46.0)  # of one visit and the next, nmol/L


def life(diary: Diary, user: User, aches: Mapping[date, int], dice: int) -> None:
    """Write down nights, walks, symptoms and Sunday's three questions for the days that have a word at all."""
    chance = random.Random(dice)  # noqa: S311 - believable, not secret
    for day, ache in aches.items():
        note = _note(user, day, ache, chance)
        diary.add(note)
        symptoms(diary, note, chance)
        if day.weekday() == SUNDAY and chance.random() < 0.85:
            diary.add(peg(user, day, ache, chance))


def _note(user: User, day: date, ache: int, chance: random.Random) -> LifeNote:
    """A worse back, a shorter night; yoga twice a week, walks on most days."""
    hours = min(9.0, max(4.5, chance.gauss(7.4 - 0.12 * ache, 0.8)))
    return LifeNote(
        user=user,
        day=day,
        sleep_hours=round(2 * hours) / 2,
        sleep_quality=_scale(chance.gauss(1.1 * hours - 1.5, 1)),
        stress=_scale(chance.gauss(5 if day.weekday() < 5 else 3, 1.5)),
        walking=chance.choice([15, 20, 30, 45]) if chance.random() < 0.75 else None,
        yoga=20 if day.weekday() in {TUESDAY, FRIDAY} and chance.random() < 0.8 else None,
    )


def symptoms(diary: Diary, note: LifeNote, chance: random.Random) -> None:
    short = (note.sleep_hours or 0.0) <= SHORT_NIGHT
    if chance.random() < (0.45 if short else 0.05):
        diary.add(_felt(note, TIRED, 1 + short, time(15, 30)))
    if chance.random() < 0.06:
        diary.add(_felt(note, CRAMPS, chance.choice([1, 1, 2]), time(6, 50)))


def _felt(note: LifeNote, name: str, severity: int, clock: time) -> SymptomEntry:
    return SymptomEntry(user=note.user, name=name, severity=severity, **when(note.day, clock))


def peg(user: User, day: date, ache: int, chance: random.Random) -> PegScore:
    enjoyment, activity = (_scale(ache + chance.choice([-1, 0, 0, 1])) for _ in range(2))
    return PegScore(user=user, day=day, pain=ache, enjoyment=enjoyment, activity=activity)


def _scale(value: float) -> int:
    return min(10, max(0, round(value)))


def told(diary: Diary, user: User, first: date, last: date) -> None:
    """One medicine, one question, and a blood test every half year with the laboratory's own ranges."""
    diary.add(Background(user=user, kind=Background.Kind.MEDICINE, key="ppi"), Question(user=user, text=QUESTION))
    tested, visit = last - timedelta(days=FIRST_TEST), 0
    while tested >= first:
        diary.add(*_blood(user, tested, visit))
        tested, visit = tested - timedelta(days=BETWEEN_TESTS), visit + 1


def _blood(user: User, day: date, visit: int) -> list[LabResult]:
    at = when(day, time(8, 40))
    value = VITAMIN_D[visit % len(VITAMIN_D)]
    return [
        LabResult(user=user, analyte="vitamin_d_25oh", value=value, unit="nmol/L", low=50.0, high=125.0, **at),
        LabResult(user=user, analyte="ferritin", value=31.0 - 2 * (visit % 4), unit="µg/L", low=13.0, high=150.0, **at),
    ]
