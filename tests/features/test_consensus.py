"""A team agrees on an indicator: silent votes on both platforms, one reveal, one record."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.store.models import AgreedState, Change, ConsensusRound, ConsensusVote, Delivery
from tests.builders import Someone, add_state, add_team
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

TOPIC = "Building the STEM Leadership Team"
START = "/stem consensus start EC1.Leaders2"
VOTE = "What does it look like now?"
SAW = "What did you see?"
HERE = {
    "fay": "slack",
    "pat": "slack",
    "cora": "slack",
    "theo": "discord",
    "sam": "discord",
    "stella": "discord",
}


@pytest.fixture
async def team(town: Town) -> dict[str, Somebody]:
    """Six people, half of them on either platform, and one who only observes."""
    people = [
        Someone(name, (home,), permission="facilitator" if name == "fay" else "member")
        for name, home in HERE.items()
    ]
    watching = Someone("liv", ("slack",), permission="observer")
    await town.tell(lambda session: add_team(session, (*people, watching)))
    await town.tell(lambda session: add_state(session, "EC1.Leaders2", 2, date(2026, 9, 14), people=6))
    return {name: town.person(name, home) for name, home in (*HERE.items(), ("liv", "slack"))}


async def start(team: dict[str, Somebody], line: str = START) -> None:
    await team["fay"].types(line)
    for name in ("fay", "theo"):
        await team[name].sees(f"Consensus round · {TOPIC}", "Votes in: 0 of 6.", channel=True)


async def vote(someone: Somebody, level: str, words: str = "") -> None:
    await someone.presses("Vote privately", channel=True)
    await someone.fills({VOTE: level, **({SAW: words} if words else {})})


async def all_vote(team: dict[str, Somebody], levels: Sequence[str]) -> None:
    for name, level in zip(HERE, levels, strict=True):
        await vote(team[name], level)


async def states(town: Town) -> Sequence[AgreedState]:
    return await town.ask(
        lambda session: session.scalars(
            select(AgreedState).where(AgreedState.round_id.is_not(None)).order_by(AgreedState.id)
        ).all()
    )


async def test_half_in_slack_and_half_in_discord_agree_and_it_is_the_teams_state(
    team: dict[str, Somebody], town: Town
) -> None:
    await start(team)
    await all_vote(team, ["3", "3", "2", "3", "2", "I don't know"])
    for name in ("pat", "sam"):
        await team[name].sees(
            "2 · Progressing: ●● 2",
            "3 · Refining and Expanding: ●●● 3",
            "I don't know: 1",
            "Median 3 · range 2–3 · agreement 0.8",
            "You agree. To be recorded: 3 · Refining and Expanding.",
            channel=True,
        )
    await team["fay"].presses("Record 3", channel=True)
    for name in ("fay", "stella"):
        await team[name].sees(
            "Recorded: 3 · Refining and Expanding. Before: 2 · Progressing (Mon 14 Sep).",
            "5 votes, agreement 0.8",
            "No evidence is on record for it yet.",
            channel=True,
        )
    [state] = await states(town)
    assert (state.level, state.people, state.provisional) == (3, 5, False)
    await team["pat"].types("/stem consensus")
    await team["pat"].sees("Latest:", f"{TOPIC} (EC1.Leaders2): 3 · Refining and Expanding")


async def test_only_the_count_is_seen_before_the_reveal_and_it_catches_up_within_seconds(
    team: dict[str, Somebody], town: Town
) -> None:
    await start(team)
    await vote(team["theo"], "5", "Every seat is filled")
    await team["theo"].sees("Your vote on", "5 · Sustaining", "Votes in: 1 of 6.", channel=True)
    await vote(team["pat"], "1")
    await town.time.move_to(town.clock.now() + timedelta(seconds=4))
    await team["fay"].sees("Votes in: 2 of 6.", "Only the count is shown", channel=True)
    seen = "\n".join(team["fay"].messages(channel=True))
    assert "Sustaining" not in seen
    assert "Every seat" not in seen


async def test_the_count_is_edited_at_most_once_in_three_seconds(
    team: dict[str, Somebody], town: Town
) -> None:
    await start(team)
    begun = town.clock.now()
    for name in ("pat", "cora", "theo", "sam", "stella"):
        await vote(team[name], "3")
        await vote(team[name], "4")
    await town.time.move_to(town.clock.now() + timedelta(seconds=4))
    await team["pat"].sees("Votes in: 5 of 6.", channel=True)
    passed = (town.clock.now() - begun).total_seconds()
    edits = await town.ask(
        lambda session: session.scalars(
            select(Delivery.id).where(Delivery.purpose.startswith("consensus-edit"))
        ).all()
    )
    assert 2 <= len(edits) <= 2 * (passed // 3)


async def test_a_vote_is_changed_until_the_reveal_and_not_after_it(
    team: dict[str, Somebody], town: Town
) -> None:
    await start(team)
    await vote(team["sam"], "1")
    await team["sam"].presses("Change", channel=True)
    await team["sam"].sees_in_form("Your vote so far: 1 · Getting Started.")
    await team["sam"].fills({VOTE: "4"})
    await team["sam"].sees("Your vote on", "4 · Fully Implementing", channel=True)
    await team["pat"].presses("Vote privately", channel=True)
    await team["fay"].presses("Reveal", channel=True)
    await team["pat"].sees("1 vote with a level came in.", channel=True)
    await team["pat"].fills({VOTE: "2", SAW: "Only two seats are filled"})
    await team["pat"].sees(
        "revealed already, so none can be added", "What you typed: Only two seats are filled", channel=True
    )
    votes = await town.ask(lambda session: session.scalars(select(ConsensusVote)).all())
    assert [each.level for each in votes] == [4]


async def test_fewer_votes_than_the_floor_stay_hidden_and_the_talk_decides(
    team: dict[str, Somebody], town: Town
) -> None:
    await start(team)
    await vote(team["pat"], "1")
    await vote(team["sam"], "5")
    await team["fay"].presses("Reveal", channel=True)
    await team["theo"].sees("2 votes with a level came in.", "fewer than 5", channel=True)
    assert not any("●" in words for words in team["theo"].messages(channel=True))
    await team["fay"].presses("Record a level…", channel=True)
    await team["fay"].fills({"On which level": "2", "Does anybody": "Sam would say three"})
    await team["stella"].sees("Recorded: 2 · Progressing", "Seen otherwise: Sam would say", channel=True)
    [state] = await states(town)
    assert (state.level, state.agreement, state.dissent) == (2, None, "Sam would say three")


async def test_those_who_stand_apart_are_asked_in_private_and_heard_before_the_second_vote(
    team: dict[str, Somebody], town: Town
) -> None:
    await start(team)
    await all_vote(team, ["4", "4", "4", "1", "4", "4"])
    await team["fay"].sees("Not agreed yet.", channel=True)
    await team["theo"].sees("you voted 1 · Getting Started, and others see it otherwise.")
    await team["theo"].presses("Write what I saw")
    await team["theo"].fills({SAW: "Nobody speaks for the families"})
    await team["theo"].sees("reads it without your name")
    assert not any("you voted" in words for words in team["pat"].messages())
    await team["fay"].presses("Vote again", channel=True)
    await team["pat"].sees("What some of you saw:", "Nobody speaks for the families", channel=True)
    await all_vote(team, ["4", "4", "4", "1", "4", "4"])
    await team["fay"].sees("Still not agreed.", channel=True)
    await team["fay"].presses("No consensus", channel=True)
    await team["stella"].sees(
        "No consensus. 4 · Fully Implementing stands until the next round.", channel=True
    )
    [state] = await states(town)
    assert (state.level, state.provisional) == (4, True)


async def test_it_is_revealed_by_the_clock_and_without_a_vote_called_off(
    team: dict[str, Somebody], town: Town
) -> None:
    await start(team)
    await vote(team["pat"], "3")
    await team["fay"].types("/stem consensus start EC3.Leaders1 2026-12-04")
    await town.time.move_to(town.clock.now() + timedelta(days=5))
    await team["theo"].sees(f"Consensus round · {TOPIC}", "1 vote with a level came in.", channel=True)
    await team["theo"].sees("(EC3.Leaders1)", "This round was called off.", channel=True)


async def test_the_lower_buttons_are_the_facilitators_and_observers_do_not_vote(
    team: dict[str, Somebody],
) -> None:
    await start(team)
    await team["theo"].presses("Reveal", channel=True)
    await team["theo"].sees("Only a facilitator of Riverbend SLT can do this.", channel=True)
    await team["liv"].presses("Vote privately", channel=True)
    await team["liv"].sees("You observe this team", channel=True)
    await team["pat"].types(START)
    await team["pat"].sees("Only a facilitator of Riverbend SLT can do this.")
    await team["fay"].presses("Reveal", channel=True)
    await team["fay"].sees("Nobody has voted yet", channel=True)


async def test_a_second_round_on_the_same_indicator_is_refused_with_the_way_to_the_first(
    team: dict[str, Somebody], town: Town
) -> None:
    await start(team)
    await team["fay"].types(START)
    await team["fay"].sees("is open already.", "0 of 6 votes are in.", "[ Vote privately ]")
    rounds = await town.ask(lambda session: session.scalars(select(ConsensusRound.id)).all())
    assert len(rounds) == 1


async def test_two_presses_on_record_record_once(team: dict[str, Somebody], town: Town) -> None:
    await start(team)
    await all_vote(team, ["3"] * 6)
    message = await team["fay"].sees("You agree.", channel=True)
    record = next(
        control.id
        for part in message.parts
        for control in getattr(part, "controls", ())
        if getattr(control, "label", "") == "Record 3"
    )
    presses = (team["fay"].hands.presses(team["fay"].account, message.id, record) for _ in range(2))
    await asyncio.gather(*presses)
    await team["stella"].sees("Recorded: 3", channel=True)
    assert len(await states(town)) == 1
    noted = await town.ask(
        lambda session: session.scalars(select(Change.what).where(Change.record == "consensus round")).all()
    )
    assert noted == ["started for EC1.Leaders2", "recorded"]


async def test_a_day_that_is_over_is_answered_with_an_example(team: dict[str, Somebody]) -> None:
    await team["fay"].types("/stem consensus start EC1.Leaders2 2026-11-01")
    await team["fay"].sees("a round ends today or within a month", "/stem consensus start EC1.Leaders2")
