from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Browser, Page, expect

from tests.browser import visit
from tests.sandbox.page.maple_town import ANA, BEN, TEAM, Maple

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("scheme", ["light", "dark"]),
    pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"]),
]
# Every link of the page is an address of its own after a #; axe takes those for links that skip content.
RULES = {"rules": {"skip-link": {"enabled": False}}}
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


async def wrong(page: Page) -> list[str]:
    """What axe finds wrong, a line each, and whether the page is wider than its window."""
    found = await Axe().run(page, options=RULES)
    told = [
        f"{one['id']}: {one['help']} {node['html']}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]
    return [*told, *(["wider than its window"] if await page.evaluate(WIDER) else [])]


@asynccontextmanager
async def seen(browser: Browser, address: str, scheme: str, *, phone: bool) -> AsyncIterator[Page]:
    async with visit(browser, address, phone=phone) as page:
        await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        await expect(page.locator("#now")).not_to_have_text("…")
        yield page


async def says(page: Page, text: str) -> None:
    await page.locator(".slack .composer:visible input").fill(text)
    await page.keyboard.press("Enter")


async def test_the_opening_and_its_lists(browser: Browser, maple: Maple, scheme: str, phone: bool) -> None:
    async with seen(browser, f"{maple.page.address}/#ana/slack/{TEAM}", scheme, phone=phone) as page:
        await says(page, "/stem card")
        await expect(page.get_by_role("heading", name="Check-in")).to_be_visible()
        await says(page, "/stem say it")
        await expect(page.get_by_text("Only visible to you")).to_be_visible()
        assert await wrong(page) == []

        for button in ("Be someone else", "Play: let the clock run", "Later"):
            await page.get_by_role("button", name=button).click()
            assert await wrong(page) == []
            await page.keyboard.press("Escape")

        await page.goto(f"{maple.page.address}/#ana/discord/")
        await page.locator(".discord .composer:visible input").fill("/stem ")
        await expect(page.get_by_role("option")).to_have_count(3)
        assert await wrong(page) == []

        await page.goto(f"{maple.page.address}/#ben/discord/")
        await expect(page.get_by_text("Ben Okafor has no account in")).to_be_visible()
        assert await wrong(page) == []


async def test_a_form_with_errors_and_one_that_searches(
    browser: Browser, maple: Maple, scheme: str, phone: bool
) -> None:
    async with seen(browser, f"{maple.page.address}/#ana/slack/{TEAM}", scheme, phone=phone) as page:
        await says(page, "/stem form")
        await page.get_by_role("dialog").get_by_role("button", name="Send").click()
        await expect(page.locator(".wrong")).to_have_count(1)
        assert await wrong(page) == []
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_be_hidden()

        await says(page, "/stem give")
        await page.get_by_role("searchbox", name="Search: Helper").fill("ana")
        await expect(page.get_by_role("radio", name="Ana Rivera")).to_be_visible()
        assert await wrong(page) == []


async def test_a_thread_and_the_home_page(browser: Browser, maple: Maple, scheme: str, phone: bool) -> None:
    await maple.slack.hands.types(BEN, TEAM, "who brings the robots?")
    parent = maple.slack.hands.messages(ANA, TEAM)[-1].id
    await maple.slack.hands.types(ANA, TEAM, "I do", parent)
    address = f"{maple.page.address}/#ana/slack"
    async with seen(browser, f"{address}/{TEAM}/{parent}", scheme, phone=phone) as page:
        await expect(page.get_by_text("I do", exact=True)).to_be_visible()
        assert await wrong(page) == []

        await page.goto(f"{address}/{maple.direct}/home")
        await expect(page.get_by_text("One check-in waits for you.")).to_be_visible()
        await page.get_by_role("button", name="Find a helper").click()
        await expect(page.get_by_role("radio")).to_have_count(3)
        assert await wrong(page) == []


async def test_the_drawer(browser: Browser, maple: Maple, scheme: str, phone: bool) -> None:
    async with seen(browser, maple.page.address, scheme, phone=phone) as page:
        await page.get_by_role("button", name="Behind the scenes").click()
        drawer = page.get_by_role("region", name="Behind the scenes")
        await drawer.locator("summary").first.click()
        await expect(drawer.get_by_role("heading", name="answered").first).to_be_visible()
        assert await wrong(page) == []

        await drawer.get_by_role("tab", name="Let something fail").click()
        await drawer.get_by_role("button", name="Let it happen").click()
        await expect(drawer.get_by_role("listitem")).to_have_count(1)
        assert await wrong(page) == []
