"""Whether the names a site answers to can be reached from the internet, as far as names tell."""

from collections.abc import Iterable
from ipaddress import ip_address

AT_HOME = (".localhost", ".local", ".lan", ".home", ".home.arpa", ".internal")


def is_open(hosts: Iterable[str]) -> bool:
    """Whether any of these is a name or an address of the internet; what cannot be told counts as one."""
    return any(not is_local(host) for host in hosts)


def is_local(host: str) -> bool:
    """Whether this is an address of a private network, a name without a dot, or one that only routers at home give."""
    try:
        return ip_address(host.strip("[]")).is_private
    except ValueError:
        name = host.lower().rstrip(".")
        return name.endswith(AT_HOME) or (name.isascii() and name.replace("-", "").isalnum())
