"""The secret key: the one from the environment, else one made for this machine on first use and kept beside its data."""

import os
import secrets
from pathlib import Path


def secret_key(given: str, folder: Path) -> str:
    """Return the given key, or the one kept in `folder`; two processes that start at once agree on one."""
    if given:
        return given
    path = folder / "secret_key"
    try:
        with path.open("x", opener=_private) as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
