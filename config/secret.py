"""The secret key: the one from the environment, else one made for this machine on first use, kept beside its data."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


def secret_key(given: str, folder: Path) -> str:
    """Return the given key, or the one kept in `folder`; two processes that start at once agree on one."""
    path = folder / "secret_key"
    if given:
        return given
    if not path.exists():
        with NamedTemporaryFile("w", dir=folder) as draft:  # only its owner may read it
            draft.write(secrets.token_urlsafe(64))
            draft.flush()
            with suppress(FileExistsError):
                os.link(draft.name, path)
    return path.read_text(encoding="ascii")
