"""The sample district as both local workspaces start with it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.district import District, district
from bot.demo.show import open_show
from rubric.load import load_library

pytestmark = pytest.mark.wire


@pytest.fixture
async def riverbend(tmp_path: Path) -> AsyncIterator[District]:
    library = load_library()
    async with open_show(tmp_path) as show:
        yield await show.store.read(lambda session: district(session, library))


async def test_who_holds_a_role_is_in_its_group_on_each_platform(riverbend: District) -> None:
    slack, discord = riverbend.workspaces["slack"], riverbend.workspaces["discord"]
    members = {group.name: group.members for group in slack.groups}

    assert members["Teacher"] == ("U0THEO", "U0CORA", "U0TESS")
    assert [group.name for group in discord.groups] == ["Student leader"]
    for workspace in (slack, discord):
        people = {person.id for person in workspace.people}
        assert {member for group in workspace.groups for member in group.members} <= people


async def test_everybody_has_an_address_of_their_own_at_an_example_domain(riverbend: District) -> None:
    for workspace in riverbend.workspaces.values():
        addresses = [person.email for person in workspace.people]
        assert len(set(addresses)) == len(addresses)
        assert all(one.endswith("@riverbend.example") and " " not in one for one in addresses)
