"""What the parts of a demo diary share: where its rows gather, and when they happened."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.db import models

from diary.moments import moment

ZONE = "Europe/Dublin"
BATCH = 2_000


@dataclass(slots=True)
class Diary:
    """Everything to be saved, by model, so that ten years go in with a few inserts."""

    rows: dict[type[models.Model], list[Any]] = field(default_factory=dict)

    def add(self, *rows: models.Model) -> None:
        for row in rows:
            self.rows.setdefault(type(row), []).append(row)

    def save(self) -> None:
        for model, rows in self.rows.items():
            model._default_manager.bulk_create(rows, batch_size=BATCH)


def when(day: date, clock: time) -> dict[str, Any]:
    """Return the columns of a moment."""
    found = moment(day, clock, ZONE)
    return {"day": found.day, "at": found.at, "zone": found.zone, "offset_minutes": found.offset_minutes}
