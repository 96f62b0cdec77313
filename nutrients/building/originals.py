"""Finding the original files and making sure that they are the ones we know."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path


class OriginalError(ValueError):
    """An original file is absent or differs from the edition the rules were written for."""


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def find_originals(folder: Path, known: Mapping[str, str]) -> dict[str, Path]:
    """Return the path of each known file anywhere below `folder`; raise OriginalError unless all are whole."""
    found = {}
    for name, checksum in known.items():
        candidates = sorted(folder.rglob(name))
        if not candidates:
            raise OriginalError(f"{name} is not in {folder}")
        if digest(candidates[0]) != checksum:
            raise OriginalError(f"{candidates[0]} is not the file we know (sha256 {checksum[:8]}…)")
        found[name] = candidates[0]
    return found
