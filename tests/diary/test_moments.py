"""
RELIABILITY M4: the day a person chose stays that day, whatever zones, clock changes and wrong clocks do.

Each example stands in one of five awkward zones, and half of them in the hours that a clock change skips or repeats:
Apia skipped the whole of 30 December 2011, Lord Howe moves by half an hour, Kathmandu is 45 minutes off the hour.
"""

from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from diary.forms.pain import PainForm
from diary.models import MealItem, PainEntry, Profile, SymptomEntry
from diary.moments import clock_now, moment, today
from diary.person import keep_profile
from diary.reports.intake import intake
from diary.reports.pain import pain_facts
from diary.services import Writing
from tests.factories import DAY, MealFactory, PainEntryFactory, ProfileFactory, UserFactory

BERLIN, NEW_YORK, LORD_HOWE, APIA, KATHMANDU = ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
)
CHANGES = [
    (BERLIN, date(2026, 3, 29)),
    (BERLIN, date(2026, 10, 25)),
    (NEW_YORK, date(2026, 3, 8)),
    (NEW_YORK, date(2026, 11, 1)),
    (LORD_HOWE, date(2026, 4, 5)),
    (LORD_HOWE, date(2026, 10, 4)),
    (APIA, date(2011, 12, 30)),
    (KATHMANDU, date(1986, 1, 1)),
]
TEN_YEARS = timedelta(days=3_652)

clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
night = st.times(time(0), time(4)).map(lambda clock: clock.replace(second=0, microsecond=0))
days = st.dates(date(1990, 1, 1), date(2036, 12, 31))
anywhere = st.tuples(st.sampled_from(ZONES), days, clocks)
at_a_change = st.tuples(st.sampled_from(CHANGES), night).map(lambda drawn: (*drawn[0], drawn[1]))
seen = st.one_of(anywhere, at_a_change)
zones = st.sampled_from(ZONES)
off_by = st.timedeltas(-TEN_YEARS, TEN_YEARS)


def local(at, offset_minutes):
    return (at + timedelta(minutes=offset_minutes)).replace(tzinfo=None)


@settings(max_examples=400, deadline=None)
@example((APIA, date(2011, 12, 30), time(10)))
@example((LORD_HOWE, date(2026, 10, 4), time(2, 15)))
@example((BERLIN, date(2026, 10, 25), time(2, 30)))
@given(seen)
def test_the_day_is_the_one_that_was_chosen(where):
    zone, day, clock = where
    kept = moment(day, clock, zone)
    assert (kept.day, kept.zone) == (day, zone)
    assert kept.at.utcoffset() == timedelta(0)


@settings(max_examples=400, deadline=None)
@given(seen)
def test_the_clock_comes_back_as_typed_unless_that_hour_was_skipped(where):
    zone, day, clock = where
    kept = moment(day, clock, zone)
    typed = datetime.combine(day, clock)
    moved = local(kept.at, kept.offset_minutes) - typed
    earlier, later = (typed.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() for fold in (0, 1))
    assert moved == max(
        later - earlier, timedelta(0)
    )  # the offset grows over a skipped hour, shrinks over a repeated one


@settings(max_examples=200, deadline=None)
@given(seen)
def test_the_offset_is_the_one_in_force_at_that_instant(where):
    zone, day, clock = where
    kept = moment(day, clock, zone)
    assert kept.at.astimezone(ZoneInfo(zone)).utcoffset() == timedelta(minutes=kept.offset_minutes)


@pytest.mark.parametrize(
    ("zone", "day", "clock", "at", "offset"),
    [
        (BERLIN, date(2026, 3, 29), time(2, 30), "2026-03-29T01:30", 120),  # skipped: half past three
        (BERLIN, date(2026, 10, 25), time(2, 30), "2026-10-25T00:30", 120),  # twice: the first
        (NEW_YORK, date(2026, 3, 8), time(2, 30), "2026-03-08T07:30", -240),
        (NEW_YORK, date(2026, 11, 1), time(1, 30), "2026-11-01T05:30", -240),
        (LORD_HOWE, date(2026, 10, 4), time(2, 15), "2026-10-03T15:45", 660),  # skipped by half an hour
        (LORD_HOWE, date(2026, 4, 5), time(1, 45), "2026-04-04T14:45", 660),
        (APIA, date(2011, 12, 30), time(10), "2011-12-30T20:00", 840),  # a day that never was
        (KATHMANDU, date(2026, 11, 22), time(0, 15), "2026-11-21T18:30", 345),
    ],
)
def test_hours_worked_out_by_hand(zone, day, clock, at, offset):
    kept = moment(day, clock, zone)
    assert (kept.at, kept.offset_minutes) == (datetime.fromisoformat(at).replace(tzinfo=UTC), offset)


