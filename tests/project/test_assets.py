"""What the browser gets is ours or known to the byte, allowed by the content policy, small, and easy to see."""

import hashlib
import json
import re
import tomllib
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template.loader import render_to_string

TEMPLATES = sorted(Path("templates").rglob("*.html"))
VENDOR = tomllib.loads(Path("static/vendor/VENDOR.toml").read_text())
VENDORED = [*VENDOR["file"], VENDOR["icons"]]
KEPT_WITH_SUMS = [Path("static/vendor"), Path("tests/vendor"), Path("diary/summary/fonts")]

TEXT_ON_GROUND = [
    *((ink, ground) for ink in ("ink", "soft") for ground in ("paper", "sheet", "sunk")),
    *(("ink", ground) for ground in ("accent-soft", "error-soft", "life-soft", "pain-soft", "sun-soft")),
    *((ink, ground) for ink in ("accent", "accent-strong", "error") for ground in ("paper", "sheet")),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("error", "error-soft"),
    ("accent", "sunk"),
    ("paper", "pain"),
    ("paper", "ink"),
]
MARKS_ON_GROUND = [
    *((mark, ground) for mark in ("food", "sun", "pain", "life", "mark", "focus") for ground in ("paper", "sheet")),
    *((mark, "sunk") for mark in ("food", "pain", "mark", "edge")),
    ("food", "supplement"),
    ("edge", "sheet"),
    ("edge", "paper"),
    ("mark", "supplement"),
    *((mark, f"{mark}-soft") for mark in ("sun", "pain", "life")),
    *(("focus", ground) for ground in ("sunk", "accent-soft")),
]


def palette(scheme: int) -> dict[str, str]:
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", Path("static/css/tokens.css").read_text())
    return {pair[0]: pair[1 + scheme] for pair in pairs}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def static_of(html: str) -> set[str]:
    """Return the files a page fetches; the picture for a home screen only comes when somebody puts it there."""
    return set(re.findall(r"/static/([^\"#]+)", re.sub(r"<link rel=.apple-touch-icon.[^>]*>", "", html)))


@pytest.mark.parametrize("entry", VENDORED, ids=lambda entry: entry["path"])
def test_a_vendored_file_is_as_its_package_ships_it(entry):
    assert hashlib.sha256(Path(entry["path"]).read_bytes()).hexdigest() == entry["sha256"]
    assert Path(entry["licence_file"]).stat().st_size > 500


def test_no_file_slips_in_without_a_source():
    known = {entry[key] for entry in VENDORED for key in ("path", "licence_file")} | {"static/vendor/VENDOR.toml"}
    found = {str(path) for folder in KEPT_WITH_SUMS for path in folder.glob("*.*") if path.suffix != ".py"}
    assert found <= known


@pytest.mark.parametrize("template", TEMPLATES, ids=str)
def test_a_template_holds_nothing_the_content_policy_forbids(template):
    text = template.read_text()
    assert not re.search(r"""\s(style|on[a-z]+|hx-on[\w:-]*)\s*=\s*["']""", text)
    assert "<style" not in text
    scripts = re.findall(r"<script\b([^>]*)>", text)
    assert all("src=" in script or 'type="application/json"' in script for script in scripts)
    assert not re.search(r"""<(script|link|img|source|iframe)\b[^>]*["'](https?:)?//""", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=str)
def test_a_template_names_only_files_and_icons_that_exist(template):
    text = template.read_text()
    for name in re.findall(r"{% static '([^']+)' %}", text):
        assert finders.find(name), name
    sprite = set(re.findall(r'symbol id="([\w-]+)"', Path("static/icons.svg").read_text()))
    used = re.findall(r'{% icon "([\w-]+)" %}', text) + re.findall(r'_tab\.html" with [^%]*icon="([\w-]+)"', text)
    assert set(used) <= sprite


def test_a_home_screen_gets_a_name_a_way_in_and_pictures_of_their_stated_sizes():
    manifest = json.loads(Path("static/site.webmanifest").read_text())
    assert (manifest["name"], manifest["start_url"], manifest["display"]) == ("Sunplate", "/day/", "standalone")
    for picture in manifest["icons"]:
        content = Path("static", picture["src"]).read_bytes()
        if picture["type"] == "image/png":
            width, height = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
            assert picture["sizes"] == f"{width}x{height}"
    assert manifest["theme_color"] == palette(0)["paper"]


def test_style_sheets_fetch_nothing():
    for sheet in Path("static/css").glob("*.css"):
        text = sheet.read_text()
        assert "@import" not in text
        assert all(re.match(r"[\"']?(data:|#)", url) for url in re.findall(r"url\(([^)]*)", text))


@pytest.mark.long
def test_the_first_view_is_light(rf):
    page = render_to_string("base.html", request=rf.get("/"))
    files = static_of(page)
    weight = sum(len(brotli.compress(Path(finders.find(name)).read_bytes())) for name in files)
    assert len(files) <= 8
    assert weight < 55_000
    assert not [name for name in files if "chart" in name]


@pytest.mark.long
def test_pages_with_charts_stay_under_200_kilobytes(rf):
    files = static_of(render_to_string("base.html", request=rf.get("/")))
    files |= static_of(render_to_string("partials/_chart_scripts.html"))
    assert sum(len(brotli.compress(Path(finders.find(name)).read_bytes())) for name in files) < 160_000


@pytest.mark.long
def test_every_file_survives_the_naming_by_content(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "config.storage.StaticFiles"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_stands_out_on_its_ground(scheme):
    colours = palette(scheme)
    dim = [
        (a, b, contrast(colours[a], colours[b])) for a, b in TEXT_ON_GROUND if contrast(colours[a], colours[b]) < 4.5
    ]
    assert dim == []


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_mark_stands_out_on_its_ground_and_from_its_neighbour(scheme):
    colours = palette(scheme)
    assert [pair for pair in MARKS_ON_GROUND if contrast(*map(colours.__getitem__, pair)) < 3] == []


def test_every_colour_has_a_light_and_a_dark_side():
    tokens = re.findall(r"--([\w-]+): (.*);", Path("static/css/tokens.css").read_text())
    assert [name for name, value in tokens if value.startswith("#")] == []
    assert len(palette(0)) > 20
