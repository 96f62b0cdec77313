"""What the diary is made of is pinned, listed and can be asked about (RELIABILITY B5)."""

import json
import re
import tomllib
from pathlib import Path

import django
import pytest

from scripts import audit, materials

ROOT = Path(__file__).resolve().parents[2]
PINNED = sorted(ROOT.glob("requirements*.txt"))
PARTS = materials.bill()["components"]


@pytest.mark.parametrize("listing", PINNED, ids=lambda path: path.name)
def test_every_package_is_pinned_with_checksums(listing):
    blocks = [each for each in re.split(r"\n(?=\S)", listing.read_text()) if each and not each.startswith(("#", "-"))]
    assert blocks
    assert [each for each in blocks if "==" not in each.splitlines()[0] or "--hash=sha256:" not in each] == []


def test_every_pinned_and_vendored_part_is_on_the_bill():
    listed = {(part["name"].lower(), part["version"]) for part in PARTS}
    for listing in materials.LISTS:
        for name, number in re.findall(r"^([\w.-]+)(?:\[.*?\])?==(\S+)", (ROOT / listing).read_text(), re.MULTILINE):
            assert (name.lower(), number) in listed
    vendored = tomllib.loads((ROOT / "static/vendor/VENDOR.toml").read_text())["file"]
    assert {each["path"] for each in vendored} <= {part["bom-ref"] for part in PARTS}
    assert all(part["hashes"] for part in PARTS)
    assert len({part["bom-ref"] for part in PARTS}) == len(PARTS)


def test_the_bill_tells_what_runs_from_what_only_tests():
    scopes = {part["name"].lower(): part["scope"] for part in PARTS}
    assert (scopes["django"], scopes["psycopg"], scopes["pytest"]) == ("required", "optional", "excluded")


def test_the_bill_is_written_as_json(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(materials, "WRITTEN", tmp_path / "materials.json")
    materials.main()
    written = json.loads((tmp_path / "materials.json").read_text())
    assert written["bomFormat"] == "CycloneDX"
    assert f"{len(PARTS)} parts are listed" in capsys.readouterr().out


def test_django_is_of_the_line_with_long_support():
    [pinned] = re.findall(r"^django==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    assert pinned.startswith("5.2.")
    assert django.get_version() == pinned, "what is installed is not what is pinned"


def answer(*packages: dict) -> str:
    return json.dumps({"dependencies": list(packages), "fixes": []})


FINE = {"name": "django", "version": "5.2.1", "vulns": []}
HOLED = {"name": "django", "version": "3.2.0", "vulns": [{"id": "CVE-1"}]}


def test_a_hole_is_named():
    assert audit.holes(answer(FINE, HOLED), "") == ["django 3.2.0: CVE-1"]


@pytest.mark.parametrize("said", ["", "{}", answer({"name": "django", "skip_reason": "not found"})])
def test_no_answer_is_not_taken_for_a_good_one(said):
    with pytest.raises(audit.NoAnswerError):
        audit.holes(said, "no network")


def unreachable(listing: Path) -> list[str]:
    raise audit.NoAnswerError("no network")


def ignorant(listing: Path) -> list[str]:
    return []


@pytest.mark.parametrize("service", [unreachable, ignorant])
def test_where_nothing_can_be_asked_it_fails_and_says_so(service, capsys):
    with pytest.raises(SystemExit, match="NOTHING WAS AUDITED"):
        audit.main(service)
    assert capsys.readouterr().out == ""


def knows(of: dict[str, list[str]]):
    return lambda listing: of.get(listing.name, [])


def test_an_audit_passes_only_after_the_service_proved_that_it_knows_something(capsys):
    audit.main(knows({"known.txt": ["django 3.2.0: CVE-1"]}), [Path("requirements.txt")])
    assert "No pinned package has a known hole" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="CVE-2"):
        audit.main(knows({"known.txt": ["x: CVE-1"], "requirements.txt": ["y 1: CVE-2"]}), [Path("requirements.txt")])
