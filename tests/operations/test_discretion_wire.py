"""A town at work with every logger at DEBUG: no line holds what people wrote, their names or a token."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from bot.cli.logs import logging_to_stderr
from bot.sandbox.faults import Fault
from bot.store.models import Person, Task
from tests.builders import TEAM
from tests.features.tasks_team import person_id, settle_team
from tests.town import MONDAY_MORNING, POSTING, Town, open_town

pytestmark = pytest.mark.wire
SECRET = "Quincunx"
TOKENS = ("xoxb-test", "xapp-test", "bot-token")
EDITING = {"slack": "chat.update", "discord": "POST /interactions/{interaction_id}/{token}/callback"}
# Whatever is inserted into it from here on fails, with its values among what the error says.
BROKEN = "CREATE TRIGGER broken BEFORE INSERT ON task BEGIN SELECT RAISE(ABORT, 'no'); END"


@pytest.fixture
def everything_is_logged() -> Iterator[None]:
    with logging_to_stderr(logging.DEBUG), every_logger_at_debug():
        yield


@contextmanager
def every_logger_at_debug() -> Iterator[None]:
    names = (None, "slack_bolt", "slack_sdk", "discord", "aiohttp", "asyncio", "sqlalchemy", "apscheduler")
    loggers = [logging.getLogger(name) for name in names]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield
    for logger, level in zip(loggers, before, strict=True):
        logger.setLevel(level)


@pytest.fixture
async def town(everything_is_logged: None, migrated_sqlite_url: str) -> AsyncIterator[Town]:  # noqa: ARG001
    async with open_town(migrated_sqlite_url) as opened:
        yield opened


def hide_secrets(session: Session) -> None:
    """A person and a task whose names are secret."""
    session.execute(update(Person).where(Person.name == "Nora").values(name=SECRET))
    session.add(
        Task(
            team_id=TEAM,
            title=f"Ask {SECRET}",
            person_id=person_id(session, "Sam"),
            added_by=person_id(session, "Fay"),
            added_at=MONDAY_MORNING,
        )
    )


async def test_the_log_of_a_busy_day_quotes_nobody(
    town: Town, platform: str, capsys: pytest.CaptureFixture[str]
) -> None:
    seated = await settle_team(town, platform)
    fay, sam, cora = seated("fay"), seated("sam"), seated("cora")
    await town.tell(hide_secrets)
    await fay.types(SECRET)
    await fay.types(f"{SECRET} to all", channel=True)
    await fay.types("/stem roster")
    await fay.sees("on the roster")
    await fay.types(f"/stem tasks add title:{SECRET} to:@Sam")
    await fay.sees(f"Added: {SECRET}")
    await sam.sees("asks you", SECRET)
    town.faults[platform].next(POSTING[platform], Fault("lose-the-answer"), 1)
    await sam.types("/stem tasks list")
    await sam.presses("Done")
    await cora.sees("finished", SECRET)
    town.faults[platform].next(EDITING[platform], Fault("server-error"), 1)
    await sam.presses("Undo")
    await town.tell(lambda session: session.execute(text(BROKEN)))
    await fay.types(f"/stem tasks add title:{SECRET} to:@Sam")
    await fay.sees("eference")
    await fay.types(f"/stem {SECRET} me")
    async with asyncio.timeout(10):
        logged = ""
        while "feature_failed" not in logged or "delivery_unclear" not in logged:
            logged += capsys.readouterr().err
            await asyncio.sleep(0.05)
    logged += capsys.readouterr().err
    for hidden in (SECRET, *TOKENS):
        assert hidden not in logged
    entries = [json.loads(line) for line in logged.splitlines()]
    (failed,) = [entry for entry in entries if entry["event"] == "feature_failed"]
    assert "sqlite3.IntegrityError: SQLITE_CONSTRAINT_TRIGGER" in failed["exception"]
    assert failed["reference"]
    assert failed["event_key"]
