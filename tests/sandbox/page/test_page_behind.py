from __future__ import annotations

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser import visit
from tests.sandbox.page.maple_town import BEN, TEAM, Maple

pytestmark = pytest.mark.browser


async def opened(page: Page) -> Locator:
    await page.get_by_role("button", name="Behind the scenes").click()
    return page.get_by_role("region", name="Behind the scenes")


async def test_the_log_shows_each_request_and_opens_to_its_json(browser: Browser, maple: Maple) -> None:
    async with visit(browser, f"{maple.page.address}/#ana/slack/{TEAM}") as page:
        drawer = await opened(page)
        await expect(drawer.get_by_role("tab", name="What was sent")).to_be_focused()
        await page.get_by_label("Message #slt as Ana Rivera").fill("/stem card")
        await page.keyboard.press("Enter")

        line = drawer.get_by_role("listitem").filter(has_text="chat.postMessage").first
        await expect(line).to_contain_text("200")
        await line.locator("summary").click()
        await expect(line.get_by_role("region", name="The bot sent")).to_contain_text('"text": "Check-in"')
        await expect(line.get_by_role("region", name="The platform answered")).to_contain_text('"ok": true')


async def test_the_log_can_be_narrowed_to_a_platform_and_a_word(browser: Browser, maple: Maple) -> None:
    async with visit(browser, maple.page.address) as page:
        drawer = await opened(page)
        lines = drawer.get_by_role("listitem")
        await expect(lines.filter(has_text="Slack").first).to_be_visible()

        await drawer.get_by_text("Discord", exact=True).first.click()

        await expect(lines.filter(has_text="Slack")).to_have_count(0)
        await expect(lines.filter(has_text="Discord").first).to_be_visible()
        await drawer.get_by_role("searchbox", name="Find a method or event").fill("no such thing")
        await expect(lines).to_have_count(0)
        await expect(drawer.get_by_text("Nothing yet.")).to_be_visible()


async def test_a_fault_is_ordered_shown_and_ended(browser: Browser, maple: Maple) -> None:
    async with visit(browser, f"{maple.page.address}/#ana/slack/{TEAM}") as page:
        drawer = await opened(page)
        await drawer.get_by_role("tab", name="What was sent").press("ArrowRight")
        await expect(drawer.get_by_text("Nothing is failing.")).to_be_visible()
        await drawer.get_by_label("What goes wrong").select_option("server-error")
        await drawer.get_by_label("Only these requests").fill("chat.postMessage")
        await drawer.get_by_label("How many times").fill("2")
        await drawer.get_by_role("button", name="Let it happen").click()

        told = drawer.get_by_role("listitem").filter(has_text="The next requests fail")
        await expect(told).to_contain_text("chat.postMessage · 2 left")
        await expect(page.get_by_role("button", name="1 fault in effect")).to_be_visible()
        await drawer.get_by_role("button", name="End all").click()
        await expect(drawer.get_by_text("Nothing is failing.")).to_be_visible()
        await expect(page.get_by_role("button", name="fault in effect")).to_have_count(0)


async def test_a_fault_that_cannot_be_is_refused_in_words(browser: Browser, maple: Maple) -> None:
    async with visit(browser, maple.page.address) as page:
        drawer = await opened(page)
        await drawer.get_by_role("tab", name="Let something fail").click()
        await drawer.get_by_label("Only these requests").fill("no.such.method")
        await drawer.get_by_role("button", name="Let it happen").click()

        await expect(drawer.get_by_role("alert").filter(has_text="no.such.method")).to_be_visible()


async def test_the_drawer_closes_with_escape_and_gives_the_keyboard_back(
    browser: Browser, maple: Maple
) -> None:
    async with visit(browser, maple.page.address) as page:
        drawer = await opened(page)
        await page.keyboard.press("Escape")

        await expect(drawer).to_be_hidden()
        await expect(page.get_by_role("button", name="Behind the scenes")).to_be_focused()


async def test_the_clock_plays_says_so_and_stops(browser: Browser, maple: Maple) -> None:
    async with visit(browser, maple.page.address) as page:
        await page.get_by_role("button", name="Play: let the clock run").click()
        await page.get_by_role("option", name="A day a second").click()
        await expect(page.get_by_role("button", name="Pause")).to_be_focused()
        await expect(page.get_by_text("Time runs a day a second.")).to_be_visible()
        await expect(page.get_by_text("It is time for: good morning").first).to_be_visible()
        await expect(page.get_by_text("Last: good morning, Wed 9 Dec, 7:00 am.")).to_be_visible()

        await page.keyboard.press("Enter")

        await expect(page.get_by_role("button", name="Play: let the clock run")).to_be_focused()
        shown = await page.locator("#now").inner_text()
        await maple.slack.hands.types(BEN, TEAM, "still here?")
        await expect(page.get_by_role("link", name="slt 1 unread")).to_be_visible()
        await expect(page.locator("#now")).to_have_text(shown)
