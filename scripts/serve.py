"""Run gunicorn with production settings: `make serve`. A secret key is made once and kept beside the database."""

import os
import secrets
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def secret_key() -> str:
    """Return the key from the environment, else the one kept in the state folder, made on first use."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    folder = Path(os.environ.get("STATE_DIR", ROOT / ".state"))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text().strip()


def main(port: str) -> None:
    os.environ["SECRET_KEY"] = secret_key()
    os.environ.setdefault("DEBUG", "0")
    os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost")
    os.environ.setdefault("BEHIND_PROXY", "1")
    gunicorn = str(ROOT / ".venv" / "bin" / "gunicorn")
    workers = os.environ.get("WORKERS", "2")
    os.chdir(ROOT)
    os.execv(gunicorn, [gunicorn, "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", workers])  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "8000")
