from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from bot.sandbox.residents import LocalFile
from tests.browser import visit
from tests.sandbox.page.maple_town import ANA, TEAM, Maple, maple_town

pytestmark = pytest.mark.browser
ATTACK = '"><img src=x onerror=document.title=1><script>document.title=1</script>'


@pytest.fixture
async def mallory() -> AsyncIterator[Maple]:
    async with maple_town(name_of_ana=f"Ana {ATTACK}") as town:
        yield town


async def is_unharmed(page: Page) -> None:
    await page.wait_for_function("document.readyState === 'complete'")
    assert await page.locator("main script, main img[src=x], dialog script, dialog img").count() == 0
    assert "local workspace" in await page.title()


async def test_a_name_never_runs_as_markup(browser: Browser, mallory: Maple) -> None:
    async with visit(browser, f"{mallory.page.address}/#ana/slack/{TEAM}") as page:
        await mallory.slack.hands.types(ANA, TEAM, "hello")
        await expect(page.get_by_role("listitem").filter(has_text=ATTACK).first).to_be_visible()
        await page.get_by_label("Message #slt").first.fill("/stem form")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("dialog").get_by_role("option", name=ATTACK)).to_have_count(1)

        await is_unharmed(page)


async def test_a_file_name_never_runs_as_markup(browser: Browser, maple: Maple) -> None:
    hands = maple.slack.hands
    await hands.types(ANA, TEAM, "/stem give")
    await hands.searches(ANA, "", "helper", "cora")
    await hands.submits(
        ANA, {"helper": "Cora Diaz"}, {"minutes": (LocalFile(f"{ATTACK}.txt", "text/plain", b"We met."),)}
    )
    async with visit(browser, maple.page.address) as page:
        await expect(page.get_by_text("Given by Cora Diaz").first).to_be_visible()
        await page.get_by_role("button", name="Behind the scenes").click()
        line = page.get_by_role("listitem").filter(has_text="chat.postMessage").first
        await line.locator("summary").click()
        await expect(line.get_by_role("region", name="The bot sent")).to_contain_text("onerror")

        await is_unharmed(page)


async def test_the_address_never_runs_as_markup(browser: Browser, maple: Maple) -> None:
    async with visit(browser, f"{maple.page.address}/#ana/slack/{TEAM}/{ATTACK}") as page:
        await expect(page.get_by_label("Message #slt as Ana Rivera")).to_be_visible()
        await is_unharmed(page)
