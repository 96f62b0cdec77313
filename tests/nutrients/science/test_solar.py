"""Where the sun stands."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutrients.science.solar import solar_noon, solar_zenith


@pytest.mark.parametrize(
    ("when", "latitude", "longitude", "zenith"),
    [
        ("2024-06-21T12:00", 51.48, 0.0, 28.04),
        ("2024-01-15T17:00", 42.36, -71.06, 63.50),
        ("2024-12-21T02:00", -33.87, 151.21, 10.54),
    ],
)
def test_reproduces_the_stored_positions(when, latitude, longitude, zenith):  # sun_vitamin_d, vectors; NOAA equations
    found = solar_zenith(datetime.fromisoformat(when).replace(tzinfo=UTC), latitude, longitude)
    assert found == pytest.approx(zenith, abs=0.02)


def test_a_zone_is_only_another_way_of_writing_the_instant():
    utc = datetime(2024, 1, 15, 17, tzinfo=UTC)
    boston = utc.astimezone(timezone(timedelta(hours=-5)))
    assert solar_zenith(boston, 42.36, -71.06) == solar_zenith(utc, 42.36, -71.06)


def test_a_naive_time_is_refused():
    with pytest.raises(ValueError, match="zone"):
        solar_zenith(datetime(2024, 6, 21, 12), 51.5, 0.0)  # noqa: DTZ001


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 0), (-91, 0), (0, 181), (0, -181), (float("nan"), 0)])
def test_a_place_off_the_earth_is_refused(latitude, longitude):
    with pytest.raises(ValueError, match="place on Earth"):
        solar_zenith(datetime(2024, 6, 21, tzinfo=UTC), latitude, longitude)


def test_polar_day_and_night_have_an_answer():
    for hour in range(24):
        assert solar_zenith(datetime(2024, 6, 21, hour, tzinfo=UTC), 80, 0) < 90
        assert solar_zenith(datetime(2024, 12, 21, hour, tzinfo=UTC), 80, 0) > 90


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.floats(-60, 60), st.floats(-180, 180))
def test_no_hour_of_the_day_is_higher_than_noon(day, latitude, longitude):
    noon = solar_noon(day, longitude)
    highest = solar_zenith(noon, latitude, longitude)
    for minutes in (-300, -60, -20, 20, 60, 300):
        assert solar_zenith(noon + timedelta(minutes=minutes), latitude, longitude) > highest - 0.02
