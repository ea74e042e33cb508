"""The demo's home page as a visitor opens it: for everybody in Slack, on a phone too, and pressed."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.demo.show import Show, open_show
from tests.browser import visit

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture
async def show(tmp_path: Path) -> AsyncIterator[Show]:
    async with open_show(tmp_path) as opened:
        yield opened


async def at_home(page: Page, show: Show, name: str) -> Locator:
    """Somebody's home page, opened."""
    persona = show.stage.people[name]
    places = show.stage.hands["slack"].places(persona.accounts["slack"])
    direct = next(place.id for place in places if place.direct)
    await page.goto(f"{show.address}/#{persona.id}/slack/{direct}/home")
    return page.get_by_role("region", name="Home page of the bot in Slack")


async def test_everybody_in_slack_has_a_page_and_a_phone_shows_it_whole(browser: Browser, show: Show) -> None:
    async with visit(browser, show.address, phone=True) as page:
        for name, persona in show.stage.people.items():
            if "slack" in persona.accounts:
                home = await at_home(page, show, name)
                await expect(home.get_by_role("button", name="Be away…")).to_be_visible()
                await expect(home.get_by_role("button", name="See everything")).to_be_visible()
                wide = await home.evaluate("(node) => node.scrollWidth - node.clientWidth")
                assert wide <= 0, name


async def test_what_is_pressed_stands_first_and_a_form_ends_on_the_page(browser: Browser, show: Show) -> None:
    async with visit(browser, show.address) as page:
        home = await at_home(page, show, "Pat Principal")
        await home.get_by_role("button", name="Moving").click()
        await expect(home).to_contain_text("No question is open for you.")
        await expect(home.locator(".parts > *").nth(1)).to_contain_text("Recorded: moving")
        await home.get_by_role("button", name="Be away…").click()
        form = page.get_by_role("dialog")
        await form.get_by_label("Until which day?").fill("2026-12-11")
        await form.get_by_role("button", name="Record").click()
        await expect(home.locator(".parts > *").first).to_contain_text("Until Fri 11 Dec I send you nothing")
        await expect(home.get_by_role("button", name="I am back").first).to_be_visible()


async def test_a_facilitator_sees_who_has_answered(browser: Browser, show: Show) -> None:
    async with visit(browser, show.address) as page:
        home = await at_home(page, show, "Fay Facilitator")
        await expect(home).to_contain_text(re.compile(r"\d of 8 check-ins answered"))
        await home.get_by_role("button", name="Who has answered").click()
        await expect(home).to_contain_text("Names are for you alone")
        await expect(home.get_by_role("heading", name="Check-in, Tue 1 Dec")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 700, 900, 1180, 1200, 1366])
async def test_at_every_width_the_bar_says_when_the_next_event_is(
    browser: Browser, show: Show, width: int
) -> None:
    async with visit(browser, show.address) as page:
        await page.set_viewport_size({"width": width, "height": 740})
        for told in (page.locator(".next-words"), page.locator(".next-when")):
            await expect(told).to_be_visible()
            assert await told.evaluate("(node) => node.scrollWidth - node.clientWidth") <= 0
        button = await page.get_by_role("button", name="Next event").bounding_box()
        words = await page.locator(".next-when").bounding_box()
        assert button is not None
        assert words is not None
        assert words["x"] + words["width"] <= button["x"] + button["width"]
        assert not await page.evaluate("document.documentElement.scrollWidth > innerWidth")
