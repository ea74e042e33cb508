from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from bot.sandbox.slack.windows import Windows
from tests.browser import visit
from tests.sandbox.page.maple_town import ANA, BEN, TEAM, Maple, maple_town

pytestmark = pytest.mark.browser


@pytest.fixture
async def impatient() -> AsyncIterator[Maple]:
    async with maple_town(Windows(answer=0.2)) as town:
        yield town


async def becomes(page: Page, name: str) -> None:
    await page.get_by_role("button", name="Be someone else").click()
    await page.get_by_role("option", name=name).click()


async def test_another_persona_sees_their_own_workspaces(browser: Browser, maple: Maple) -> None:
    async with visit(browser, maple.page.address) as page:
        await becomes(page, "Ben Okafor")

        await expect(page.get_by_role("button", name="You are Ben Okafor")).to_be_visible()
        await expect(page.locator("#now")).to_have_text("Tue 8 Dec 2026, 12:00 pm")
        words = "Ben Okafor has no account in Maple Grove STEM club (Discord)."
        await expect(page.get_by_text(words)).to_be_visible()

        await becomes(page, "Devon Lee")

        await expect(
            page.get_by_text("Devon Lee has no account in Maple Grove Schools (Slack).")
        ).to_be_visible()
        await expect(page.get_by_label("Message stem-bot as Devon Lee")).to_be_visible()


async def test_unread_messages_are_marked_until_they_are_looked_at(browser: Browser, maple: Maple) -> None:
    async with visit(browser, maple.page.address) as page:
        channel = page.get_by_role("region", name="Slack: ").get_by_role("link", name="slt")
        await expect(channel).to_have_accessible_name("slt")
        await maple.slack.hands.types(BEN, TEAM, "who brings the robots?")
        await expect(channel).to_have_accessible_name("slt 1 unread")

        await channel.click()

        await expect(page.get_by_text("who brings the robots?").first).to_be_visible()
        await expect(page.get_by_role("listitem").filter(has_text="New")).to_be_visible()
        await expect(channel).to_have_accessible_name("slt")
        assert [place.unread for place in maple.slack.hands.places(ANA) if place.id == TEAM] == [0]


async def test_a_new_message_is_announced_politely(browser: Browser, maple: Maple) -> None:
    async with visit(browser, f"{maple.page.address}/#ana/slack/{TEAM}") as page:
        await expect(page.get_by_label("Message #slt as Ana Rivera")).to_be_visible()
        await maple.slack.hands.types(BEN, TEAM, "the library is free at three")

        words = "New message in Slack from Ben Okafor: the library is free at three"
        await expect(page.get_by_role("status")).to_have_text(words)


async def test_a_deep_link_opens_its_place_and_going_back_returns(browser: Browser, maple: Maple) -> None:
    async with visit(browser, f"{maple.page.address}/#ben/slack/{TEAM}") as page:
        await expect(page.get_by_label("Message #slt as Ben Okafor")).to_be_visible()
        await page.get_by_role("link", name="stem-bot").click()
        await expect(page.get_by_label("Message stem-bot as Ben Okafor")).to_be_visible()

        await page.go_back()

        await expect(page.get_by_label("Message #slt as Ben Okafor")).to_be_visible()


async def test_a_link_to_nowhere_opens_the_direct_message(browser: Browser, maple: Maple) -> None:
    async with visit(browser, f"{maple.page.address}/#eve/irc/C0GONE") as page:
        await expect(page.get_by_role("region", name="Slack: ").get_by_label("as Ana Rivera")).to_be_visible()
        await expect(page).to_have_url(f"{maple.page.address}/#ana/slack/{maple.direct}")


async def test_the_hints_show_on_a_first_visit_and_never_again(browser: Browser, maple: Maple) -> None:
    async with visit(browser, maple.page.address) as page:
        hints = page.get_by_role("region", name="First steps")
        await expect(hints.get_by_role("listitem")).to_have_count(3)
        await hints.get_by_role("button", name="Got it").click()
        await expect(hints).to_have_count(0)

        await page.reload()

        await expect(page.get_by_role("combobox").first).to_be_visible()
        await expect(hints).to_have_count(0)


async def test_a_phone_shows_one_workspace_at_a_time(browser: Browser, maple: Maple) -> None:
    async with visit(browser, maple.page.address, phone=True) as page:
        slack, discord = (
            page.get_by_role("region", name="Slack: "),
            page.get_by_role("region", name="Discord: "),
        )
        await expect(slack).to_be_visible()
        await expect(discord).to_be_hidden()

        await page.get_by_role("navigation", name="Workspaces").get_by_role("link", name="STEM club").click()

        await expect(discord).to_be_visible()
        await expect(slack).to_be_hidden()
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert await page.evaluate(wide) is False


async def test_what_the_platform_says_when_the_bot_is_silent_is_shown(
    browser: Browser, impatient: Maple
) -> None:
    async with visit(browser, impatient.page.address) as page:
        line = page.get_by_role("region", name="Slack: ").get_by_role("combobox")
        await line.fill("/stem nothing")
        await line.press("Enter")

        told = page.get_by_role("alert").filter(has_text="/stem failed")
        await expect(told).to_contain_text("Only visible to you")
        await told.get_by_role("button", name="Close this notice").click()
        await expect(told).to_have_count(0)


async def test_a_stopped_workspace_says_so(browser: Browser, maple: Maple) -> None:
    async with visit(browser, maple.page.address) as page:
        await expect(page.get_by_role("combobox").first).to_be_visible()
        await maple.page.stop()

        await expect(page.get_by_text("The workspace does not answer. Is it still running?")).to_be_visible()


async def test_what_arrived_while_time_passed_begins_with_a_line(browser: Browser, maple: Maple) -> None:
    async with visit(browser, maple.page.address) as page:
        await expect(page.get_by_text("Nothing has been said here yet.").first).to_be_visible()
        await maple.slack.hands.types(ANA, maple.direct, "see you tomorrow")
        await expect(page.get_by_text("see you tomorrow").first).to_be_visible()
        await page.get_by_role("button", name="+1 day").click()

        here = page.get_by_role("region", name="Slack: ").get_by_role("listitem")
        told = ["see you tomorrow", "Wed 9 Dec", "New", "It is time for: good morning"]
        for words in told:
            await expect(here.filter(has_text=words).first).to_be_visible()
        shown = [await one.inner_text() for one in await page.locator(".slack .messages > li").all()]
        assert shown.index("New") == len(shown) - 2


async def test_a_workspace_without_an_account_leads_to_those_who_have_one(
    browser: Browser, maple: Maple
) -> None:
    async with visit(browser, f"{maple.page.address}/#ben/slack/") as page:
        await page.get_by_role("region", name="Discord: ").get_by_role("link", name="Devon Lee").click()

        await expect(page.get_by_label("Message stem-bot as Devon Lee")).to_be_visible()


async def test_a_long_answer_is_shown_from_its_first_line(browser: Browser, maple: Maple) -> None:
    async with visit(browser, f"{maple.page.address}/#ana/slack/{TEAM}") as page:
        line = page.get_by_label("Message #slt as Ana Rivera")
        await line.fill("/stem say first " + "and on it goes " * 150)
        await line.press("Enter")

        first = page.get_by_role("region", name="Slack: ").get_by_text("Only visible to you")
        await expect(first).to_be_in_viewport()
        await page.get_by_role("button", name="More below").click()
        await expect(first).not_to_be_in_viewport()
