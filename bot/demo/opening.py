"""What happened before you come: people said yes, rated, took on tasks; a check-in came, some answered.

Everything is done through the local workspaces' hands, as people do it; nothing is written past the bot.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.sandbox.hands import Hands
from bot.sandbox.residents import Persona
from bot.sandbox.seen import SeenButton, SeenRow
from bot.sandbox.time_travel import TimeTravel

# Late on a Monday morning in the east, not too early in the mountains; and the check-in of the next day.
MONDAY = datetime(2026, 11, 30, 16, 5, tzinfo=UTC)
CHECK_IN = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
# One person has not made up their mind, so that the first hello can be seen.
UNDECIDED = "Liv Liaison"
RATINGS = (
    ("Pat Principal", '/stem rate EC1.Leaders2 3 "two parent seats filled"'),
    ("Dina District", "/stem rate EC1.Leaders2 3"),
    ("Cora Coach", '/stem rate EC1.Leaders3 2 "vision drafted with staff"'),
    ("Fay Facilitator", "/stem rate EC3.Leaders1 3"),
    ("Finn Finance", "/stem rate EC3.Leaders1 2"),
)
TASKS = (
    (
        "Fay Facilitator",
        "/stem tasks add title:Poster for the robotics showcase to:@Sam Student due:2026-12-04",
    ),
    (
        "Fay Facilitator",
        "/stem tasks add title:Two volunteers for the science fair to:@Sam Student due:2026-12-12",
    ),
)
# Who has answered the check-in when the visitor comes, and how.
ANSWERS = (("Dina District", "Moving"), ("Finn Finance", "No change"), ("Theo Teacher", "Stuck"))
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Stage:
    """Both platforms' hands, the people by name, and the clock."""

    hands: Mapping[str, Hands]
    people: Mapping[str, Persona]
    time: TimeTravel


async def play(stage: Stage) -> None:
    """Play Monday and stop where Tuesday's check-in has just arrived and the first have answered."""
    await stage.time.move_to(MONDAY)
    await asyncio.gather(
        *(_agree(stage, person) for name, person in stage.people.items() if name != UNDECIDED)
    )
    for name, line in RATINGS:
        await _type(stage, name, "slack", line)
    for name, line in TASKS:
        await _type(stage, name, "discord", line)
    _read_all(stage)
    await stage.time.move_to(CHECK_IN)
    for name, label in ANSWERS:
        await _press(stage, stage.people[name], label)


def _read_all(stage: Stage) -> None:
    """Let everybody have read what came on Monday, so that only the check-in is new."""
    for person in stage.people.values():
        for platform, account in person.accounts.items():
            for place in stage.hands[platform].places(account):
                stage.hands[platform].mark_read(account, place.id)


async def _agree(stage: Stage, person: Persona) -> None:
    """Press yes wherever the hello came, or stands behind the call to everybody who is new."""
    async with asyncio.timeout(_PATIENCE):
        while not await _press(stage, person, "Sounds good"):
            await _press(stage, person, "Say hello")
            await asyncio.sleep(0.02)  # as a person looks again


async def _press(stage: Stage, person: Persona, label: str) -> bool:
    for platform, account in person.accounts.items():
        hands = stage.hands[platform]
        for place in hands.places(account):
            for message in hands.messages(account, place.id):
                rows = [part for part in message.parts if isinstance(part, SeenRow)]
                for control in (control for row in rows for control in row.controls):
                    if isinstance(control, SeenButton) and control.label == label:
                        await hands.presses(account, message.id, control.id)
                        return True
    return False


async def _type(stage: Stage, name: str, platform: str, line: str) -> None:
    account = stage.people[name].accounts[platform]
    hands = stage.hands[platform]
    place = next(place.id for place in hands.places(account) if place.direct)
    await hands.types(account, place, line)
