"""`kill -9` in the middle of a consensus round: the votes are there, and the round goes on to its end."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.store.models import AgreedState, ConsensusVote
from tests.acceptance.premises import Premises
from tests.builders import Someone, add_team
from tests.town import Somebody

pytestmark = pytest.mark.acceptance

HERE = {
    "fay": "slack",
    "pat": "slack",
    "cora": "slack",
    "theo": "discord",
    "sam": "discord",
    "stella": "discord",
}
EARLY, LATE = ("fay", "pat", "theo"), ("cora", "sam", "stella")


@pytest.fixture
async def team(premises: Premises) -> dict[str, Somebody]:
    people = tuple(
        Someone(name, (home,), permission="facilitator" if name == "fay" else "member")
        for name, home in HERE.items()
    )
    await premises.store.write(lambda session: add_team(session, people))
    await premises.start_bot()
    return {name: premises.person(name, home) for name, home in HERE.items()}


async def vote(someone: Somebody) -> None:
    await someone.presses("Vote privately", channel=True)
    await someone.fills({"What does it look like now?": "3"})
    await someone.sees("Your vote on", "3 · Refining and Expanding", channel=True)


async def test_the_old_message_still_takes_votes_and_the_round_is_recorded_once(
    team: dict[str, Somebody], premises: Premises
) -> None:
    await team["fay"].types("/stem consensus start EC1.Leaders2")
    for name in ("pat", "theo"):
        await team[name].sees("Votes in: 0 of 6.", channel=True)
    for name in EARLY:
        await vote(team[name])
    premises.kill_bot()
    await premises.bot_died()
    await premises.start_bot()
    for name in LATE:
        await vote(team[name])
    for name in ("pat", "stella"):
        await team[name].sees("3 · Refining and Expanding: ●●●●●● 6", "You agree.", channel=True)
    premises.kill_bot()
    await premises.bot_died()
    await premises.start_bot()
    await team["fay"].presses("Record 3", channel=True)
    for name in ("fay", "theo"):
        await team[name].sees("Recorded: 3 · Refining and Expanding.", channel=True)
    assert await premises.ask(lambda session: len(session.scalars(select(ConsensusVote.id)).all())) == 6
    levels = await premises.ask(lambda session: list(session.scalars(select(AgreedState.level))))
    assert levels == [3]
