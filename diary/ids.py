"""Ids of entries: UUID version 7, which a browser can make as well, offline, and which sort by time."""

import secrets
import time
import uuid

_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62


def uuid7(milliseconds: int | None = None) -> uuid.UUID:
    """
    Return a new id: 48 bits of Unix time in milliseconds, then 74 random bits (RFC 9562, section 5.7).

    Python has its own from 3.14 on. The random part is fresh each time, so two entries in the same instant differ.
    """
    if milliseconds is None:
        milliseconds = time.time_ns() // 1_000_000
    random_a, random_b = secrets.randbits(12), secrets.randbits(62)
    return uuid.UUID(int=milliseconds << 80 | _VERSION_7 | random_a << 64 | _VARIANT | random_b)
