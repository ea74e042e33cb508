from __future__ import annotations

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser import visit
from tests.sandbox.page.maple_town import CLUB, TEAM, Maple

pytestmark = pytest.mark.browser
PLATFORMS = ("Slack", "Discord")


def pane(page: Page, platform: str) -> Locator:
    return page.get_by_role("region", name=f"{platform}: ")


def line(page: Page, platform: str) -> Locator:
    return pane(page, platform).get_by_role("combobox")


async def says(page: Page, platform: str, text: str) -> None:
    await line(page, platform).fill(text)
    await line(page, platform).press("Enter")


def channel_of(platform: str) -> str:
    return f"#ana/slack/{TEAM}" if platform == "Slack" else f"#ana/discord/{CLUB}"


async def test_it_opens_on_the_first_personas_direct_messages(browser: Browser, maple: Maple) -> None:
    async with visit(browser, maple.page.address) as page:
        await expect(
            page.get_by_text("This is a local workspace. Nothing leaves this computer.")
        ).to_be_visible()
        await expect(page).to_have_url(f"{maple.page.address}/#ana/slack/{maple.direct}")
        for platform in PLATFORMS:
            here = (
                pane(page, platform).get_by_role("navigation", name="Places").locator("[aria-current=page]")
            )
            await expect(here).to_contain_text("stem-bot")
        await expect(page.locator("#now")).to_have_text("Tue 8 Dec 2026, 11:00 am")


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_a_typed_command_is_answered_and_its_button_edits(
    browser: Browser, maple: Maple, platform: str
) -> None:
    async with visit(browser, f"{maple.page.address}/{channel_of(platform)}") as page:
        await says(page, platform, "/stem card")
        await expect(pane(page, platform).get_by_role("heading", name="Check-in")).to_be_visible()
        await pane(page, platform).get_by_role("button", name="Moving").click()

        await expect(pane(page, platform).get_by_text("Recorded: moving")).to_be_visible()
        await expect(pane(page, platform).get_by_role("button", name="Moving")).to_have_count(0)


async def test_an_edit_is_marked_and_a_private_answer_says_so(browser: Browser, maple: Maple) -> None:
    async with visit(browser, f"{maple.page.address}/{channel_of('Slack')}") as page:
        await says(page, "Slack", "/stem card")
        await pane(page, "Slack").get_by_role("button", name="Moving").click()
        await expect(pane(page, "Slack").get_by_text("(edited)")).to_be_visible()

        await says(page, "Slack", "/stem say hello")

        answer = pane(page, "Slack").get_by_role("listitem").filter(has_text="You said: hello")
        await expect(answer.get_by_text("Only visible to you")).to_be_visible()


async def test_a_menu_is_chosen_from_with_the_keyboard(browser: Browser, maple: Maple) -> None:
    async with visit(browser, f"{maple.page.address}/{channel_of('Slack')}") as page:
        await says(page, "Slack", "/stem card")
        await pane(page, "Slack").get_by_role("button", name="Later").focus()
        await page.keyboard.press("ArrowDown")
        await expect(page.get_by_role("option", name="In an hour")).to_be_focused()
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")

        await expect(pane(page, "Slack").get_by_text("Recorded: day")).to_be_visible()


async def test_a_form_shows_slacks_error_at_its_field_until_it_is_put_right(
    browser: Browser, maple: Maple
) -> None:
    async with visit(browser, maple.page.address) as page:
        await says(page, "Slack", "/stem form")
        form = page.get_by_role("dialog", name="Rate an indicator")
        await form.get_by_role("radio", name="Progressing").check()
        await form.get_by_label("Evidence").fill("soon")
        await form.get_by_label("Who could help").select_option("Ben Okafor")
        await form.get_by_label("By when").fill("2026-12-18")
        await form.get_by_role("button", name="Send").click()

        evidence = form.get_by_label("Evidence")
        await expect(evidence).to_have_accessible_description("Give a link that shows it.")
        await expect(evidence).to_be_focused()
        await expect(form.get_by_role("radio", name="Progressing")).to_be_checked()
        await evidence.fill("http://maple.example")
        await evidence.press("Enter")

        await expect(form).to_be_hidden()
        told = "Recorded level 2, http://maple.example, U0BEN, 2026-12-18"
        await expect(pane(page, "Slack").get_by_text(told)).to_be_visible()


