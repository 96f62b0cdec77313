"""
When something happened, as the person saw it (RELIABILITY M4).

The diary day is a date the person chose and never changes by itself. The instant is kept in UTC, together with the zone
and the offset then in force, so that travel and clock changes neither move an entry nor lose it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

FALLBACK_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant with the day, zone and offset the person saw."""

    day: date
    at: datetime
    zone: str
    offset_minutes: int


def zone_or_utc(name: str) -> ZoneInfo:
    """Return the zone of that IANA name; an unknown one is no reason to lose an entry."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(FALLBACK_ZONE)


def moment(day: date, clock: time, zone: str) -> Moment:
    """
    Return the moment of a wall-clock time.

    An hour that the clock change skips is moved on by the change; one that comes twice is taken as the first.
    """
    place = zone_or_utc(zone)
    instant = datetime.combine(day, clock.replace(fold=0), tzinfo=place).astimezone(UTC)
    offset = instant.astimezone(place).utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    return Moment(day=day, at=instant, zone=place.key, offset_minutes=minutes)


def present() -> datetime:
    """Return the present instant: the one clock of the diary's days, which tests let stand still."""
    return datetime.now(UTC)


def today(zone: str, now: datetime | None = None) -> date:
    """Return the date on the person's wall."""
    return (now or present()).astimezone(zone_or_utc(zone)).date()


def clock_now(zone: str, now: datetime | None = None) -> time:
    """Return the time on the person's wall, to the minute."""
    return (now or present()).astimezone(zone_or_utc(zone)).time().replace(second=0, microsecond=0)
