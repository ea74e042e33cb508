"""Chromium for the tests that drive the page, as `async with chromium() as browser` or the `browser` fixture.

Without Chromium a browser test is skipped in a word; where everything is required (CI), it fails instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-proxy-server",
)
PATIENCE = 10_000  # milliseconds that a test waits for what should appear
PHONE = ViewportSize(width=360, height=740)
DESK = ViewportSize(width=1366, height=820)


def chromium_path() -> str:
    """Where Chromium is; skips the test, or fails it in CI, when there is none."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    words = f"no browser on PATH: none of {', '.join(NAMES)}"
    if os.environ.get("CI") or os.environ.get("STEM_BOT_REQUIRE_ALL"):
        pytest.fail(words)
    pytest.skip(words)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A fresh browser of one's own."""
    path = chromium_path()
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened


@asynccontextmanager
async def visit(browser: Browser, address: str, *, phone: bool = False) -> AsyncIterator[Page]:
    """Open an address as a first visit.

    A script error, a forbidden load, or a request to anywhere but this machine fails the test.
    """
    context = await browser.new_context(viewport=PHONE if phone else DESK, reduced_motion="reduce")
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda told: wrong.append(told.text) if "Content Security" in told.text else None)
    page.on("request", lambda asked: wrong.append(asked.url) if not is_local(asked.url) else None)
    await page.goto(address)
    try:
        yield page
    finally:
        await context.close()
    assert wrong == []


def is_local(address: str) -> bool:
    """Whether a request stays on this machine."""
    parts = urlsplit(address)
    return parts.scheme in ("data", "blob") or parts.hostname in ("127.0.0.1", "localhost")
