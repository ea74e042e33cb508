from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser import visit
from tests.sandbox.page.maple_town import BEN, CLUB, TEAM, Maple

pytestmark = pytest.mark.browser
OBSTACLES = (Path(__file__).parent / "reading.js").read_text(encoding="utf-8")


async def obstacles(page: Page) -> list[str]:
    found: list[str] = await page.evaluate(OBSTACLES)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("phone", [False, True])
async def test_everything_can_be_read_and_has_a_name(
    browser: Browser, maple: Maple, scheme: str, phone: bool
) -> None:
    await maple.slack.hands.types(BEN, TEAM, "hello <b>all</b>, see `this` and https://maple.example")
    async with visit(browser, f"{maple.page.address}/#ana/discord/{CLUB}", phone=phone) as page:
        await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        await page.get_by_label("Message #club as Ana Rivera").fill("/stem card")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="Check-in")).to_be_visible()
        await page.get_by_label("Message #club as Ana Rivera").fill("/stem ")
        await expect(page.get_by_role("option")).to_have_count(3)
        assert await obstacles(page) == []

        await page.goto(f"{maple.page.address}/#ana/slack/{TEAM}")
        await page.get_by_label("Message #slt as Ana Rivera").fill("/stem say it")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Only visible to you")).to_be_visible()
        await page.get_by_role("button", name="Be someone else").click()
        assert await obstacles(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_forms_with_errors_can_be_read_too(browser: Browser, maple: Maple, scheme: str) -> None:
    async with visit(browser, f"{maple.page.address}/#ana/slack/{TEAM}") as page:
        await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        await page.get_by_label("Message #slt as Ana Rivera").fill("/stem form")
        await page.keyboard.press("Enter")
        await page.get_by_role("dialog").get_by_role("button", name="Send").click()
        await expect(page.locator(".wrong")).to_have_count(1)

        assert await obstacles(page) == []
