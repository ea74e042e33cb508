"""A digest brings its picture on both platforms, or goes without it and says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any, cast

import aiohttp
import pytest
from sqlalchemy.orm import Session

from bot.chat.cards import Card, Paragraph, card
from bot.chat.text import Markup
from bot.desk import Desk
from bot.features.digest.planner import DigestPlanner
from bot.sandbox.faults import Fault
from bot.sandbox.seen import SeenMessage, SeenPicture
from bot.schedule.report import TEAM, Period, Picture, Recipient
from bot.store.models import Team
from tests.builders import Someone, add_schedule, add_team
from tests.features.digest_week import FRIDAY_4PM
from tests.schedule import slow_and_broken
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

SHOWS = "2 of 24 indicators are agreed."
# The request that brings a picture.
UPLOAD = {"slack": "upload", "discord": "POST /channels/{channel_id}/messages"}
REFUSALS = [
    # The channel's and the facilitator's, three times each.
    ("slack", Fault("server-error", status=500), 6),
    ("slack", Fault("server-error", status=400), 1),
    ("discord", Fault("refuse", error="40005"), 1),
    ("discord", Fault("refuse", error="50035"), 1),
]


@dataclass
class Illustrated:
    """A report with a picture; `given` is what goes wrong when it is drawn."""

    parts: tuple[str, ...] = ("First", "Second")
    given: Mapping[str, Any] = field(default_factory=dict)
    name: str = TEAM

    def title(self, desk: Desk) -> Markup:
        return desk.t("the digest")

    def gather(self, desk: Desk, team: Team, settings: Mapping[str, Any], period: Period) -> Illustrated:  # noqa: ARG002
        return self

    def card(self, to: Recipient) -> Card:
        who = to.person.name if to.person else "everybody"
        return card(*(Paragraph(f"{part} for {who}. {'and so on, ' * 176}") for part in self.parts))

    def picture(self, to: Recipient) -> Picture:  # noqa: ARG002
        return Picture(slow_and_broken.__name__, {**self.given, "alternative": SHOWS}, SHOWS)


async def digest(
    town: Town, platform: str, fault: Fault | None = None, times: int = 1, **given: object
) -> Somebody:
    """Let the digest fall due; the facilitator, who reads it in the channel and for themselves."""

    def add(session: Session) -> None:
        add_team(session, (Someone("fay", (platform,), permission="facilitator"),))
        add_schedule(session, "digest", "weekly on Fri", time(16))

    await town.tell(add)
    await town.time.move_to(FRIDAY_4PM - timedelta(minutes=1))
    parts: tuple[str, ...] = ("First", "Second")
    if fault:
        # The next request is to bring the picture.
        parts = ("Second",)
        town.faults[platform].next(UPLOAD[platform], fault, times)
    planners = cast("dict[str, object]", town.app.keeper.planners)
    planners["digest"] = DigestPlanner((Illustrated(parts, given),))
    town.app.worker.rest = timedelta(0)
    await town.time.move_to(FRIDAY_4PM)
    # What could not be uploaded is tried again.
    await town.time.move_to(FRIDAY_4PM + timedelta(minutes=1))
    return town.person("fay", platform)


def pictures(message: SeenMessage) -> list[SeenPicture]:
    return [part for part in message.parts if isinstance(part, SeenPicture)]


async def test_channel_and_leaders_get_it_with_the_last_message(town: Town, platform: str) -> None:
    fay = await digest(town, platform)
    for who, channel in (("everybody", True), ("Fay", False)):
        first = await fay.sees(f"First for {who}.", channel=channel)
        second = await fay.sees(f"Second for {who}.", channel=channel)
        [picture] = pictures(second)
        assert picture.words == SHOWS
        async with aiohttp.ClientSession() as session, session.get(picture.address) as answer:
            assert (answer.content_type, await answer.read()) == ("image/png", slow_and_broken.DOT)
        assert pictures(first) == []
        before, after = fay.messages(channel=channel)[-2:]
        assert f"First for {who}." in before
        assert f"Second for {who}." in after


async def test_what_cannot_be_drawn_is_left_out_and_said(town: Town, platform: str) -> None:
    fay = await digest(town, platform, breaks="no such colour")
    second = await fay.sees(
        "Second for everybody.", f"The picture could not be drawn. It shows: {SHOWS}", channel=True
    )
    assert pictures(second) == []
    [first] = [one for one in fay.messages(channel=True) if "First for" in one]
    assert "picture" not in first


@pytest.mark.parametrize(("platform", "fault", "times"), REFUSALS)
async def test_what_the_platform_does_not_take_is_left_out_and_said(
    town: Town, platform: str, fault: Fault, times: int
) -> None:
    fay = await digest(town, platform, fault, times)
    said = f"The picture is missing: {platform.capitalize()} did not take it. It shows: {SHOWS}"
    alone = [one for one in (*fay.messages(channel=True), *fay.messages()) if said in one]
    assert alone
    assert all("Second for" in one for one in alone)
    everybody = [one for one in fay.messages(channel=True) if "for everybody." in one]
    assert len(everybody) == 1
