"""The demo as a visitor plays it in a browser: check-in, rating, looking, tasks, the digest of the week."""

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


class Visitor:
    """Somebody before the page, as one of the district's people."""

    def __init__(self, page: Page, show: Show) -> None:
        self.page = page
        self._show = show

    async def is_(self, name: str, platform: str, place: str = "stem-bot") -> None:
        """Become a person and look at a place."""
        persona = self._show.stage.people[name]
        account = persona.accounts[platform]
        places = self._show.stage.hands[platform].places(account)
        there = next(one.id for one in places if one.name == place)
        await self.page.goto(f"{self._show.address}/#{persona.id}/{platform}/{there}")
        line = self.pane(platform).get_by_role("combobox")
        await expect(line).to_have_accessible_name(re.compile(f"{place} as {name}"))

    def pane(self, platform: str) -> Locator:
        return self.page.get_by_role("region", name=f"{platform}: ")

    async def says(self, platform: str, text: str) -> None:
        line = self.pane(platform).get_by_role("combobox")
        await line.fill(text)
        await line.press("Enter")

    async def presses(self, platform: str, label: str) -> None:
        await self.pane(platform).get_by_role("button", name=label, exact=True).last.click()

    async def sees(self, platform: str, words: str) -> None:
        await expect(self.pane(platform).get_by_text(words).last).to_be_visible()


@pytest.fixture
async def visitor(browser: Browser, show: Show) -> AsyncIterator[Visitor]:
    async with visit(browser, show.address) as page:
        yield Visitor(page, show)


async def test_a_check_in_waits_for_the_principal_and_is_answered_in_a_form(visitor: Visitor) -> None:
    await visitor.sees("Slack", "Check-in · Building support for STEM")
    await visitor.presses("Slack", "Write more…")
    form = visitor.page.get_by_role("dialog")
    await form.get_by_label("Moving").check()
    await form.get_by_label("What moved?").fill("The board asked for a tour")
    await form.get_by_label("A link that shows it").fill("not a link")
    await form.get_by_role("button", name="Record").click()
    await expect(form.get_by_text("This is not a web address.")).to_be_visible()
    await form.get_by_label("A link that shows it").fill("https://example.org/tour")
    await form.get_by_role("button", name="Record").click()
    await visitor.sees("Slack", "Recorded: moving · Tue 1 Dec")
    await visitor.sees("Slack", "The board asked for a tour")


async def test_a_student_leader_answers_and_rates_in_discord(visitor: Visitor) -> None:
    await visitor.is_("Sam Student", "discord")
    await visitor.presses("Discord", "No change")
    await visitor.sees("Discord", "Recorded: no change · Tue 1 Dec")
    await visitor.says("Discord", "/stem rate indicator:EC1.Students1 level:2 evidence:two surveys at lunch")
    await visitor.sees("Discord", "2 · Progressing:")
    await visitor.presses("Discord", "Undo")
    await visitor.sees("Discord", "You have no rating of it now.")


async def test_somebody_looks_at_the_status_an_indicator_and_the_help(visitor: Visitor) -> None:
    await visitor.is_("Dina District", "slack")
    await visitor.says("Slack", "/stem status")
    await visitor.sees("Slack", "EC3 · Interactive communication and advocacy")
    await visitor.says("Slack", "/stem indicator EC1.Leaders2")
    await visitor.sees("Slack", "5 · Sustaining")
    await visitor.says("Slack", "/stem help rate")
    await visitor.sees("Slack", '/stem rate EC1.Leaders2 3 "new seats filled"')


async def test_a_facilitator_adds_a_task_and_the_student_does_it(visitor: Visitor) -> None:
    await visitor.is_("Fay Facilitator", "discord")
    await visitor.says(
        "Discord", "/stem tasks add title:Tour for the board to:@Stella Student due:2026-12-11"
    )
    await visitor.sees("Discord", "Tour for the board")
    await visitor.is_("Stella Student", "discord")
    await visitor.says("Discord", "/stem tasks")
    await visitor.sees("Discord", "Your task (1)")
    await visitor.presses("Discord", "Done")
    await visitor.sees("Discord", "Told: Theo Teacher.")


async def test_a_week_goes_by_and_the_digest_comes_to_both_channels(visitor: Visitor) -> None:
    await visitor.presses("Slack", "Moving")
    await visitor.sees("Slack", "Recorded: moving")
    await visitor.page.get_by_role("button", name="+1 week").click()
    await visitor.is_("Fay Facilitator", "slack", "stem-leadership")
    await visitor.sees("Slack", "answered")
    await visitor.is_("Fay Facilitator", "discord", "stem-leadership")
    await visitor.sees("Discord", "answered")
    messages = visitor.page.get_by_role("region", name="Messages in Discord")
    await expect(messages.get_by_text("Next meeting")).to_be_visible()
    await expect(messages.get_by_text("Sam Student")).to_have_count(0)
