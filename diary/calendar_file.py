"""A daily entry for the person's own calendar (RFC 5545): an hour without a zone, so it travels along."""

from datetime import UTC, date, datetime, time

LINE_OCTETS = 75  # RFC 5545, section 3.1
MINUTES = 5


def daily_note(uid: str, summary: str, url: str, first: date, clock: time, now: datetime) -> str:
    """Return a calendar file with one event that comes back every day, and rings when it begins."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sunplate//Diary//EN",
        "BEGIN:VEVENT",
        f"UID:{escaped(uid)}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{datetime.combine(first, clock):%Y%m%dT%H%M%S}",
        f"DURATION:PT{MINUTES}M",
        "RRULE:FREQ=DAILY",
        f"SUMMARY:{escaped(summary)}",
        f"URL:{url}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(summary)}",
        "TRIGGER:PT0M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    """Write a text so that its marks are not taken for those of the format (section 3.3.11)."""
    for mark in "\\;,":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def folded(line: str) -> str:
    """Break a long line between characters; the next one begins with a space (section 3.1)."""
    parts, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LINE_OCTETS:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += octets
    return "\r\n".join(parts)
