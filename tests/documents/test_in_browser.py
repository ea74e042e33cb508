"""A document's page in Chromium: whoever opens it can read it, on any screen, in any light, on paper."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Browser, Page

from bot.chat.cards import Paragraph, SmallPrint, card
from bot.chat.phrases import Phrases
from bot.chat.text import bold, join
from bot.documents.document import Document
from bot.documents.html import html_body, write
from tests.browser import DESK, PHONE
from tests.documents.any_document import MENU, PICTURE, WEEK, document, png

pytestmark = pytest.mark.browser
LONG = card(
    Paragraph("Nine and ten. " * 100 + "x" * 400),
    Paragraph(join("\n", [bold("A name of eighty letters and more, such as " * 2), "One"])),
    SmallPrint("שלום עולם, פגישה 3 מתוך 9"),
)
ENGLISH = document(WEEK, LONG, MENU, picture=PICTURE)
HEBREW = document(WEEK, LONG, t=Phrases("he"), picture=PICTURE)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# An e-mail is shown within a page, whose landmarks are its program's.
IN_A_PAGE: dict[str, object] = {name: {"enabled": False} for name in ("landmark-one-main", "region")}
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


async def wrong(page: Page, rules: dict[str, object]) -> list[str]:
    """What axe finds wrong, and whether the page is wider than its window."""
    found = await Axe().run(page, options={"rules": rules})
    told = [f"{one['id']}: {node['html']}" for one in found.response["violations"] for node in one["nodes"]]
    return [*told, *(["wider than its window"] if await page.evaluate(WIDER) else [])]


@pytest.mark.parametrize("shown", [ENGLISH, HEBREW], ids=["english", "hebrew"])
async def test_pages_and_e_mails_are_accessible_on_every_screen(
    browser: Browser, tmp_path: Path, shown: Document
) -> None:
    context = await browser.new_context()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    pages = {"page.html": write(shown, png(900, 1200)), "mail.html": html_body(shown).encode()}
    page = await context.new_page()
    for name, content in pages.items():
        (tmp_path / name).write_bytes(content)
        await page.goto(f"file://{tmp_path / name}")
        for size, scheme in product((DESK, PHONE), SCHEMES):
            await page.set_viewport_size(size)
            await page.emulate_media(color_scheme=scheme)
            assert await wrong(page, IN_A_PAGE if name == "mail.html" else {}) == [], (name, size, scheme)
    await context.close()
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []


async def test_the_page_is_printed_with_its_picture_and_the_addresses_of_its_links(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(write(ENGLISH, png(900, 3000)))
    page = await browser.new_page(color_scheme="dark")
    await page.goto(f"file://{file}")
    await page.emulate_media(media="print", color_scheme="dark")
    ground = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    height = await page.evaluate("document.querySelector('img').getBoundingClientRect().height")
    behind = await page.evaluate("getComputedStyle(document.querySelector('a'), '::after').content")
    assert ground == "rgb(255, 255, 255)"
    assert height < 11 * 96
    assert "https://example.org/map" in behind
    assert (await page.pdf(format="Letter")).startswith(b"%PDF-")
