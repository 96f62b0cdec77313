"""Two machines in front of one database, a proxy that asks them in turn, and a browser that knows nothing of it."""

import http.client
import itertools
import re
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from scripts.postgres import Server as Cluster
from tests.faults.server import Server, free_port, serving

NOT_PASSED_ON = {"transfer-encoding", "connection", "content-length", "keep-alive"}


@dataclass
class Proxy:
    """What a proxy in front of several machines does: each request goes to the next one."""

    ports: list[int]
    port: int = field(default_factory=free_port)
    asked: list[int] = field(default_factory=list)

    @contextmanager
    def listening(self) -> Iterator["Proxy"]:
        turns = itertools.cycle(self.ports)

        class Handler(BaseHTTPRequestHandler):
            def do_GET(handler) -> None:  # noqa: N805
                self.asked.append(next(turns))
                pass_on(handler, self.asked[-1])

            do_POST = do_GET  # noqa: N815

            def log_message(handler, *_: object) -> None:  # noqa: N805
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()


def pass_on(handler: BaseHTTPRequestHandler, port: int) -> None:
    body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
    headers = {**handler.headers, "X-Forwarded-Proto": "https", "X-Forwarded-For": handler.client_address[0]}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as line:
        line.request(handler.command, handler.path, body, headers)
        answer = line.getresponse()
        content = answer.read()
    handler.send_response(answer.status)
    for name, value in answer.getheaders():
        if name.lower() not in NOT_PASSED_ON:
            handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


@dataclass
class Page:
    status: int
    location: str
    text: str
    headers: http.client.HTTPMessage = field(default_factory=http.client.HTTPMessage)

    def hidden(self, action: str = "") -> dict[str, str]:
        """Return the hidden fields of the first form, or of the one that is sent to `action`."""
        forms = re.findall(r"<form.*?</form>", self.text, re.DOTALL)
        form = next(form for form in forms if 'method="post"' in form and f'action="{action}' in form)
        inputs = re.findall(r'<input[^>]*type="hidden"[^>]*>', form)
        return {_attribute(each, "name"): _attribute(each, "value") for each in inputs}


def _bytes(held: str | bytes) -> bytes:
    return held.encode() if isinstance(held, str) else held


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


@dataclass
class Browser:
    """Keeps cookies and sends forms; where the answer comes from is none of its business."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def line(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, path: str, **headers: str) -> Page:
        return self._ask("GET", path, b"", headers)

    def post(self, path: str, fields: dict[str, str], file: tuple[str, str | bytes] | None = None) -> Page:
        parts: list[tuple[str, str | bytes]] = [(f'name="{name}"', value) for name, value in fields.items()]
        parts += [(f'name="{file[0]}"; filename="notes"', file[1])] if file else []
        edge = uuid.uuid4().hex
        body = b"".join(
            f"--{edge}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + _bytes(held) + b"\r\n"
            for head, held in parts
        )
        return self._ask(
            "POST", path, body + f"--{edge}--\r\n".encode(), {"Content-Type": f"multipart/form-data; boundary={edge}"}
        )

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Page:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers |= {"Host": self.host, "Origin": f"https://{self.host}", "Cookie": cookies}
        with closing(self.line()) as line:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            text = answer.read().decode(errors="replace")  # a picture is no text
        for given in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(given).items()}
        return Page(answer.status, answer.headers.get("Location", ""), text, answer.headers)


@contextmanager
def two_machines(folder: Path, cluster: Cluster) -> Iterator[Proxy]:
    """Start two servers that share a database and a secret key, and nothing else."""
    first, second = folder / "first", folder / "second"
    for each in (first, second):
        each.mkdir(mode=0o700)
    with serving(first, cluster.url, people=1) as one:
        two = Server(second, cluster.url)
        two.manage("collectstatic", "--noinput", "--verbosity", "0")
        try:
            two.start()
            with Proxy([one.port, two.port]).listening() as proxy:
                yield proxy
        finally:
            two.stop()
