"""The yearly record: prepared by one, confirmed by another, then never changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from bot.records.glance import hash_of
from bot.store.models import AtAGlance
from tests.builders import Someone, add_goal, add_state, add_team
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire
EVERYWHERE = ("slack", "discord")


@pytest.fixture
async def fay(town: Town, platform: str) -> Somebody:
    people = (
        Someone("fay", EVERYWHERE, permission="facilitator"),
        Someone("dina", EVERYWHERE, permission="leader"),
        Someone("pat", EVERYWHERE, ("building-administration",)),
    )
    await town.tell(lambda session: add_team(session, people))
    await town.tell(lambda session: add_state(session, "EC1.Leaders2", 3, date(2026, 9, 14), people=6))
    await town.tell(lambda session: add_goal(session, "EC1.Leaders2", 4, date(2027, 5, 28)))
    return town.person("fay", platform)


async def rows(town: Town) -> list[AtAGlance]:
    return list(
        await town.ask(lambda session: session.scalars(select(AtAGlance).order_by(AtAGlance.id)).all())
    )


async def prepare(fay: Somebody, reason: str = "We began in September") -> None:
    await fay.types("/stem snapshot")
    await fay.sees(
        "This would be the at-a-glance of 2026-27",
        "(EC1.Leaders2)\n3 Refining and Expanding → goal 4 · Mon 14 Sep, 6 votes · 0 items of evidence",
        "Not agreed on yet:",
        "Nothing is recorded yet.",
    )
    await fay.presses("Prepare the record")
    await fay.fills({"Why are they missing?": reason})


async def test_one_prepares_and_another_confirms_and_the_channel_hears_of_it(
    fay: Somebody, town: Town
) -> None:
    await prepare(fay)
    await fay.sees("Fay prepared the at-a-glance of 2026-27", "Why some are missing: We began in September")
    dina = town.person("dina", fay.platform)
    home = town.person("dina", "slack")
    await home.presses("Look at it")
    await home.presses("Confirm")
    await home.sees("At-a-glance of 2026-27, Riverbend SLT", "prepared by Fay, confirmed by Dina", "Hash ")
    await dina.sees("is on record: 1 of 16 indicators agreed.", channel=True)
    await town.person("pat", fay.platform).presses("See it", channel=True)
    await town.person("pat", fay.platform).sees("At-a-glance of 2026-27", channel=True)
    [row] = await rows(town)
    assert row.confirmed_at
    assert row.hash == hash_of(row.content)


async def test_who_prepared_it_cannot_confirm_it(fay: Somebody, town: Town) -> None:
    await prepare(fay)
    shown = await fay.sees("Fay prepared the at-a-glance of 2026-27", "[ Discard ]")
    assert "[ Confirm ]" not in str(shown)
    await town.person("pat", fay.platform).types("/stem snapshot")
    await town.person("pat", fay.platform).sees("This would be the at-a-glance")
    assert [row.confirmed_at for row in await rows(town)] == [None]


async def test_what_changed_since_it_was_prepared_has_to_be_prepared_again(fay: Somebody, town: Town) -> None:
    await prepare(fay)
    await fay.sees("Fay prepared")
    await town.tell(lambda session: add_state(session, "EC1.Leaders2", 4, date(2026, 11, 30), people=6))
    dina = town.person("dina", fay.platform)
    await dina.types("/stem snapshot")
    await dina.presses("Confirm")
    await dina.sees("Since it was prepared, this changed: EC1.Leaders2.")
    await prepare_again(fay)
    await dina.types("/stem snapshot")
    await dina.sees("4 Fully Implementing")
    await dina.presses("Confirm")
    await dina.sees("prepared by Fay, confirmed by Dina")
    first, second = await rows(town)
    assert first.discarded_at
    assert second.confirmed_at


async def prepare_again(fay: Somebody) -> None:
    await fay.types("/stem snapshot")
    await fay.presses("Discard")
    await fay.sees("Discarded. Nothing is recorded.")
    await fay.types("/stem snapshot")
    await fay.sees("This would be the at-a-glance", "4 Fully Implementing")
    await fay.presses("Prepare the record")
    await fay.fills({"Why are they missing?": "We began in September"})
    await fay.sees("Fay prepared", "4 Fully Implementing")


async def test_the_next_year_is_compared_with_the_record_of_the_last(fay: Somebody, town: Town) -> None:
    await prepare(fay)
    dina = town.person("dina", fay.platform)
    await dina.types("/stem snapshot")
    await dina.presses("Confirm")
    await dina.sees("At-a-glance of 2026-27")
    town.clock.move_to(town.clock.now() + timedelta(days=300))
    await town.tell(lambda session: add_state(session, "EC1.Leaders2", 4, date(2027, 9, 14), people=6))
    await fay.types("/stem snapshot")
    await fay.sees("This would be the at-a-glance of 2027-28", "3 → 4 Fully Implementing → goal 4")
    await fay.types("/stem snapshot show 2026-27")
    await fay.sees("At-a-glance of 2026-27", "3 Refining and Expanding → goal 4")
    await fay.types("/stem snapshot show 2019-20")
    await fay.sees("There is no record of 2019-20.", "/stem snapshot show 2026-27")


async def test_a_record_that_was_changed_outside_of_the_bot_is_told_by_its_hash(
    fay: Somebody, town: Town
) -> None:
    await prepare(fay)
    dina = town.person("dina", fay.platform)
    await dina.types("/stem snapshot")
    await dina.presses("Confirm")
    await dina.sees("At-a-glance of 2026-27")
    [row] = await rows(town)
    lines = [{**row.content["lines"][0], "evidence": 9}, *row.content["lines"][1:]]
    content = {**row.content, "lines": lines}
    await town.tell(lambda session: session.execute(update(AtAGlance).values(content=content)))
    await fay.types("/stem snapshot show")
    await fay.sees("Careful: this record was changed outside of stem-bot.")