async def test_a_form_shows_discords_error_at_its_field_until_it_is_put_right(
    browser: Browser, maple: Maple
) -> None:
    async with visit(browser, f"{maple.page.address}/{channel_of('Discord')}") as page:
        await says(page, "Discord", "/stem form")
        form = page.get_by_role("dialog", name="Rate an indicator")
        await form.get_by_label("Evidence").fill("soon")
        await form.get_by_role("button", name="Submit").click()
        await expect(form.get_by_label("Evidence")).to_have_attribute("aria-invalid", "true")

        await form.get_by_label("Evidence").fill("minutes of the meeting")
        await form.get_by_role("button", name="Submit").click()

        await expect(form).to_be_hidden()
        await expect(pane(page, "Discord").get_by_text("Recorded: minutes of the meeting")).to_be_visible()


async def test_escape_closes_a_form_for_the_platform_too(browser: Browser, maple: Maple) -> None:
    async with visit(browser, maple.page.address) as page:
        await says(page, "Slack", "/stem form")
        await expect(page.get_by_role("dialog")).to_be_visible()
        await page.keyboard.press("Escape")

        await expect(page.get_by_role("dialog")).to_be_hidden()
        await page.reload()
        await expect(line(page, "Slack")).to_be_visible()
        await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_the_clock_goes_to_the_next_event_a_day_and_a_week_on(browser: Browser, maple: Maple) -> None:
    async with visit(browser, maple.page.address) as page:
        now = page.locator("#now")
        await page.get_by_role("button", name="Next event: good morning Wed 9 Dec, 7:00 am").click()
        await expect(now).to_have_text("Wed 9 Dec 2026, 7:00 am")
        await expect(pane(page, "Slack").get_by_text("It is time for: good morning")).to_be_visible()
        await expect(page.get_by_role("button", name="Nothing planned")).to_be_disabled()

        await page.get_by_role("button", name="+1 day").click()
        await expect(now).to_have_text("Thu 10 Dec 2026, 7:00 am")
        await page.get_by_role("button", name="+1 week").click()
        await expect(now).to_have_text("Thu 17 Dec 2026, 7:00 am")


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_nothing_typed_runs_as_markup(browser: Browser, maple: Maple, platform: str) -> None:
    attack = '<img src=x onerror="document.title=1"><script>document.title=1</script>[x](javascript:alert(1))'
    async with visit(browser, f"{maple.page.address}/{channel_of(platform)}") as page:
        await says(page, platform, attack)

        room = pane(page, platform)
        await expect(room.get_by_text('<img src=x onerror="document.title=1">')).to_be_visible()
        assert await room.locator("img, script, a[href^=javascript]").count() == 0
        await expect(page).to_have_title("Ana Rivera · stem-bot: local workspace")


async def test_a_command_is_completed_and_sent_with_the_keyboard_alone(
    browser: Browser, maple: Maple
) -> None:
    async with visit(browser, f"{maple.page.address}/{channel_of('Discord')}") as page:
        await line(page, "Discord").focus()
        await page.keyboard.type("/stem r")
        await expect(pane(page, "Discord").get_by_role("option").first).to_contain_text("/stem rate")
        await page.keyboard.press("Tab")
        await expect(line(page, "Discord")).to_be_focused()
        await expect(line(page, "Discord")).to_have_value("/stem rate ")
        await page.keyboard.type("level:")
        await expect(pane(page, "Discord").get_by_role("option")).to_have_count(3)
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("ArrowDown")
        chosen = pane(page, "Discord").get_by_role("option", name="Progressing", selected=True)
        await expect(chosen).to_be_visible()
        await page.keyboard.press("Enter")
        await expect(pane(page, "Discord").get_by_role("option")).to_have_count(0)
        await page.keyboard.press("Enter")

        await expect(pane(page, "Discord").get_by_text("Recorded: Progressing")).to_be_visible()


async def test_escape_closes_the_completions_and_enter_sends_what_was_typed(
    browser: Browser, maple: Maple
) -> None:
    async with visit(browser, f"{maple.page.address}/{channel_of('Discord')}") as page:
        await line(page, "Discord").focus()
        await page.keyboard.type("/stem ca")
        await expect(pane(page, "Discord").get_by_role("option")).to_have_count(1)
        await page.keyboard.press("Escape")
        await expect(pane(page, "Discord").get_by_role("option")).to_have_count(0)
        await page.keyboard.type("rd")
        await page.keyboard.press("Enter")

        await expect(pane(page, "Discord").get_by_role("heading", name="Check-in")).to_be_visible()
