"""The browser of the tests of pages: the Chromium of the system, told to ask nobody, one for a whole module."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


REQUIRED = "BROWSER_REQUIRED"
"""Set by ``.ci/run`` where it found or installed a browser: then nothing is skipped."""


def cannot(reason: str) -> NoReturn:
    """Skip, so that the reason is read at the end of the run; fail where a browser is required."""
    if os.environ.get(REQUIRED):
        pytest.fail(reason)
    pytest.skip(reason)


def chromium_or_skip() -> str:
    """The path of the browser; where there is none, the reason is what the skipped tests say."""
    if importlib.util.find_spec("playwright") is None or importlib.util.find_spec("axe_playwright_python") is None:
        cannot("no playwright: pip install -e '.[browser]'")
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        cannot("no chromium: .ci/browser installs it on Debian")
    return found


class Browser:
    """Opens pages from the disk and keeps what they asked for and complained of."""

    def __init__(self, driven: Any) -> None:
        self._driven = driven

    @contextlib.contextmanager
    def page(self, path: Path, anchor: str = "", **options: Any) -> Iterator[Any]:
        """A page that is open; fails at its end if anything was asked of anybody, or went wrong in it."""
        context = self._driven.new_context(**{"viewport": {"width": 360, "height": 740}, **options})
        asked: list[str] = []
        wrong: list[str] = []
        try:
            page = context.new_page()
            page.set_default_timeout(10_000)
            page.on("request", lambda request: asked.append(request.url))
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
            page.goto(path.as_uri() + anchor)
            yield page
        finally:
            context.close()
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        assert asked
        assert wrong == []


@contextlib.contextmanager
def running() -> Iterator[Browser]:
    """The browser, once it runs."""
    path = chromium_or_skip()
    from playwright.sync_api import sync_playwright

    os.environ.setdefault("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
    with contextlib.ExitStack() as closing:
        try:
            playwright = closing.enter_context(sync_playwright())
            driven = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        except Exception as error:  # noqa: BLE001 - the driver raises nothing narrower where a library is missing
            cannot(f"the browser does not start: {str(error).strip().splitlines()[0]}")
        closing.callback(driven.close)
        yield Browser(driven)
