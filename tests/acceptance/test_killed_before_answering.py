"""`kill -9` between COMMIT and answer: what was done is done once, and what is on screen still works."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import pytest
from sqlalchemy import select

from bot.store.models import Answer, Change, Rating, Task
from tests.acceptance.child import HANDLED
from tests.acceptance.premises import Premises
from tests.acceptance.team import add_team_with_check_in
from tests.town import Somebody

pytestmark = pytest.mark.acceptance


@pytest.fixture
async def team(premises: Premises, platform: str) -> None:
    await premises.store.write(lambda session: add_team_with_check_in(session, platform))
    await premises.start_bot()


@pytest.fixture
def pat(premises: Premises, platform: str, team: None) -> Somebody:  # noqa: ARG001 - the team is there
    return premises.person("pat", platform)


async def killed_while(premises: Premises, somebody: Somebody, act: Awaitable[None]) -> None:
    """Somebody does something, the bot dies before it answers, the platform says so, a new bot is there."""
    told_before = len(somebody.hands.troubles(somebody.account))
    premises.bot_shall_die(HANDLED)
    doing = asyncio.ensure_future(act)
    await premises.bot_died()
    await premises.start_bot()
    await doing
    assert len(somebody.hands.troubles(somebody.account)) == told_before + 1


async def levels(premises: Premises) -> list[int | None]:
    return await premises.ask(lambda session: list(session.scalars(select(Rating.level).order_by(Rating.id))))


async def movements(premises: Premises) -> list[str]:
    return await premises.ask(
        lambda session: list(session.scalars(select(Answer.movement).order_by(Answer.id)))
    )


async def changes(premises: Premises) -> list[str]:
    return await premises.ask(lambda session: list(session.scalars(select(Change.what).order_by(Change.id))))


async def test_a_rating_is_there_and_the_same_command_again_shows_it(
    pat: Somebody, premises: Premises
) -> None:
    line = '/stem rate EC1.Leaders2 3 "new seats filled"'
    await killed_while(premises, pat, pat.types(line))
    assert await levels(premises) == [3]
    assert "new seats filled" in await premises.repeats[pat.platform].again()
    assert await levels(premises) == [3]
    await pat.types("/stem rate EC1.Leaders2")
    await pat.sees_in_form("Before: 3 · Refining and Expanding (Tue 1 Dec).")


async def test_a_form_that_was_open_is_sent_again_and_counts_once(pat: Somebody, premises: Premises) -> None:
    await pat.sees("Check-in · ", "[ Moving ]")
    await pat.presses("Write more…")
    words = {"How has it moved?": "Moving", "What moved?": "Two engineers agreed"}
    await killed_while(premises, pat, pat.fills(words))
    assert await movements(premises) == ["moving"]
    await pat.fills({})
    await pat.sees("Recorded: moving", "Two engineers agreed")
    await premises.repeats[pat.platform].again()
    assert await movements(premises) == ["moving"]


async def test_a_rating_form_that_was_open_is_sent_again_and_counts_once(
    pat: Somebody, premises: Premises
) -> None:
    await pat.types("/stem rate EC1.Leaders2")
    await killed_while(premises, pat, pat.fills({"What does it look like now?": "3 ·"}))
    assert await levels(premises) == [3]
    await pat.fills({})
    await pat.sees("Recorded for Riverbend SLT", "3 · Refining and Expanding")
    assert await levels(premises) == [3]
    await pat.presses("Undo")
    await pat.sees("Undone", "You have no rating of it now.")


async def test_a_tap_on_a_check_in_is_recorded_and_pressing_again_changes_nothing(
    pat: Somebody, premises: Premises
) -> None:
    await pat.sees("Check-in · ", "[ Moving ]")
    await killed_while(premises, pat, pat.presses("Moving"))
    assert await movements(premises) == ["moving"]
    await pat.presses("Moving")
    await pat.sees("Recorded: moving")
    await premises.repeats[pat.platform].again()
    assert await movements(premises) == ["moving"]
    assert await changes(premises) == ["given"]


async def test_a_task_is_added_and_done_once_and_everybody_hears_of_it_once(
    premises: Premises,
    team: None,  # noqa: ARG001 - the team is there
    platform: str,
) -> None:
    fay, sam, cora = (premises.person(name, platform) for name in ("fay", "sam", "cora"))
    await killed_while(premises, fay, fay.types("/stem tasks add title:Poster to:@Sam"))
    assert "Poster" in await premises.repeats[platform].again()
    await sam.sees("asks you to take this on", "Poster", "[ Done ]")
    await killed_while(premises, sam, sam.presses("Done"))
    await sam.presses("Done")
    await sam.sees("Done: Poster", "[ Undo ]")
    await cora.sees("finished: Poster")
    assert await changes(premises) == ["added", "done"]
    assert len(await premises.ask(lambda session: session.scalars(select(Task.id)).all())) == 1
    for somebody, words in ((sam, "Poster"), (cora, "finished")):
        assert len([one for one in somebody.messages() if words in one]) == 1
