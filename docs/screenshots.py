"""The pictures of the README, taken of what the program writes today: ``make screenshots``.

Needs the extra ``browser`` and a Chromium with a Chinese font (``.ci/browser``). What is shown is fixed: the cases of
``examples`` on one day. Nothing is loaded from anywhere.
"""
# ruff: noqa: INP001, S603 - a script, no package; the program itself

from __future__ import annotations

import html
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
DAY = ("--as-of", "2026-11-21")
CASE = ("advise", "--case", str(ROOT / "examples" / "haier-day-1.yaml"), "--no-input", *DAY)
SUMMONS = ("advise", "--case", str(ROOT / "examples" / "court-summons.yaml"), "--no-input", *DAY)
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars")

TERMINAL = """<!DOCTYPE html><meta charset="utf-8"><style>body{margin:0;background:#14191b;color:#e6ebed}
pre{margin:0;padding:20px 24px;font:15px/1.5 "Noto Sans Mono CJK SC",monospace}b{color:#fff}</style><pre>%s</pre>"""

SCALE = 1.2
"""Sharp enough for a README, and small enough to be kept in the repository."""

LINES = 20
"""So many lines of the report stand on the picture of a terminal: the first screen."""


def said(*words: str) -> str:
    """What the program prints."""
    done = subprocess.run(
        [sys.executable, "-m", "borrower_help", *words], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return done.stdout


def terminal_page() -> str:
    """The first screen as a terminal shows it."""
    lines = said(*CASE).splitlines()[:LINES]
    first = lines.index("")
    shown = [
        f"<b>{html.escape(line)}</b>" if number < first or lines[number - 1] == "" else html.escape(line)
        for number, line in enumerate(lines)
    ]
    return TERMINAL % "\n".join(["<b>$ borrower-help advise --case examples/haier-day-1.yaml</b>", *shown])


def main() -> None:
    """Take every picture."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no chromium: .ci/browser installs it on Debian")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        said("faq", "build", "--out", str(folder), "--format", "html", "--topic", "hours", *DAY)
        (folder / "terminal.html").write_text(terminal_page(), encoding="utf-8")
        (folder / "report.html").write_text(said(*SUMMONS, "--format", "html"), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        take(browser, folder / "terminal.html", "terminal", width=660, height=500)
        take(browser, folder / "hours.html", "phone", width=360, height=690)
        take(browser, folder / "report.html", "report", width=360, height=690, dark=True)
        take(browser, folder / "report.html", "timeline", width=360, height=480, until="#figure-2, [id^=figure]")
        browser.close()


def take(
    browser: Any, page_of: Path, name: str, *, width: int, height: int, dark: bool = False, until: str = ""
) -> None:
    """One picture, of the top of a page or from an element on."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        device_scale_factor=SCALE,
    )
    page = context.new_page()
    page.goto(page_of.as_uri())
    if until:
        page.locator(until).first.evaluate("each => window.scrollTo(0, each.offsetTop - 4)")
    page.screenshot(path=IMAGES / f"{name}.png")
    context.close()


if __name__ == "__main__":
    main()
