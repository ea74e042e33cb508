"""Generated teams: their people on both platforms, their zones, their weekly check-ins and holidays."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from bot.sandbox.residents import LocalApp, LocalChannel, LocalPerson, LocalWorkspace
from bot.store.models import Account, Membership, Person, RoleHolder, Schedule, Team, TeamChannel
from tests.soak.bot_process import DISCORD_TOKEN, SLACK_APP_TOKEN, SLACK_TOKEN, SLACK_WORKSPACE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

GUILD: Final = "700000000000000001"
BEGINS = date(2026, 9, 7)
_AGREED = datetime(2026, 9, 1, 12, tzinfo=UTC)
_ZONES = ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Pacific/Honolulu")
_TIMES = (time(9), time(12, 30), time(15))
_ROLES = ("building-administration", "instructional-coach", "ecosystem-liaison")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
_BREAK = {"from": "2026-12-21", "to": "2027-01-01", "name": "Winter break"}


@dataclass(frozen=True)
class SoakTeam:
    """A team: where it lives, on which weekday (0 is Monday) and at what time it is asked."""

    number: int
    platform: str
    zone: str
    weekday: int
    at: time
    people: tuple[str, ...]

    @property
    def id(self) -> str:
        """Its id."""
        return f"team-{self.number}"

    @property
    def channel(self) -> str:
        """Its channel's id on its platform."""
        return f"C{self.number:04}" if self.platform == "slack" else str(8 * 10**17 + self.number)

    def days(self, weeks: int) -> list[date]:
        """The days on which it has to be asked, counted by hand."""
        first = BEGINS + timedelta(days=self.weekday)
        every = [first + timedelta(weeks=week) for week in range(weeks)]
        closed = date.fromisoformat(_BREAK["from"]), date.fromisoformat(_BREAK["to"])
        return [day for day in every if not closed[0] <= day <= closed[1]]


def generate(teams: int, seed: str) -> list[SoakTeam]:
    """So many teams, half of them on each platform."""
    chance = random.Random(seed)  # noqa: S311 - which teams there are is no secret
    return [
        SoakTeam(
            number,
            ("slack", "discord")[number % 2],
            chance.choice(_ZONES),
            number % 5,
            chance.choice(_TIMES),
            tuple(_account(number, person) for person in range(chance.randint(2, 4))),
        )
        for number in range(teams)
    ]


def workspace(teams: Sequence[SoakTeam], platform: str) -> LocalWorkspace:
    """The platform's workspace with everybody who is there."""
    here = [team for team in teams if team.platform == platform]
    people = tuple(LocalPerson(each, f"Person {each[-5:]}") for team in here for each in team.people)
    channels = tuple(LocalChannel(team.channel, team.id, team.people) for team in here)
    if platform == "slack":
        app = LocalApp("A0SOAK", "U0SOAK", "stem-bot", SLACK_TOKEN, SLACK_APP_TOKEN)
        return LocalWorkspace(SLACK_WORKSPACE, "Soak District", app, people, channels)
    return LocalWorkspace(
        GUILD,
        "Soak District",
        LocalApp(str(9 * 10**17), str(9 * 10**17), "stem-bot", DISCORD_TOKEN),
        people,
        channels,
    )


def seat(session: Session, teams: Sequence[SoakTeam]) -> None:
    """Write the teams, their people and their check-ins; the first of each team facilitates."""
    for team in teams:
        settings = {"calendar": [_BREAK]}
        session.add(
            Team(
                id=team.id,
                name=team.id,
                zone=team.zone,
                locale="en",
                instrument="engaged-stem-community",
                settings=settings,
            )
        )
        session.flush()
        home = SLACK_WORKSPACE if team.platform == "slack" else GUILD
        session.add(
            TeamChannel(team_id=team.id, platform=team.platform, workspace=home, channel=team.channel)
        )
        for place, account in enumerate(team.people):
            _seat_person(session, team, account, _ROLES[place % len(_ROLES)], facilitates=place == 0)
        rule = f"weekly on {_DAYS[team.weekday]}"
        session.add(
            Schedule(
                team_id=team.id,
                slot="check-in-1",
                kind="check-in",
                title="check-in",
                rule=rule,
                at=team.at,
                starts_on=BEGINS,
                settings={},
                managed="chat",
            )
        )


def _seat_person(session: Session, team: SoakTeam, account: str, role: str, *, facilitates: bool) -> None:
    person = Person(name=account, zone=team.zone, locale="en", greeted_at=_AGREED, agreed_at=_AGREED)
    session.add(person)
    session.flush()
    workspace_id = SLACK_WORKSPACE if team.platform == "slack" else ""
    session.add(
        Account(
            person_id=person.id,
            platform=team.platform,
            workspace=workspace_id,
            account=account,
            preferred=True,
            direct_agreed_at=_AGREED,
        )
    )
    permission = "facilitator" if facilitates else "member"
    session.add(
        Membership(
            team_id=team.id, person_id=person.id, permission=permission, starts_on=BEGINS, managed="chat"
        )
    )
    session.add(RoleHolder(team_id=team.id, person_id=person.id, role=role, starts_on=BEGINS, managed="chat"))


def _account(team: int, person: int) -> str:
    number = team * 10 + person
    return f"U{number:05}" if team % 2 == 0 else str(7 * 10**17 + number)
