"""Production settings, a bare view to compare with, and a header that counts queries."""

import os

os.environ["DEBUG"] = "0"
os.environ.setdefault("SECURE_SSL_REDIRECT", "0")

from config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.bare.CountQueries", *MIDDLEWARE]  # noqa: F405
