"""Which names count as reachable from the internet."""

import pytest

from config.hosts import is_open

AT_HOME = ["127.0.0.1", "localhost", "[::1]", "192.168.1.20", "10.0.0.4", "[fd00::1]", "sunplate", "diary.local"]
AT_HOME += ["Sunplate.LAN", "diary.home.arpa", "box.internal", "my-box"]
OUTSIDE = [
    "diary.example.org",
    ".example.org",
    "*",
    "8.8.8.8",
    "[2600::1]",
    "local.example.org",
    "diary.localx",
    "",
    ".",
]


@pytest.mark.parametrize("host", AT_HOME)
def test_a_name_of_a_household_is_not_open(host):
    assert not is_open([host])


@pytest.mark.parametrize("host", OUTSIDE)
def test_any_other_name_is_open_even_beside_local_ones(host):
    assert is_open(["localhost", host])
