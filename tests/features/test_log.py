"""The log of changes, as a facilitator reads it on either platform."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.features.log.cards import PAGE
from bot.store.models import Change
from tests.builders import TEAM, Someone, add_team
from tests.town import MONDAY_MORNING, Somebody, Town

pytestmark = pytest.mark.wire


@pytest.fixture
async def fay(town: Town, platform: str) -> Somebody:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
    )
    await town.tell(lambda session: add_team(session, people))
    return town.person("fay", platform)


async def test_what_was_changed_stands_there_with_who_and_when_but_ratings_without_a_name(
    fay: Somebody, town: Town
) -> None:
    pat = town.person("pat", fay.platform)
    await fay.types("/stem goal set EC1.Leaders2 4 2027-05-28")
    await fay.sees("Goal set for Riverbend SLT:")
    await pat.types('/stem rate EC1.Leaders2 3 "new seats filled"')
    await pat.sees("Recorded for Riverbend SLT")
    await fay.types("/stem team log")
    shown = str(await fay.sees("What was changed in Riverbend SLT"))
    assert "Mon 30 Nov · rating · given" in shown
    assert "· goal · set: EC1.Leaders2 4 by 2027-05-28" in shown
    assert "Pat" not in shown
    await fay.types("/stem team log goal")
    await fay.sees("Mon 30 Nov, 9:00 am · Fay · goal · set")
    await fay.types("/stem team log nobody")
    await fay.sees("The log knows no “nobody”. It can be one of: Fay, goal, rating.")


async def test_older_changes_are_a_button_away(fay: Somebody, town: Town) -> None:
    def happened(count: int) -> Iterator[Change]:
        for number in range(count):
            yield Change(
                team_id=TEAM,
                at=MONDAY_MORNING,
                who="config",
                through="config.yaml",
                record="team",
                record_id=TEAM,
                what=f"changed: number {number:02}",
            )

    await town.tell(lambda session: session.add_all(happened(PAGE + 1)))
    await fay.types("/stem team log team")
    await fay.sees("the settings · team · changed: number 12")
    await fay.presses("Older")
    await fay.sees("changed: number 00")


async def test_it_is_for_facilitators(fay: Somebody, town: Town) -> None:
    pat = town.person("pat", fay.platform)
    await pat.types("/stem team log")
    await pat.sees("Only a facilitator of Riverbend SLT can do this. Please ask Fay.")
