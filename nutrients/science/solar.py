"""Where the sun stands: the NOAA low-precision equations after Meeus."""

from datetime import UTC, date, datetime, timedelta
from math import acos, asin, cos, degrees, radians, sin, tan
from typing import NamedTuple

J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)


class SunPlace(NamedTuple):
    """Declination [degree] and equation of time [minute] at an instant."""

    declination: float
    equation_of_time: float


def solar_zenith(when: datetime, latitude: float, longitude: float) -> float:
    """
    Return the angle between the sun and straight up.

    Parameters
    ----------
    when : datetime
        Aware.
    latitude, longitude : float
        North and east positive. [degree]

    Returns
    -------
    float
        0 overhead, 90 on the horizon, more when the sun is down; defined in polar day and night too. [degree]

    Raises
    ------
    ValueError
        If the time is naive or the place is not on Earth.

    Notes
    -----
    No refraction. Within 0.02 degree of an exact ephemeris, 1900 to 2100.

    References
    ----------
    NOAA Global Monitoring Laboratory, solar calculation details; Meeus, *Astronomical Algorithms*.
    """
    check_place(latitude, longitude)
    utc = _utc(when)
    sun = _sun(utc)
    minutes = utc.hour * 60 + utc.minute + utc.second / 60
    hour_angle = radians((minutes + sun.equation_of_time + 4 * longitude) / 4 - 180)
    here, there = radians(latitude), radians(sun.declination)
    height = sin(here) * sin(there) + cos(here) * cos(there) * cos(hour_angle)
    return degrees(acos(max(-1.0, min(1.0, height))))


def solar_noon(day: date, longitude: float) -> datetime:
    """
    Return the instant at which the sun stands highest on a day.

    Parameters
    ----------
    day : date
        Of local solar time.
    longitude : float
        East positive. [degree]

    Returns
    -------
    datetime
        In UTC, to a few seconds.

    Raises
    ------
    ValueError
        If the longitude lies outside -180 to 180.
    """
    check_place(0.0, longitude)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) - timedelta(minutes=4 * longitude)
    return noon - timedelta(minutes=_sun(noon).equation_of_time)


def check_place(latitude: float, longitude: float) -> None:
    """Raise ValueError unless the place is on Earth: -90 to 90 and -180 to 180. [degree]"""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(f"{latitude}, {longitude} is not a place on Earth")


def _utc(when: datetime) -> datetime:
    if when.utcoffset() is None:
        raise ValueError("the time needs a zone: a naive time is nowhere")
    return when.astimezone(UTC)


def _sun(utc: datetime) -> SunPlace:
    century = (utc - J2000) / timedelta(days=36525)
    mean_longitude = radians((280.46646 + century * (36000.76983 + century * 0.0003032)) % 360)
    anomaly = radians(357.52911 + century * (35999.05029 - 0.0001537 * century))
    eccentricity = 0.016708634 - century * (0.000042037 + 0.0000001267 * century)
    centre = (
        sin(anomaly) * (1.914602 - century * (0.004817 + 0.000014 * century))
        + sin(2 * anomaly) * (0.019993 - 0.000101 * century)
        + sin(3 * anomaly) * 0.000289
    )
    node = radians(125.04 - 1934.136 * century)
    apparent = mean_longitude + radians(centre - 0.00569 - 0.00478 * sin(node))
    seconds = 21.448 - century * (46.815 + century * (0.00059 - century * 0.001813))
    obliquity = radians(23 + (26 + seconds / 60) / 60 + 0.00256 * cos(node))
    half = tan(obliquity / 2) ** 2
    equation = (
        half * sin(2 * mean_longitude)
        - 2 * eccentricity * sin(anomaly)
        + 4 * eccentricity * half * sin(anomaly) * cos(2 * mean_longitude)
        - half**2 / 2 * sin(4 * mean_longitude)
        - 1.25 * eccentricity**2 * sin(2 * anomaly)
    )
    return SunPlace(degrees(asin(sin(obliquity) * sin(apparent))), 4 * degrees(equation))
