"""Programs of the system that some tests need: Debian's where they can be installed, and missed aloud where not."""

import os
import shutil

from scripts.postgres import install


def program(name: str, *packages: str) -> str:
    """Return where a program is; the packages it comes in have its name unless they are told."""
    places, needed = f"{os.environ['PATH']}:/usr/sbin", packages or (name,)
    if not shutil.which(name, path=places):
        install(*needed)
    found = shutil.which(name, path=places)
    assert found, f"{name} is not here. On Debian and Ubuntu: apt install {' '.join(needed)}"
    return found
