"""Take the pictures of the landing page, the README and the home screen again, in a real browser: `make pictures`."""

import io
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PIL import Image  # comes with pikepdf
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.local_site import ROOT, LocalSite, prepared, running

CHROMIUM = "/usr/bin/chromium"
STATIC = ROOT / "static"
PICTURES = STATIC / "img"
PASSWORD = "a sunny plate"  # noqa: S105 - the demo person's, of a site that lives for a minute
DAY = date(2026, 11, 21)
NEXT_DAY = f"/day/{date(2026, 11, 22)}/"
PHONE, DESK = 360, 1280
COLOURS = 96  # enough for our few, and a third of the bytes
ICONS = {"icon-180": 180, "icon-192": 192, "icon-512": 512}
ICON_PAGE = '<body style="margin:0;display:grid;place-items:center;height:100vh;background:#faf5ea">{}</body>'
PAPER_DOTS = 84  # of the PDF, in an inch


def type_a_line(page: Page) -> None:
    page.fill("#id_line", "2 eggs, a cup of whole milk and a slice of rye toast")
    page.click("#line-form button[type=submit]")
    page.wait_for_selector("#line-review .review-row")
    page.evaluate("document.querySelector('#line-form').scrollIntoView()")


def look_at_the_course(page: Page) -> None:
    page.evaluate("document.querySelector('figure.chart').previousElementSibling.scrollIntoView()")
    page.wait_for_timeout(500)


@dataclass(frozen=True)
class Scene:
    """A place in the demo diary, and what to do there before the picture is taken."""

    name: str
    path: str
    width: int = PHONE
    height: int = 640
    themes: tuple[str, ...] = ("light", "dark")
    act: Callable[[Page], None] | None = None

    def file(self, theme: str) -> Path:
        return PICTURES / f"{self.name}{'-dark' if theme == 'dark' else ''}.png"


SCENES = (
    Scene("day-360", f"/day/{DAY}/", height=720),
    Scene("line-360", NEXT_DAY, act=type_a_line),
    Scene("review-360", f"/review/?first=2026-10-25&last={DAY}", act=look_at_the_course),
    Scene("day-1280", f"/day/{DAY}/", width=DESK, height=800, themes=("light",)),
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        draw_icons(chromium)
        site = prepared(Path(folder), DEBUG="1")
        site.manage("seed_demo", "--days", "60", "--last", DAY.isoformat())
        with running(site, "--threads", "4") as served:
            for scene in SCENES:
                for theme in scene.themes:
                    shoot(chromium, served, scene, theme)
            print_summary(chromium, served, Path(folder))
        chromium.close()


def logged_in(chromium: Browser, site: LocalSite, width: int, height: int, theme: str) -> Page:
    window = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
        locale="en-GB",
        device_scale_factor=2 if width == PHONE else 1,
        is_mobile=width == PHONE,  # where the cursor does not wait in the line
        has_touch=width == PHONE,
    )
    page = window.new_page()
    page.goto(f"{site.url}/accounts/login/")
    page.fill("input[name=login]", "demo")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/day/**")
    return page


def shoot(chromium: Browser, site: LocalSite, scene: Scene, theme: str) -> None:
    page = logged_in(chromium, site, scene.width, scene.height, theme)
    page.goto(site.url + scene.path)
    page.wait_for_load_state("networkidle")
    if scene.act:
        scene.act(page)
    keep(page.screenshot(scale="device"), scene.file(theme))
    page.context.close()


def print_summary(chromium: Browser, site: LocalSite, folder: Path) -> None:
    """Take the first page of the summary as it comes out of a printer."""
    page = logged_in(chromium, site, PHONE, 640, "light")
    answer = page.request.get(f"{site.url}/summary/pdf/?first=2026-10-25&last={DAY}")
    (folder / "summary.pdf").write_bytes(answer.body())
    to_picture = "pdftoppm", "-png", "-singlefile", "-r", str(PAPER_DOTS)
    subprocess.run([*to_picture, str(folder / "summary.pdf"), str(folder / "summary")], check=True)
    keep((folder / "summary.png").read_bytes(), PICTURES / "summary.png")
    page.context.close()


def draw_icons(chromium: Browser) -> None:
    """Draw the sun on paper, with room around it for home screens that cut to a shape."""
    drawing = (STATIC / "icon.svg").read_text()
    for name, size in ICONS.items():
        page = chromium.new_page(viewport={"width": size, "height": size})
        page.set_content(ICON_PAGE.format(drawing.replace("<svg ", f'<svg width="{size * 0.72:.0f}" ', 1)))
        keep(page.screenshot(), PICTURES / f"{name}.png")
        page.close()


def keep(picture: bytes, path: Path) -> None:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}  {image.width}x{image.height}  {path.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
