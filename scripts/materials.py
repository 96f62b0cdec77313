"""
Write the bill of materials, every part with its version and checksums, as CycloneDX: `make materials`.

It is drawn from what is installed and served: the pinned lists and the vendored files. Tools and tests are marked as
left out of what runs.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WRITTEN = ROOT / "materials.json"
LISTS = {"requirements.txt": "required", "requirements-postgres.txt": "optional", "requirements-dev.txt": "excluded"}
PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", re.IGNORECASE)
CHECKSUM = re.compile(r"--hash=sha256:([0-9a-f]{64})")

Component = dict[str, Any]


def main() -> None:
    found = bill()
    WRITTEN.write_text(json.dumps(found, indent=1) + "\n")
    print(f"{len(found['components'])} parts are listed in {WRITTEN.name}.")


def bill() -> dict[str, Any]:
    parts: dict[str, Component] = {}
    for listing, scope in LISTS.items():
        for component in packages((ROOT / listing).read_text(), scope):
            parts.setdefault(component["purl"], component)  # a tool that also runs is listed as what runs
    for component in vendored():
        parts[component["bom-ref"]] = component
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "sunplate", "version": version()}},
        "components": [parts[key] for key in sorted(parts)],
    }


def packages(listing: str, scope: str) -> Iterator[Component]:
    """Yield each package of a pinned list, with the checksums of the files it may come from."""
    for block in re.split(r"\n(?=\S)", listing):
        if pinned := PINNED.match(block):
            name, number = pinned.groups()
            purl = f"pkg:pypi/{name.lower()}@{number}"
            sums = [{"alg": "SHA-256", "content": each} for each in CHECKSUM.findall(block)]
            yield {
                "type": "library",
                "bom-ref": purl,
                "name": name,
                "version": number,
                "scope": scope,
                "purl": purl,
                "hashes": sums,
            }


def vendored() -> Iterator[Component]:
    for each in tomllib.loads((ROOT / "static/vendor/VENDOR.toml").read_text())["file"]:
        yield {
            "type": "library",
            "bom-ref": each["path"],
            "name": each["package"],
            "version": each["version"],
            "scope": "required",
            "purl": f"pkg:npm/{each['package'].replace('@', '%40')}@{each['version']}",
            "licenses": [{"license": {"name": each["licence"]}}],
            "hashes": [{"alg": "SHA-256", "content": each["sha256"]}],
        }


def version() -> str:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    return newest.group(1) if newest else ""


if __name__ == "__main__":
    main()
