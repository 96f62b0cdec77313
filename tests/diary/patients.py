"""Somebody with enough of a diary to fill a summary; every figure is made up so that it can be worked out by hand."""

from datetime import date, timedelta

from accounts.models import User
from diary import models
from diary.reports.summary import Choice
from tests import factories

LAST = date(2026, 11, 22)
DAYS = 28
CHOICE = Choice.of_days(DAYS, LAST)
NOTE = '#read("/etc/passwd") *bold* $x^2$ _under_ [bracket] `code` = heading <label> @ref'


def patient(user: User, *, question: str = NOTE) -> User:
    """Twenty-eight days: 240 mg of magnesium on each but the last two, pain of 6 and then of 3, one of everything."""
    factories.ProfileFactory(user=user, sex="female", birth_year=1986, birth_month=1, country="US")
    for number in range(DAYS):
        day = CHOICE.first + timedelta(days=number)
        eat(user, day, complete=number < DAYS - 2)
        if number % 2:
            factories.PainEntryFactory(user=user, day=day, score=6 if number < 14 else 3, regions=["lower_centre"])
    factories.PainEntryFactory(user=user, day=CHOICE.first, score=9)
    factories.SunExposureFactory(user=user, day=LAST, minutes=20)
    factories.SupplementDoseFactory(user=user, day=LAST, label="Vitamin D drops", vitamin_d=25.0)
    models.Question.objects.create(user=user, text=question[: models.Question._meta.get_field("text").max_length])
    seen(user)
    return user


def eat(user: User, day: date, *, complete: bool) -> None:
    factories.MealItemFactory(
        user=user, day=day, magnesium=240.0, calcium=812.5, iron=9.0, vitamin_b12=4.25, energy=1_800.0
    )
    factories.MealItemFactory(user=user, day=day, label="Mystery pie", calcium=0.0, iron=0.0, energy=200.0)
    if complete:
        factories.DayMarkFactory(user=user, day=day)


def seen(user: User) -> None:
    """One row each of what a doctor asks about."""
    moment = {"user": user, "day": LAST, "at": factories.NOON, "zone": "UTC", "offset_minutes": 0}
    models.PegScore.objects.create(user=user, day=CHOICE.first, pain=7, enjoyment=8, activity=6)
    models.PegScore.objects.create(user=user, day=LAST, pain=6, enjoyment=7, activity=5)
    models.RedFlagReport.objects.create(**moment, signs=["weight_loss"])
    models.SymptomEntry.objects.create(**moment, name="restless legs", severity=2)
    models.LabResult.objects.create(**moment, analyte="ferritin", value=18.5, unit="µg/L", low=15, high=200)
    models.Background.objects.create(user=user, kind="medicine", text=NOTE[:60])
