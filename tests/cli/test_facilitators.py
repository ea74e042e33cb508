"""What `stem-bot doctor` says of teams that nobody runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.cli.facilitators import teams_without_facilitator
from bot.store.engine import open_store
from bot.store.migrate import migrate
from bot.store.models import Membership
from tests.builders import Someone, add_team

pytestmark = pytest.mark.unit


async def test_a_team_that_nobody_runs_is_named_with_what_to_do(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'teams.db'}"
    assert await teams_without_facilitator(url) == []
    migrate(url)
    people = (Someone("fay", ("slack",), permission="facilitator"), Someone("pat", ("slack",)))
    ended = update(Membership).where(Membership.permission == "facilitator").values(ends_on=date(2026, 8, 2))

    def end(session: Session) -> None:
        session.execute(ended)

    store = open_store(url)
    await store.write(lambda session: add_team(session, people))
    assert await teams_without_facilitator(url) == []
    await store.write(end)
    (finding,) = await teams_without_facilitator(url)
    await store.close()
    assert not finding.ok
    assert finding.what == "Team riverbend has people and nobody who runs it."
    assert "permission: facilitator" in finding.remedy
