"""What a browser with an empty cache fetches to show a page: the page and its files, compressed."""

import gzip
import re
from http.client import HTTPConnection

from bench.site import Site

FILE = re.compile(r'<(?:link|script|img|use|svg)[^>]*?(?:href|src)="(/static/[^"#?]+)')
# Fetched when somebody puts the diary on a home screen, and not for a view (seen in Chromium's requests).
FOR_THE_HOME_SCREEN = re.compile(r'<link rel="(?:manifest|apple-touch-icon)"[^>]*>')
WITHIN_A_SHEET = re.compile(rb"""url\(["']?(?!data:|#)([^"')]+)""")


def first_view(site: Site, person: str, path: str) -> tuple[int, int]:
    """Return how many requests it takes, and their bytes. The page itself is compressed as a proxy would do it."""
    page = site.ask(person, path).body
    files = sorted(set(FILE.findall(FOR_THE_HOME_SCREEN.sub("", page.decode()))))
    sizes = [_size(site, name) for name in files]
    return 1 + len(files), len(gzip.compress(page, 6)) + sum(sizes)


def _size(site: Site, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", site.port, timeout=60)
    headers = {"Accept-Encoding": "gzip, br", "Host": "127.0.0.1", "X-Forwarded-Proto": "https"}
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    if response.status != 200 or WITHIN_A_SHEET.search(body if path.endswith(".css") else b""):
        raise RuntimeError(f"{path} answered {response.status}, or names files of its own")
    return len(body)
