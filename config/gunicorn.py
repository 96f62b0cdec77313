"""How gunicorn runs the diary; `make serve` and the systemd unit both read this."""

import ctypes
import gc
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import environ

ROOT = Path(__file__).resolve().parent.parent
environ.Env.read_env(ROOT / ".env")
wsgi_app = "config.wsgi"
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WORKERS", "2"))
worker_class = "gthread"  # who waits for a PDF, or for the lock, keeps nobody else waiting
threads = 4
sys.setswitchinterval(0.0005)  # beside a long import, a page would wait ten times as long at each of its queries
keepalive = 0  # a proxy must not send a form on a line that is closed at that moment
umask = 0o077  # files of the diary are for its owner alone
timeout = 120  # a diary of ten years, brought back by a page, takes a slow machine a minute
graceful_timeout = 30
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True  # nobody steers this server from outside


def on_starting(server: Any) -> None:
    """Refuse to start where entries could be lost. In a process of its own, so that this one opens no database."""
    checked = subprocess.run([sys.executable, "-m", "config.startup"], cwd=ROOT, check=False)
    if checked.returncode:
        sys.exit(checked.returncode)


def pre_fork(server: Any, worker: Any) -> None:
    """Close every database connection before the process divides: a shared handle corrupts the file."""
    django_db = sys.modules.get("django.db")
    if django_db is not None:
        django_db.connections.close_all()


M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8  # of glibc's malloc.h
MB = 1024 * 1024


def post_worker_init(worker: Any) -> None:
    """
    Leave what is loaded by now out of the search for cycles, search between requests, and let threads share one heap.

    A page makes thousands of tuples and drops them at its end. Python, left alone, looks for cycles at every 700th, now
    and then through all there is: a tenth of a long page, and a pause of a tenth of a second. And glibc, left alone,
    keeps a heap for each thread, which after a long export holds 20 MB more than one for all, and fetches the memory of
    a long page from the kernel, 330 times, to give it back at the page's end.
    """
    gc.freeze()
    gc.set_threshold(200_000, 10, 10)
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):  # other C libraries have none
        mallopt(M_ARENA_MAX, 1)
        mallopt(M_TRIM_THRESHOLD, 4 * MB)
        mallopt(M_MMAP_THRESHOLD, MB)


def post_request(worker: Any, request: Any, environ: Any, response: Any) -> None:
    """Look for cycles among what the answer left behind, now that nobody waits for it."""
    gc.collect(1)
