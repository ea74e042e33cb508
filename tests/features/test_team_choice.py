"""Somebody in several teams: which one a direct message is for is asked with buttons."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot.store.models import Membership, Team
from tests.builders import INSTRUMENT, TERM_STARTS, Someone, add_team, person_called
from tests.town import Town

pytestmark = pytest.mark.wire


@pytest.fixture
async def team(town: Town, platform: str) -> None:
    def add(session: Session) -> None:
        add_team(
            session, (Someone("fay", (platform,), permission="facilitator"), Someone("pat", (platform,)))
        )
        mesa = Team(
            id="mesa", name="Mesa SLT", zone="America/Denver", locale="en", instrument=INSTRUMENT, settings={}
        )
        session.add(mesa)
        session.flush()
        person = person_called(session, "pat")
        session.add(
            Membership(
                team_id="mesa",
                person_id=person.id,
                permission="member",
                starts_on=TERM_STARTS,
                managed="chat",
            )
        )

    await town.tell(add)


@pytest.mark.usefixtures("team")
async def test_the_team_is_chosen_once_for_a_day_and_the_channel_says_it_anyway(
    town: Town, platform: str
) -> None:
    pat = town.person("pat", platform)
    await pat.types("/stem status")
    await pat.sees("You are in several teams (Mesa SLT, Riverbend SLT).", "[ Mesa SLT ] [ Riverbend SLT ]")
    await pat.presses("Mesa SLT")
    await pat.sees("What you type in a direct message is for Mesa SLT now.", "[ Riverbend SLT ]")
    await pat.types("/stem status")
    await pat.sees("Mesa SLT", "indicators")
    await pat.types("/stem status", channel=True)
    await pat.sees("Riverbend SLT", channel=True)
    await pat.types("/stem team")
    await pat.presses("Riverbend SLT")
    await pat.sees("is for Riverbend SLT now.")
    await town.time.move_to(town.time.now() + timedelta(days=1, minutes=1))
    await pat.types("/stem status")
    await pat.sees("Which one is this for?")


@pytest.mark.usefixtures("team")
async def test_who_is_in_one_team_is_told_so(town: Town, platform: str) -> None:
    fay = town.person("fay", platform)
    await fay.types("/stem team")
    await fay.sees("You are in one team: Riverbend SLT.")