def test_a_zone_nobody_knows_loses_no_entry():
    for name in ("Mars/Olympus", "", "../etc/passwd", "Europe/Berlin\x00"):
        assert moment(DAY, time(12), name).zone == "UTC"


@given(zones, seen)
def test_today_and_now_are_those_of_the_wall(zone, elsewhere):
    now = moment(elsewhere[1], elsewhere[2], elsewhere[0]).at
    wall = now.astimezone(ZoneInfo(zone))
    assert (today(zone, now), clock_now(zone, now)) == (wall.date(), wall.time().replace(second=0, microsecond=0))


class TestKept(TestCase):
    """The same, through the database."""

    @settings(max_examples=60, deadline=None)
    @given(seen, zones, off_by)
    def test_nothing_is_rejected_for_its_clock_and_nothing_moves_with_the_traveller(self, where, next_zone, off):
        zone, day, clock = where
        user = UserFactory()
        write = Writing.begin(user)
        profile = keep_profile(write, zone=zone)
        kept = moment(day, clock, zone)
        device = kept.at + off
        write.add(PainEntry(score=4, client_clock=device, **asdict(kept)))
        write.change(profile, zone=next_zone)
        entry = PainEntry.objects.for_user(user).get()
        assert (entry.day, entry.at, entry.zone, entry.client_clock) == (day, kept.at, zone, device)
        assert entry.clock == local(kept.at, kept.offset_minutes).time()
        assert [each.day for each in pain_facts(user, day, day).days] == [day]

    @settings(max_examples=60, deadline=None)
    @given(seen, zones)
    def test_saving_a_form_that_was_not_changed_moves_nothing(self, where, next_zone):
        zone, day, clock = where
        entry = PainEntryFactory.build(user=UserFactory.build(), **asdict(moment(min(day, DAY), clock, zone)))
        shown = PainForm(profile=Profile(zone=next_zone), entry=entry)
        sent = {"score": "4", "day": shown["day"].value(), "clock": f"{shown['clock'].value():%H:%M}"}
        form = PainForm(sent, profile=Profile(zone=next_zone), entry=entry)
        assert form.is_valid(), form.errors
        again = form.moment()
        assert again == {name: getattr(entry, name) for name in ("day", "at", "zone", "offset_minutes")}

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(seen, st.floats(0.5, 900)), min_size=1, max_size=8))
    def test_the_total_of_a_day_is_the_sum_of_its_entries(self, eaten):
        user = UserFactory()
        profile = ProfileFactory(user=user)
        expected = {}
        for (zone, day, clock), magnesium in eaten:
            meal = MealFactory(user=user, **asdict(moment(day, clock, zone)))
            write = Writing.begin(user)
            write.add(MealItem(meal=meal, day=day, label="Almonds", grams=50, magnesium=magnesium))
            expected[day] = expected.get(day, 0.0) + magnesium
        for day, amount in expected.items():
            found = intake(user, day, day, ["magnesium"], with_estimates=profile.use_estimates).on(day)
            assert found.total("magnesium").amount == pytest.approx(amount)


def test_a_minute_before_and_a_minute_after_midnight_belong_to_the_days_that_were_chosen(as_alice, alice):
    ProfileFactory(user=alice, zone=BERLIN, welcomed=True)
    for day, clock in ((DAY - timedelta(days=1), "23:59"), (DAY, "00:01")):
        url = reverse("diary:symptoms", args=[day])
        told = {"own": f"at {clock}", "severity": "1", "day": day.isoformat(), "clock": clock}
        assert as_alice.post(url, told).status_code == 303
    for day, name in ((DAY - timedelta(days=1), "at 23:59"), (DAY, "at 00:01")):
        assert [entry.name for entry in SymptomEntry.objects.for_user(alice).on(day)] == [name]
