"""
Run a command against a PostgreSQL of its own: `python scripts/postgres.py pytest -n auto`.

Starts Debian's server (installed first when we are root) on a free port in a temporary folder, never as root and never
one that runs already, names it in DATABASE_URL for the command, and stops it afterwards.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

ROOT = Path(__file__).resolve().parent.parent
SERVER_USER = "postgres"
DURABLE = ("fsync=on", "synchronous_commit=on")


class NoPostgresError(Exception):
    """There is no server to start here."""


@dataclass(frozen=True)
class Server:
    """A cluster in a folder of its own."""

    programs: Path
    folder: Path
    port: int

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def url(self) -> str:
        return f"postgres://diary@127.0.0.1:{self.port}/diary"

    def new_database(self, name: str) -> str:
        """Make an empty database and return its address."""
        self.run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "diary", name)
        return f"postgresql://diary@127.0.0.1:{self.port}/{name}"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of the server's programs, as its own user where we are root."""
        who = {"user": SERVER_USER, "group": SERVER_USER} if os.geteuid() == 0 else {}
        log = self.folder / "commands.log"
        with log.open("a") as out:
            command = [str(self.programs / program), *arguments]
            done = subprocess.run(command, stdout=out, stderr=out, check=False, cwd=self.folder, **who)  # type: ignore[call-overload]
        if done.returncode:
            raise NoPostgresError(f"{program} failed:\n{log.read_text()[-2000:]}")

    def start(self) -> None:
        settings = ["listen_addresses=127.0.0.1", "max_connections=60", *DURABLE]
        options = f"-p {self.port} -k {self.folder} " + " ".join(f"-c {setting}" for setting in settings)
        self.run("pg_ctl", "-D", str(self.data), "-l", str(self.folder / "server.log"), "-o", options, "-w", "start")

    def standby(self) -> "Server":
        """Copy this server to a second one that follows it, and let no commit be done here that is not there too."""
        copy = Server(self.programs, self.folder / "standby", free_port())
        copy.folder.mkdir()
        if os.geteuid() == 0:
            os.chown(copy.folder, pwd.getpwnam(SERVER_USER).pw_uid, -1)
        target = ["-D", str(copy.data), "--write-recovery-conf", "--checkpoint=fast"]
        self.run("pg_basebackup", *self._reached, *target)
        copy.start()
        self._set("synchronous_standby_names = '*'")
        return copy

    @property
    def _reached(self) -> list[str]:
        return ["-h", "127.0.0.1", "-p", str(self.port), "-U", "diary"]

    def _set(self, setting: str) -> None:
        for command in (f"ALTER SYSTEM SET {setting}", "SELECT pg_reload_conf()"):
            self.run("psql", *self._reached, "-d", "diary", "-c", command)

    def wait_for_nobody(self) -> None:
        """Go on without the standby, as whoever runs the site may decide."""
        self._set("synchronous_standby_names = ''")

    def promote(self) -> None:
        """Take over from the server this one followed; nobody is waited for any more, which only that one was told."""
        self.run("pg_ctl", "-D", str(self.data), "-w", "promote")

    def stop(self, mode: str = "fast") -> None:
        self.run("pg_ctl", "-D", str(self.data), "-m", mode, "-w", "stop")


def programs() -> Path:
    """Return the folder of the newest server installed, installing Debian's where that is possible."""
    if not (found := _installed()):
        install("postgresql")
        found = _installed()
    if not found:
        raise NoPostgresError("PostgreSQL's server is not installed. On Debian and Ubuntu: apt install postgresql")
    return found


def install(*packages: str) -> None:
    """Install some of Debian's packages, where we may; a machine that has no list of them yet gets one."""
    apt = shutil.which("apt-get")
    if os.geteuid() != 0 or not apt:
        return
    print(f"Installing {', '.join(packages)}", flush=True)
    wanted = [apt, "install", "-y", "-qq", "--no-install-recommends", *packages]
    if not _quietly(wanted):
        _quietly([apt, "update", "-qq"])
        _quietly(wanted)


def _quietly(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, check=False, capture_output=True).returncode == 0


def _installed() -> Path | None:
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return versions[-1].parent if versions else Path(on_path).resolve().parent if on_path else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running() -> Iterator[Server]:
    server = Server(programs(), Path(mkdtemp(prefix="sunplate-postgres-")), free_port())
    if os.geteuid() == 0:
        os.chown(server.folder, pwd.getpwnam(SERVER_USER).pw_uid, -1)
    try:
        server.run("initdb", "-D", str(server.data), "-U", "diary", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        server.start()
        server.new_database("diary")
        yield server
    finally:
        if (server.data / "postmaster.pid").exists():
            server.stop("immediate")
        shutil.rmtree(server.folder, ignore_errors=True)


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with running() as server:
        environment = {**os.environ, "DATABASE_URL": server.url}
        path = f"{ROOT / '.venv' / 'bin'}:{environment['PATH']}"
        return subprocess.run(command, env={**environment, "PATH": path}, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: postgres.py <command> …")
    try:
        sys.exit(main(sys.argv[1:]))
    except NoPostgresError as error:
        sys.exit(str(error))
