"""A digest as a file: asked for in the chat, made in another process, brought by direct message."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import Someone, add_state, add_team
from tests.documents.pdf_words import pages_of
from tests.files_seen import gets_file
from tests.town import Town

pytestmark = pytest.mark.wire


async def test_a_digest_comes_as_a_file_with_its_picture_and_where_to_act(town: Town, platform: str) -> None:
    fay = Someone("fay", ("slack", "discord"), permission="facilitator")
    await town.tell(lambda session: add_team(session, (fay,)))
    await town.tell(lambda session: add_state(session, "EC1.Leaders2", 3, date(2026, 9, 14), people=6))
    who = town.person("fay", platform)
    await who.types("/stem digest file pdf")
    await who.sees("I am making the file. It comes to you by direct message.")
    name, content = await gets_file(who)
    assert name == "riverbend-team-2026-11-30.pdf"
    words = " ".join("\n".join(pages_of(content)).split())
    assert words.startswith("Riverbend SLT: the digest As of 30 Nov 2026")
    assert "open it in the chat, where the buttons are: /stem digest" in words
    assert content.count(b"/Subtype /Image") == 1
