from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser import visit
from tests.sandbox.page.maple_town import Maple
from tests.sandbox.page.test_page_browser import PLATFORMS, channel_of, pane, says

pytestmark = pytest.mark.browser


async def opened(page: Page, platform: str, author: str) -> None:
    """Open the menu of the newest message with the keyboard alone."""
    menu = pane(page, platform).get_by_role("button", name=f"More actions for the message of {author}").last
    await menu.focus()
    await expect(menu).to_be_visible()
    await menu.press("ArrowDown")
    await expect(menu).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_what_an_app_offers_on_a_message_is_chosen_with_the_keyboard(
    browser: Browser, maple: Maple, platform: str
) -> None:
    async with visit(browser, f"{maple.page.address}/{channel_of(platform)}") as page:
        await says(page, platform, "Two seats are filled")
        await expect(pane(page, platform).get_by_text("Two seats are filled")).to_be_visible()

        await opened(page, platform, "Ana Rivera")
        await page.keyboard.press("Enter")

        await expect(pane(page, platform).get_by_text("Quoted: Two seats are filled")).to_be_visible()
