"""A backup: a sealed file that begins with what it holds, kept for as long as the rotation says."""

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection
from django.utils import timezone

from safekeeping import erasures, snapshot
from safekeeping.rotation import to_keep
from safekeeping.sealing import PIECE, SealError, kept_key, seal, unseal

NAME = "sunplate-%Y%m%dT%H%M%S.%fZ.backup"


@dataclass(frozen=True, slots=True)
class Label:
    """The first line of a backup: when it was made, the digest of the copy, and each person's rows."""

    made_at: datetime
    engine: str
    sha256: str
    counts: Counter[int]

    def line(self) -> bytes:
        facts = {"made_at": self.made_at.isoformat(), "engine": self.engine, "sha256": self.sha256}
        return json.dumps({**facts, "counts": self.counts}).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> "Label":
        facts = json.loads(line)
        counts = Counter({int(number): count for number, count in facts.pop("counts").items()})
        return cls(**{**facts, "made_at": datetime.fromisoformat(facts["made_at"])}, counts=counts)


def folder() -> Path:
    place: Path = settings.BACKUP_DIR
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def make() -> tuple[Path, Label]:
    """Take a copy, seal it, read it back, and let the rotation drop what is old."""
    made_at, key = timezone.now(), kept_key(settings.BACKUP_KEY_FILE)
    final = folder() / made_at.strftime(NAME)
    erasures.gather()
    with TemporaryDirectory(dir=folder()) as draft:
        copy, sealed = Path(draft) / "copy", Path(draft) / "sealed"
        counts = snapshot.take(copy)
        label = Label(made_at, connection.vendor, _digest(copy), counts)
        with sealed.open("wb") as file:
            seal(_packed(label, copy), file, key)
        open_into(sealed, Path(draft) / "again")
        sealed.chmod(0o600)
        sealed.rename(final)
    drop_old(made_at)
    return final, label


def open_into(sealed: Path, copy: Path) -> Label:
    """
    Unseal a backup into a new file and return its label.

    Raises
    ------
    SealError
        If the backup is not whole.
    """
    unpacker, head, label, digest = zlib.decompressobj(), b"", None, hashlib.sha256()
    with sealed.open("rb") as source, copy.open("xb") as target:
        for piece in unseal(source, kept_key(settings.BACKUP_KEY_FILE)):
            plain = unpacker.decompress(piece)
            if label is None:
                head, newline, plain = (head + plain).partition(b"\n")
                if not newline:
                    continue
                label = Label.read(head)
            digest.update(plain)
            target.write(plain)
    if label is None or digest.hexdigest() != label.sha256:
        raise SealError("The backup does not hold the copy it should.")
    return label


def drop_old(now: datetime) -> None:
    files = {moment_of(path): path for path in folder().glob("sunplate-*.backup")}
    kept = to_keep(files, [at for at, _ in erasures.erased()], now)
    for made, path in files.items():
        if made not in kept:
            path.unlink()


def moment_of(path: Path) -> datetime:
    return datetime.strptime(path.name, NAME).replace(tzinfo=UTC)


def _digest(copy: Path) -> str:
    with copy.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _packed(label: Label, copy: Path) -> Iterator[bytes]:
    packer = zlib.compressobj(6)
    yield packer.compress(label.line())
    with copy.open("rb") as file:
        while piece := file.read(PIECE):
            yield packer.compress(piece)
    yield packer.flush()
