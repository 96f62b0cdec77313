"""Run gunicorn with production settings: `make serve`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(port: str) -> None:
    os.environ.setdefault("BEHIND_PROXY", "1")
    gunicorn = str(ROOT / ".venv" / "bin" / "gunicorn")
    os.chdir(ROOT)
    os.execv(gunicorn, [gunicorn, "--config", "config/gunicorn.py", "--bind", f"127.0.0.1:{port}"])  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "8000")
