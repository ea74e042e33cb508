"""Who gets a report: the team's channels, or its leaders by direct message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.desk import Desk
from bot.permissions import Act, may
from bot.schedule.report import Recipient
from bot.store.models import Person, Team, TeamChannel
from bot.store.queries import seats

CHANNELS: Final = "channels"
LEADERS: Final = "leaders"
USUAL: Final = (CHANNELS, LEADERS)


def channels(desk: Desk, team: Team) -> Iterator[tuple[TeamChannel, Recipient]]:
    """Every channel of the team, in the team's language and zone."""
    t, reader = desk.phrases_in(team.locale), desk.team_reader(team)
    for channel in seats.channels_of(desk.session, team.id):
        yield channel, Recipient(t, reader, channel.platform)


def leaders(desk: Desk, team: Team) -> Iterator[tuple[Person, Recipient]]:
    """The leaders and facilitators of today, each in their own language and zone."""
    for person, seat in seats.members(desk.session, team.id, desk.team_reader(team).today):
        if may(seat.permission, Act.GET_LEADERS_DIGEST):
            yield person, by_direct_message(desk, person, seat.permission)


def by_direct_message(desk: Desk, person: Person, permission: str) -> Recipient:
    """A person as somebody who reads a report where they get messages."""
    account = seats.account_for(desk.session, person.id)
    platform = account.platform if account else ""
    return Recipient(desk.phrases_in(person.locale), desk.reader(person), platform, person, permission)
