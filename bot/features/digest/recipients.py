"""Who gets a report: channels and outside addresses, or people by direct message, each in their language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.desk import Desk
from bot.language.reader import Reader
from bot.permissions import Act, may
from bot.schedule.digest_settings import (
    HOLDERS,
    LEADERS,
    PARTNERS,
    WEBHOOKS,
    DigestSettings,
)
from bot.schedule.report import Recipient
from bot.store.models import Membership, Outside, Person, Team, TeamChannel
from bot.store.queries import outside, roster, seats

_OUTSIDE: Mapping[str, str] = {PARTNERS: outside.EMAIL, WEBHOOKS: outside.WEBHOOK}


def channels(desk: Desk, team: Team) -> Sequence[tuple[TeamChannel, Recipient]]:
    """Every channel of the team, in the team's language and zone."""
    t, reader = desk.phrases_in(team.locale), desk.team_reader(team)
    every = seats.channels_of(desk.session, team.id)
    return [(channel, Recipient(t, reader, channel.platform)) for channel in every]


def strangers(desk: Desk, team: Team, to: Iterable[str]) -> Sequence[tuple[Outside, Recipient]]:
    """The partners and webhooks that `to` names: they read what a channel reads, in their own language."""
    wanted = {_OUTSIDE[name] for name in to if name in _OUTSIDE}
    there = outside.of_team(desk.session, team.id) if wanted else ()
    return [(one, _stranger(desk, team, one)) for one in there if one.platform in wanted]


def people(desk: Desk, team: Team, settings: DigestSettings) -> Sequence[tuple[Person, Recipient]]:
    """The leaders and the holders of the role that `to` names, each once, in their own language and zone."""
    if not {LEADERS, HOLDERS}.intersection(settings.to):
        return ()
    today = desk.team_reader(team).today
    seated = {person.id: (person, seat) for person, seat in seats.members(desk.session, team.id, today)}
    wanted = {id_ for id_, (_, seat) in seated.items() if LEADERS in settings.to and _leads(seat)}
    if HOLDERS in settings.to:
        held = roster.holders(desk.session, team.id, settings.role, today)
        wanted |= {one.id for one in held}
    accounts = seats.accounts_for(desk.session, sorted(wanted))
    return [
        (person, _in_person(desk, person, seat, accounts[id_].platform if id_ in accounts else ""))
        for id_, (person, seat) in seated.items()
        if id_ in wanted
    ]


def _in_person(desk: Desk, person: Person, seat: Membership, platform: str) -> Recipient:
    return Recipient(desk.phrases_in(person.locale), desk.reader(person), platform, person, seat.permission)


def _stranger(desk: Desk, team: Team, one: Outside) -> Recipient:
    reader = Reader(team.zone, one.locale, desk.now)
    return Recipient(desk.phrases_in(one.locale), reader, one.platform)


def _leads(seat: Membership) -> bool:
    return may(seat.permission, Act.GET_LEADERS_DIGEST)
