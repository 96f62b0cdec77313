"""The WSGI door for gunicorn."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# What is loaded by now stays for good, and a page makes thousands of tuples that it drops at its end: to look through
# everything for cycles at every 700th of them, as Python does unless told otherwise, costs a long page a tenth.
gc.freeze()
gc.set_threshold(50_000, 10, 10)
