from __future__ import annotations

import pytest
from playwright.async_api import Browser, FilePayload, Locator, Page, expect

from tests.browser import visit
from tests.sandbox.page.maple_town import ANA, BEN, TEAM, Maple

pytestmark = pytest.mark.browser


def slack(page: Page) -> Locator:
    return page.get_by_role("region", name="Slack: ")


async def replies(page: Page, text: str) -> Locator:
    await page.get_by_role("link", name="Reply in thread").first.click()
    thread = page.get_by_role("complementary", name="Thread in Slack")
    await expect(thread.get_by_role("combobox")).to_be_focused()
    await page.keyboard.type(text)
    await page.keyboard.press("Enter")
    await expect(thread.get_by_text(text)).to_be_visible()
    return thread


async def test_a_thread_opens_takes_replies_and_leads_back(browser: Browser, maple: Maple) -> None:
    await maple.slack.hands.types(BEN, TEAM, "who brings the robots?")
    async with visit(browser, f"{maple.page.address}/#ana/slack/{TEAM}") as page:
        thread = await replies(page, "I do")
        await expect(thread.get_by_text("who brings the robots?")).to_be_visible()

        await page.keyboard.press("Escape")

        await expect(thread).to_have_count(0)
        await expect(page.get_by_label("Message #slt as Ana Rivera")).to_be_focused()
        await expect(slack(page).get_by_text("I do", exact=True)).to_be_hidden()
        await slack(page).get_by_role("link", name="1 reply").click()
        await expect(thread.get_by_text("I do")).to_be_visible()


async def test_a_link_to_a_thread_opens_it(browser: Browser, maple: Maple) -> None:
    await maple.slack.hands.types(BEN, TEAM, "who brings the robots?")
    parent = maple.slack.hands.messages(ANA, TEAM)[-1].id
    async with visit(browser, f"{maple.page.address}/#ana/slack/{TEAM}/{parent}") as page:
        thread = page.get_by_role("complementary", name="Thread in Slack")
        await expect(thread.get_by_text("who brings the robots?")).to_be_visible()

        await maple.slack.hands.types(BEN, TEAM, "two boxes of them", parent)

        await expect(thread.get_by_text("two boxes of them")).to_be_visible()


async def test_a_link_to_a_thread_that_is_not_there_shows_the_place(browser: Browser, maple: Maple) -> None:
    async with visit(browser, f"{maple.page.address}/#ana/slack/{TEAM}/1.000001") as page:
        await expect(page.get_by_label("Message #slt as Ana Rivera")).to_be_visible()
        await expect(page).to_have_url(f"{maple.page.address}/#ana/slack/{TEAM}")


async def test_a_wide_workspace_shows_the_thread_beside_its_place(browser: Browser, maple: Maple) -> None:
    await maple.slack.hands.types(BEN, TEAM, "who brings the robots?")
    async with visit(browser, f"{maple.page.address}/#ana/slack/{TEAM}") as page:
        await slack(page).get_by_role("button", name="Enlarge").click()
        await expect(page.get_by_role("region", name="Discord: ")).to_be_hidden()
        await replies(page, "I do")
        await expect(page.get_by_label("Message #slt as Ana Rivera")).to_be_visible()

        await slack(page).get_by_role("button", name="Show both").click()

        await expect(page.get_by_role("region", name="Discord: ")).to_be_visible()
        await expect(page.get_by_label("Message #slt as Ana Rivera")).to_be_hidden()


async def test_the_home_page_is_published_when_it_is_opened_and_takes_presses(
    browser: Browser, maple: Maple
) -> None:
    async with visit(browser, maple.page.address) as page:
        await page.get_by_role("link", name="Home", exact=True).click()
        await expect(page).to_have_url(f"{maple.page.address}/#ana/slack/{maple.direct}/home")
        home = page.get_by_role("region", name="Home page of the bot in Slack")
        await expect(home.get_by_text("One check-in waits for you.")).to_be_visible()

        await home.get_by_role("button", name="Wave").click()

        await expect(home.get_by_text("Chosen: waved")).to_be_visible()
        await expect(home.get_by_role("button", name="Wave")).to_be_focused()
        await page.get_by_role("link", name="Messages", exact=True).click()
        await expect(page.get_by_label("Message stem-bot as Ana Rivera").first).to_be_visible()


async def test_a_menu_that_asks_the_app_offers_what_fits(browser: Browser, maple: Maple) -> None:
    async with visit(browser, f"{maple.page.address}/#ana/slack/{maple.direct}/home") as page:
        home = page.get_by_role("region", name="Home page of the bot in Slack")
        await home.get_by_role("button", name="Find a helper").click()
        await expect(home.get_by_role("radio")).to_have_count(3)
        await home.get_by_role("searchbox").fill("ben")
        await expect(home.get_by_role("radio")).to_have_count(1)

        await home.get_by_text("Ben Okafor").click()

        await expect(home.get_by_text("Chosen: Ben Okafor")).to_be_visible()


async def test_a_menu_of_several_takes_no_more_than_it_may(browser: Browser, maple: Maple) -> None:
    async with visit(browser, f"{maple.page.address}/#ana/slack/{maple.direct}/home") as page:
        home = page.get_by_role("region", name="Home page of the bot in Slack")
        await home.get_by_role("button", name="Choose roles").press("Enter")
        for role in ("Coach", "Liaison", "Teacher"):
            await home.get_by_role("checkbox", name=role).click()
        await expect(home.get_by_role("checkbox", name="Teacher")).not_to_be_checked()

        await home.get_by_role("button", name="Choose", exact=True).press("Enter")

        await expect(home.get_by_text("Chosen: Coach, Liaison")).to_be_visible()


async def test_a_form_searches_and_carries_files(browser: Browser, maple: Maple) -> None:
    async with visit(browser, maple.page.address) as page:
        await slack(page).get_by_role("combobox").fill("/stem give")
        await page.keyboard.press("Enter")
        form = page.get_by_role("dialog", name="Give minutes")
        await form.get_by_role("searchbox", name="Search: Helper").fill("cora")
        await form.get_by_role("radio", name="Cora Diaz").check()
        minutes = FilePayload(name="minutes.txt", mimeType="text/plain", buffer=b"We met.")
        await form.get_by_label("Minutes").set_input_files([minutes])
        await form.get_by_role("button", name="Give").click()

        await expect(form).to_be_hidden()
        await expect(slack(page).get_by_text("Given by Cora Diaz: minutes.txt")).to_be_visible()
