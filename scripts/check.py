"""Everything that can be known without running a test: `make check` and CI run exactly this."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
CHECKS = {
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "import contracts": ["lint-imports"],
    "templates": ["djlint", "templates", "--lint", "--quiet"],
    "security": ["bandit", "-q", "-r", "config", "accounts", "nutrients", "diary", "safekeeping", "-ll"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "deployment": ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}
PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "x" * 25 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "example.org",
}


def main() -> None:
    failed = []
    for name, (program, *arguments) in CHECKS.items():
        environment = {**os.environ, **(PRODUCTION if name == "deployment" else {"DEBUG": "1"})}
        result = subprocess.run(
            [str(BIN / program), *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        print(f"{name:18}{'ok' if result.returncode == 0 else 'FAILED'}", flush=True)
        if result.returncode:
            failed.append(name)
            print(result.stdout + result.stderr)
    if failed:
        sys.exit(f"check failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
