"""
The whole diary as one zip, written while it is sent: JSON lines to bring back, CSV for spreadsheets, an index to read.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any

from django.db.models import JSONField
from django.template.loader import render_to_string

from accounts.models import User
from diary.exchange.kinds import HISTORY, Plain, columns, kinds, line, name_of, plain_rows, title_of
from diary.owned import Owned
from diary.tables import BYTE_ORDER_MARK, csv_lines

FORMAT = 1
LINES_A_PIECE = 500
QUICK = 3  # half the time of the usual 6 for a quarter more bytes


class _Sink(io.RawIOBase):
    """Where the zip is written to, a piece at a time; it cannot be sought in, as an answer cannot."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        return len(piece)

    def take(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


class Export:
    """One export. `pieces()` may be walked once."""

    def __init__(self, user: User, now: datetime | None = None) -> None:
        self.user = user
        self.now = now or datetime.now(UTC)
        self.rows: dict[str, int] = {}
        self.sums: dict[str, str] = {}

    def pieces(self) -> Iterator[bytes]:
        sink = _Sink()
        with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=QUICK) as archive:
            for name, text in self._files():
                digest = hashlib.sha256()
                with archive.open(name, "w", force_zip64=True) as member:
                    for piece in _gathered(text):
                        digest.update(piece)
                        member.write(piece)
                        yield sink.take()
                self.sums[name] = digest.hexdigest()
        yield sink.take()

    def _files(self) -> Iterator[tuple[str, Iterable[str]]]:
        for model in kinds():
            yield f"data/{name_of(model)}.jsonl", self._lines(model)
        for model in kinds():
            if model not in HISTORY:
                yield f"tables/{name_of(model)}.csv", _table(self.user, model)
        yield "account.json", [json.dumps(account(self.user), indent=1)]
        yield "index.html", [self._index()]
        yield "manifest.json", [json.dumps(self._manifest(), indent=1)]

    def _lines(self, model: type[Owned]) -> Iterator[str]:
        count = 0
        for row in plain_rows(self.user, model):
            count += 1
            yield line(row)
        self.rows[name_of(model)] = count

    def _manifest(self) -> dict[str, Any]:
        return {"sunplate": FORMAT, "made": self.now.isoformat(), "rows": self.rows, "sha256": self.sums}

    def _index(self) -> str:
        found = [(title_of(model), name_of(model), model not in HISTORY) for model in kinds()]
        files = [(title, name, self.rows[name], has_table) for title, name, has_table in found]
        context = {"files": files, "made": self.now, "name": self.user.get_username()}
        return render_to_string("diary/export_index.html", context)


def account(user: User) -> dict[str, Any]:
    """What is known of the log-in; the password is not a thing to take along."""
    return {"username": user.get_username(), "email": user.email, "joined": user.date_joined.isoformat()}


def _gathered(text: Iterable[str]) -> Iterator[bytes]:
    lines = iter(text)
    while piece := list(islice(lines, LINES_A_PIECE)):
        yield "".join(piece).encode()


def _table(user: User, model: type[Owned]) -> Iterator[str]:
    """One kind for spreadsheets; lists stand in a cell as JSON."""
    head = [field.attname for field in columns(model)]
    lists = [field.attname for field in columns(model) if isinstance(field, JSONField)]
    return chain([BYTE_ORDER_MARK], csv_lines(head, _cells(plain_rows(user, model), lists)))


def _cells(rows: Iterable[Plain], lists: Sequence[str]) -> Iterator[Sequence[Any]]:
    for row in rows:
        for name in lists:
            row[name] = json.dumps(row[name], ensure_ascii=False)
        yield list(row.values())
