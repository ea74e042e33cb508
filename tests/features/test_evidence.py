"""Evidence, as people save it and read it on both platforms."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from bot.store.models import Change, Evidence
from tests.builders import Someone, add_state, add_team
from tests.pairs import EACH_ONCE
from tests.town import Somebody, Town
from tests.words import words_of

pytestmark = pytest.mark.wire
EVERYWHERE = ("slack", "discord")


@pytest.fixture
async def pat(town: Town, platform: str) -> Somebody:
    people = (
        Someone("fay", EVERYWHERE, permission="facilitator"),
        Someone("pat", EVERYWHERE, ("building-administration",)),
        Someone("liv", EVERYWHERE, permission="observer"),
    )
    await town.tell(lambda session: add_team(session, people))
    await town.tell(lambda session: add_state(session, "EC1.Leaders2", 3, date(2026, 9, 14), people=6))
    return town.person("pat", platform)


async def items(town: Town) -> list[tuple[str, str, str]]:
    rows = await town.ask(lambda session: session.scalars(select(Evidence).order_by(Evidence.id)).all())
    return [(row.indicator, row.words, row.link) for row in rows]


async def test_words_and_a_link_are_saved_in_one_line_and_read_without_a_name(
    pat: Somebody, town: Town
) -> None:
    await pat.types('/stem evidence add EC1.Leaders2 "three seats filled" https://example.org/minutes')
    await pat.sees("Saved as evidence for", "three seats filled", "[ Withdraw ]")
    assert await items(town) == [("EC1.Leaders2", "three seats filled", "https://example.org/minutes")]
    fay = town.person("fay", pat.platform)
    await fay.types("/stem evidence list EC1.Leaders2")
    seen = await fay.sees("1 item.", "three seats filled", "example.org/minutes")
    assert "Pat" not in str(seen)


@EACH_ONCE
async def test_what_is_sent_twice_is_saved_once(pat: Somebody, town: Town) -> None:
    for _ in range(2):
        await pat.types('/stem evidence add EC1.Leaders2 "three seats filled"')
        await pat.sees("Saved as evidence for", "[ Withdraw ]")
    await pat.types('/stem evidence add EC1.Leaders2 "the fourth seat filled"')
    await pat.sees("the fourth seat filled")
    assert [words for _, words, _ in await items(town)] == ["three seats filled", "the fourth seat filled"]


async def test_the_form_asks_for_what_is_missing_and_keeps_what_was_typed(pat: Somebody, town: Town) -> None:
    await pat.types("/stem evidence add EC3.Leaders1")
    await pat.sees_in_form("Save as evidence", "Everyone in your team can read it")
    await pat.fills({"What did you see?": "A newsletter went out", "When was it?": "2026-11-20"})
    await pat.sees("Saved as evidence for", "(EC3.Leaders1)")
    assert await items(town) == [("EC3.Leaders1", "A newsletter went out", "")]


async def test_a_link_that_is_none_is_refused_with_an_example(pat: Somebody, town: Town) -> None:
    await pat.types('/stem evidence add EC1.Leaders2 "the minutes" file:///etc/passwd')
    await pat.sees("is not a web address. It begins with https://", "Try: /stem evidence add EC1.Leaders2")
    assert await items(town) == []


async def test_the_list_says_what_is_covered_and_what_was_agreed_without_evidence(pat: Somebody) -> None:
    await pat.types("/stem evidence list")
    await pat.sees("0 of 16 indicators have evidence", "Agreed on without evidence: ", "Team (level 3)")
    await pat.types('/stem evidence add EC1.Leaders2 "three seats filled"')
    await pat.sees("Saved as evidence")
    await pat.types("/stem evidence list")
    await pat.sees(
        "1 of 16 indicators have evidence", "1 item, newest Mon 30 Nov", "15 have none yet, among them: "
    )


@EACH_ONCE
async def test_a_list_leads_to_the_form_for_its_indicator(pat: Somebody, town: Town) -> None:
    await pat.types("/stem evidence list EC1.Leaders2")
    await pat.sees("No evidence for", "[ Add evidence ]", "in its menu choose “Save as evidence for…”")
    await pat.presses("Add evidence")
    await pat.sees_in_form("Save as evidence")
    await pat.fills({"A link": "https://example.org/minutes_(final)"})
    await pat.sees("Saved as evidence for", "example.org/minutes_(final)")
    assert await items(town) == [("EC1.Leaders2", "", "https://example.org/minutes_(final)")]


async def test_only_ones_own_is_withdrawn_and_it_stays_on_record(pat: Somebody, town: Town) -> None:
    await pat.types('/stem evidence add EC1.Leaders2 "three seats filled"')
    await pat.presses("Withdraw")
    await pat.sees("Withdrawn: it is not shown")
    await pat.types("/stem evidence list EC1.Leaders2")
    await pat.sees("No evidence for")
    noted = await town.ask(
        lambda session: session.scalars(select(Change.what).where(Change.record == "evidence")).all()
    )
    assert noted == ["added", "withdrawn"]


async def test_an_observer_reads_and_does_not_add(pat: Somebody, town: Town) -> None:
    liv = town.person("liv", pat.platform)
    await liv.types('/stem evidence add EC1.Leaders2 "three seats filled"')
    await liv.sees("You observe this team")
    await liv.types("/stem evidence list")
    seen = await liv.sees("0 of 16 indicators have evidence")
    assert "Add evidence" not in words_of(seen)
