"""The guide's own proxies in front of the guide's own server, started on free ports and never as root."""

import http.client
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

from tests.faults.machines import Browser
from tests.faults.server import free_port
from tests.hosting import guide
from tests.programs import program

NAME = "diary.example.org"
NOBODY = "nobody"
START_SECONDS = 60


@dataclass
class Proxy:
    """A folder of its own, a port for HTTPS and one for those who come without, and the server behind."""

    behind: int
    folder: Path = field(default_factory=lambda: Path(mkdtemp(prefix="sunplate-proxy-")))
    secure: int = field(default_factory=free_port)
    plain: int = field(default_factory=free_port)

    @property
    def log(self) -> str:
        """All that it wrote, by whatever way."""
        return "".join(each.read_text() for each in self.folder.glob("*.log"))

    @contextmanager
    def running(self, *command: str) -> Iterator["Proxy"]:
        who = {"user": NOBODY} if os.geteuid() == 0 else {}
        if who:
            hand_over(self.folder)
        homes = {"HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder)}
        with (self.folder / "said.log").open("a") as said:
            process = subprocess.Popen(command, stdout=said, stderr=said, env={**os.environ, **homes}, **who)  # type: ignore[call-overload]
        try:
            self._wait(process)
            yield self
        finally:
            process.terminate()
            process.wait(timeout=60)
            shutil.rmtree(self.folder)

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and process.poll() is None:
            try:
                Visitor(self.secure).get("/healthz")
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError(self.log[-3000:])


def hand_over(folder: Path) -> None:
    user = pwd.getpwnam(NOBODY)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid)


@contextmanager
def nginx(behind: int) -> Iterator[Proxy]:
    """Run nginx with the guide's block; only its ports, its certificate and its folders are ours."""
    proxy = Proxy(behind)
    certificate(proxy.folder)
    ours = {
        "listen 443 ssl": f"listen 127.0.0.1:{proxy.secure} ssl",
        "listen 80": f"listen 127.0.0.1:{proxy.plain}",
        "127.0.0.1:8000": f"127.0.0.1:{behind}",
        f"/etc/letsencrypt/live/{NAME}": str(proxy.folder),
        "/var/log/nginx": str(proxy.folder),
    }
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {proxy.folder}/{kind};" for kind in kinds)
    head = f"daemon off; pid {proxy.folder}/pid; error_log {proxy.folder}/start.log; events {{}}"
    block = with_ours(guide.block("proxy_pass"), ours)
    (proxy.folder / "nginx.conf").write_text(f"{head}\nhttp {{\n{temporary}\n{block}\n}}\n")
    with proxy.running(program("nginx"), "-p", str(proxy.folder), "-c", str(proxy.folder / "nginx.conf")):
        yield proxy


@contextmanager
def caddy(behind: int) -> Iterator[Proxy]:
    """Run Caddy with the guide's file; only its ports and who signs its certificate are ours."""
    proxy = Proxy(behind)
    ports = f"http_port {proxy.plain}\nhttps_port {proxy.secure}\ndefault_bind 127.0.0.1\n"
    ours = {
        "{\n    log": f"{{\n{ports}local_certs\nskip_install_trust\nadmin off\nlog",
        "127.0.0.1:8000": f"127.0.0.1:{behind}",
    }
    (proxy.folder / "Caddyfile").write_text(with_ours(guide.block("reverse_proxy"), ours))
    with proxy.running(program("caddy"), "run", "--config", str(proxy.folder / "Caddyfile")):
        yield proxy


PROXIES: dict[str, Callable[[int], AbstractContextManager[Proxy]]] = {"nginx": nginx, "caddy": caddy}


def with_ours(text: str, ours: dict[str, str]) -> str:
    for theirs, replacement in ours.items():
        assert theirs in text, theirs
        text = text.replace(theirs, replacement)
    return text


def certificate(folder: Path) -> None:
    command = [program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", f"/CN={NAME}", "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run(command, check=True, capture_output=True)


@dataclass
class Visitor(Browser):
    """A browser that comes by HTTPS to the name of the diary, from one address of this machine."""

    source: str = "127.0.0.1"

    @property
    def host(self) -> str:
        return NAME

    def line(self) -> http.client.HTTPConnection:
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        line = http.client.HTTPSConnection(NAME, timeout=60, context=trusting)
        line._create_connection = lambda *_: socket.create_connection(  # type: ignore[attr-defined]
            ("127.0.0.1", self.port), 60, (self.source, 0)
        )
        return line
