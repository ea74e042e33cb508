"""A record as a file: asked for in the chat, made in another process, brought by direct message."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from datetime import date, timedelta

import openpyxl
import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.sandbox.faults import Fault
from bot.schedule import long_work, outbox
from bot.store.models import Delivery, LongWork, StoredFile
from tests.builders import Someone, add_state, add_team
from tests.files_seen import files_of, gets_file
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire
MAKING = "I am making the file. It comes to you by direct message."
UPLOAD = {"slack": "files.completeUploadExternal", "discord": "POST /channels/{channel_id}/messages"}


@pytest.fixture
async def fay(town: Town, platform: str) -> Somebody:
    people = (
        Someone("fay", ("slack", "discord"), permission="facilitator"),
        Someone("dina", ("slack", "discord"), permission="leader"),
    )
    await town.tell(lambda session: add_team(session, people))
    await town.tell(lambda session: add_state(session, "EC1.Leaders2", 3, date(2026, 9, 14), people=6))
    return town.person("fay", platform)


async def test_the_state_of_today_comes_where_it_was_asked_for(fay: Somebody) -> None:
    await fay.types("/stem snapshot export xlsx")
    await fay.sees(MAKING)
    name, content = await gets_file(fay)
    await fay.sees("The at-a-glance of Riverbend SLT as it was on 30 Nov 2026: riverbend-2026-27.xlsx")
    assert name == "riverbend-2026-27.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert sheet.max_row == 17
    await fay.types("/stem snapshot export")
    await fay.sees("Which kind of file?")
    await fay.presses("CSV")
    name, content = await gets_file(fay, 2)
    assert name == "riverbend-2026-27.csv"
    assert len(list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))) == 17


async def test_a_record_is_had_as_a_file_from_where_it_is_shown(fay: Somebody, town: Town) -> None:
    await fay.types("/stem snapshot")
    await fay.presses("Prepare the record")
    await fay.fills({"Why are they missing?": "We began in September"})
    await fay.sees("Fay prepared")
    dina = town.person("dina", fay.platform)
    await dina.types("/stem snapshot")
    await dina.presses("Confirm")
    await dina.sees("prepared by Fay, confirmed by Dina")
    await dina.presses("As a file")
    await dina.presses("JSON")
    _, content = await gets_file(dina)
    await dina.sees("The at-a-glance of 2026-27, Riverbend SLT: riverbend-2026-27.json")
    [record] = json.loads(content)
    assert record["content"]["team"] == "riverbend"
    await dina.types("/stem snapshot export pdf 2026-27")
    _, content = await gets_file(dina, 2)
    assert content.startswith(b"%PDF-")


async def test_what_cannot_be_had_is_said_with_an_example_that_works(fay: Somebody, town: Town) -> None:
    await fay.types("/stem snapshot export csv 2019-20")
    await fay.sees("There is no record of 2019-20.", "As it is today: /stem snapshot export xlsx")
    assert await town.ask(lambda session: session.scalar(select(func.count(LongWork.id)))) == 0
    if fay.platform == "slack":
        await fay.types("/stem export doc")
        await fay.sees("I can make xlsx, csv, pdf, json, not doc. Try: /stem snapshot export xlsx")


async def test_a_refused_file_leaves_the_words_which_say_so(fay: Somebody, town: Town) -> None:
    refusal = {"slack": "file_upload_size_restricted", "discord": "40005"}[fay.platform]
    town.faults[fay.platform].next(UPLOAD[fay.platform], Fault("refuse", error=refusal), 1)
    await fay.types("/stem snapshot export csv")
    await fay.sees("riverbend-2026-27.csv", "The file itself is missing:", "did not take it.")
    assert files_of(fay) == []


async def test_a_file_whose_answer_was_lost_is_there_once(fay: Somebody, town: Town) -> None:
    town.app.postman.settle = timedelta(seconds=0.2)
    town.faults[fay.platform].next(UPLOAD[fay.platform], Fault("lose-the-answer"), 1)
    await fay.types("/stem snapshot export csv")
    await gets_file(fay)
    await until_sent(town)
    assert len(files_of(fay)) == 1


async def until_sent(town: Town) -> None:
    """Wait until the delivery with the file is known to have arrived."""
    async with asyncio.timeout(15):
        while await town.ask(_state_of_file) != outbox.SENT:  # noqa: ASYNC110 - the postman tells nobody
            await asyncio.sleep(0.05)


def _state_of_file(session: Session) -> str | None:
    return session.scalar(select(Delivery.state).where(Delivery.file_id.is_not(None)))


async def test_files_are_kept_for_thirty_days(fay: Somebody, town: Town) -> None:
    await fay.types("/stem snapshot export csv")
    await gets_file(fay)
    await until_sent(town)
    old = town.clock.now() - long_work.KEPT - timedelta(minutes=1)
    await town.tell(lambda session: session.execute(update(StoredFile).values(made_at=old)))
    await town.tell(lambda session: session.execute(update(LongWork).values(made_at=old)))
    await town.app.keeper.tick()
    assert await town.ask(lambda session: session.scalars(select(StoredFile.id)).all()) == []
    assert await town.ask(lambda session: session.scalars(select(LongWork.id)).all()) == []
