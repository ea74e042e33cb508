"""Evidence from the menu of a message: its link is kept, what it says is not."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import Change, Evidence
from bot.store.models.base import Base
from tests.builders import Someone, add_state, add_team
from tests.pairs import EACH_ONCE
from tests.town import GUILD, GUILD_CHANNEL, SLACK_CHANNEL, Somebody, Town

pytestmark = pytest.mark.wire
EVERYWHERE = ("slack", "discord")
SAVE = "Save as evidence for…"
SAID = "Quokka Winters has filled the vacant chair"
LEADERS2 = "Building the STEM Leadership Team"
ADDRESSES = {
    "slack": rf"http://[\w.:]+/archives/{SLACK_CHANNEL}/p\d{{16}}",
    "discord": rf"https://discord\.com/channels/{GUILD}/{GUILD_CHANNEL}/\d+",
}


@pytest.fixture
async def pat(town: Town, platform: str) -> Somebody:
    people = (
        Someone("fay", EVERYWHERE, permission="facilitator"),
        Someone("pat", EVERYWHERE, ("building-administration",)),
        Someone("liv", EVERYWHERE, permission="observer"),
    )
    await town.tell(lambda session: add_team(session, people))
    await town.tell(lambda session: add_state(session, "EC1.Leaders2", 3, date(2026, 9, 14), people=6))
    await town.person("fay", platform).types(SAID, channel=True)
    return town.person("pat", platform)


async def items(town: Town) -> list[tuple[str, str, str]]:
    rows = await town.ask(lambda session: session.scalars(select(Evidence).order_by(Evidence.id)).all())
    return [(row.indicator, row.words, row.link) for row in rows]


def everything(session: Session) -> str:
    """All that any table holds, as text."""
    tables = Base.metadata.sorted_tables
    return "\n".join(str(row) for table in tables for row in session.execute(select(table)))


@EACH_ONCE
async def test_a_message_is_saved_by_its_link_in_the_savers_words(pat: Somebody, town: Town) -> None:
    await pat.uses(SAVE, SAID)
    form = await pat.sees_in_form("Save as evidence", "Only the link to the message is kept")
    given = {field.id: field.value for field in form.fields}
    assert re.fullmatch(ADDRESSES[pat.platform], given["link"])
    assert given["words"] == ""

    await pat.fills({"For which indicator?": LEADERS2, "What did you see?": "The team is complete"})

    await pat.sees("Saved as evidence for", "The team is complete", "[ Withdraw ]", channel=True)
    assert await items(town) == [("EC1.Leaders2", "The team is complete", given["link"])]
    noted = await town.ask(lambda session: session.scalars(select(Change)).all())
    assert [(one.record, one.what) for one in noted] == [("evidence", "added")]


@EACH_ONCE
async def test_no_word_of_the_message_is_stored_or_logged(
    pat: Somebody, town: Town, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    await pat.uses(SAVE, SAID)
    await pat.fills({"For which indicator?": LEADERS2})
    await pat.sees("Saved as evidence for", channel=True)

    kept, printed = await town.ask(everything), capfd.readouterr()
    told = f"{kept}\n{printed.out}\n{printed.err}\n{caplog.text}"

    assert "EC1.Leaders2" in kept
    assert [word for word in ("Quokka", "Winters", "vacant", "chair") if word in told] == []


@pytest.mark.parametrize("name", ["sam", "liv"])
async def test_who_may_not_add_evidence_is_told_so_in_words(pat: Somebody, town: Town, name: str) -> None:
    somebody = town.person(name, pat.platform)
    await somebody.uses(SAVE, SAID)
    words = {"sam": "You are not on a team's roster yet", "liv": "You observe this team"}
    await somebody.sees(words[name], channel=True)
    assert somebody.hands.form(somebody.account) is None
    assert somebody.hands.troubles(somebody.account) == ()


async def test_a_link_that_only_one_person_can_open_is_no_evidence(town: Town) -> None:
    await town.tell(lambda session: add_team(session, (Someone("pat", EVERYWHERE),)))
    pat = town.person("pat", "slack")
    await pat.types("My own note to the bot")
    await pat.uses(SAVE, "My own note", channel=False)
    await pat.sees("is not in a channel of your team", "Try: /stem evidence add EC1.", "what you saw")


async def test_on_discord_the_menu_of_a_direct_message_does_not_offer_it(town: Town) -> None:
    pat = town.person("pat", "discord")
    assert [one.id for one in pat.hands.shortcuts(pat.account, pat.channel)] == [SAVE]
    assert list(pat.hands.shortcuts(pat.account, pat.direct)) == []


@pytest.mark.parametrize("platform", ["slack"], indirect=True)
async def test_a_link_that_the_platform_does_not_tell_is_asked_for(pat: Somebody, town: Town) -> None:
    town.refuses("slack", "chat.getPermalink", "channel_not_found")
    await pat.uses(SAVE, SAID)
    form = await pat.sees_in_form("I cannot link to this message. Write what you saw, or paste a link.")
    assert {field.value for field in form.fields} == {""}
    await pat.fills({"For which indicator?": LEADERS2, "What did you see?": "The team is complete"})
    await pat.sees("Saved as evidence for", channel=True)
    assert await items(town) == [("EC1.Leaders2", "The team is complete", "")]


async def test_in_discord_the_menu_speaks_the_persons_language(town: Town) -> None:
    luz = town.person("luz", "discord")
    (offered,) = luz.hands.shortcuts(luz.account, luz.channel)
    assert offered.label == "Guardar como evidencia…"
