"""Take the pictures of the landing page and the README again, from a demo diary in a real browser: `make pictures`."""

import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts.local_site import ROOT, LocalSite, prepared, running

CHROMIUM = "/usr/bin/chromium"
PICTURES = ROOT / "static" / "img"
PASSWORD = "a sunny plate"  # noqa: S105 - the demo person's, of a site that lives for a minute
DAY = date(2026, 11, 21)
SHOTS = {"day-360": (360, 720, "light"), "day-360-dark": (360, 720, "dark"), "day-1280": (1280, 800, "light")}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = prepared(Path(folder), DEBUG="1")
        site.manage("seed_demo", "--days", "30", "--last", DAY.isoformat())
        with running(site, "--threads", "4") as served, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            for name, (width, height, theme) in SHOTS.items():
                shoot(chromium, served, name, width, height, theme)
            chromium.close()


def shoot(chromium: Browser, site: LocalSite, name: str, width: int, height: int, theme: str) -> None:
    window = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        device_scale_factor=2 if width < 500 else 1,
        is_mobile=width < 500,  # where the cursor does not wait in the line
        has_touch=width < 500,
    )
    page = window.new_page()
    page.goto(f"{site.url}/accounts/login/")
    page.fill("input[name=login]", "demo")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/day/**")
    page.goto(f"{site.url}/day/{DAY.isoformat()}/")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png", scale="device")
    window.close()
    print(f"static/img/{name}.png")


if __name__ == "__main__":
    main()
