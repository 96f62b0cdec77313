"""The site that the browser tests visit: as anybody runs it, but that everybody here comes from one address."""

from config.settings import *  # noqa: F403

# The real ones are tried in tests/accounts/test_safety.py.
ACCOUNT_RATE_LIMITS = {"signup": "1000/m/ip", "login": "1000/m/ip"}
