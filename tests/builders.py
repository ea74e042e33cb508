"""Rows for tests, made in one place: a team with a seat for everybody who is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.store.models import (
    Account,
    AgreedState,
    Goal,
    Membership,
    Person,
    Rating,
    RoleHolder,
    Schedule,
    Team,
    TeamChannel,
)
from tests.town import ACCOUNTS, GUILD, GUILD_CHANNEL, SLACK_CHANNEL, SLACK_TEAM

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TEAM = "riverbend"
TERM_STARTS = date(2026, 8, 1)
AGREED = datetime(2026, 9, 1, 12, tzinfo=UTC)
RATED = datetime(2026, 11, 30, 13, tzinfo=UTC)
INSTRUMENT = "engaged-stem-community"


@dataclass(frozen=True)
class Someone:
    """A person to be seated: on which platforms, with what permission and roles."""

    name: str
    on: tuple[str, ...]
    roles: tuple[str, ...] = ()
    permission: str = "member"
    zone: str = "America/New_York"
    agreed: bool = True
    adviser: str = ""


def add_team(
    session: Session, people: tuple[Someone, ...], *, settings: dict[str, Any] | None = None
) -> None:
    """A team on both platforms with these people; the preferred account is the first platform named."""
    team = Team(
        id=TEAM,
        name="Riverbend SLT",
        zone="America/New_York",
        locale="en",
        instrument=INSTRUMENT,
        settings=settings or {},
    )
    session.add(team)
    session.flush()
    session.add(TeamChannel(team_id=TEAM, platform="slack", workspace=SLACK_TEAM, channel=SLACK_CHANNEL))
    session.add(TeamChannel(team_id=TEAM, platform="discord", workspace=GUILD, channel=GUILD_CHANNEL))
    seated: dict[str, Person] = {}
    for someone in people:
        seated[someone.name] = _seat(session, someone, seated)


def add_schedule(
    session: Session,
    kind: str,
    rule: str,
    at: time,
    settings: dict[str, Any] | None = None,
    *,
    slot: str = "",
) -> Schedule:
    """A schedule of the team, from the beginning of the term."""
    schedule = Schedule(
        team_id=TEAM,
        slot=slot or f"{kind}-1",
        kind=kind,
        title=kind,
        rule=rule,
        at=at,
        starts_on=TERM_STARTS,
        settings=settings or {},
        managed="chat",
    )
    session.add(schedule)
    session.flush()
    return schedule


def add_rating(session: Session, name: str, indicator: str, level: int | str) -> Rating:
    """A rating by somebody of the team: a level, or `dont-know` or `not-applicable`."""
    rating = Rating(
        team_id=TEAM,
        person_id=person_called(session, name).id,
        instrument=INSTRUMENT,
        version="1",
        indicator=indicator,
        answer="level" if isinstance(level, int) else level,
        level=level if isinstance(level, int) else None,
        evidence="",
        given_at=RATED,
        through="slack",
    )
    session.add(rating)
    session.flush()
    return rating


def add_state(
    session: Session,
    indicator: str,
    level: int,
    day: date,
    *,
    people: int,
    team_id: str = TEAM,
    provisional: bool = False,
) -> None:
    """What the team agreed on that day; `provisional`: where it stood then without consensus."""
    session.add(
        AgreedState(
            team_id=team_id,
            instrument=INSTRUMENT,
            version="1",
            indicator=indicator,
            level=level,
            people=people,
            agreed_on=day,
            managed="chat",
            provisional=provisional,
        )
    )


def add_goal(session: Session, indicator: str, level: int, by_day: date, *, team_id: str = TEAM) -> None:
    """The level that the team wants by a day."""
    session.add(
        Goal(
            team_id=team_id,
            instrument=INSTRUMENT,
            version="1",
            indicator=indicator,
            level=level,
            by_day=by_day,
            set_on=TERM_STARTS,
            managed="chat",
        )
    )


def person_called(session: Session, name: str) -> Person:
    """The person of that name."""
    return session.scalars(select(Person).where(Person.name == name.capitalize())).one()


def _seat(session: Session, someone: Someone, seated: dict[str, Person]) -> Person:
    agreed_at = AGREED if someone.agreed else None
    person = Person(
        name=someone.name.capitalize(),
        zone=someone.zone,
        locale="en",
        greeted_at=agreed_at,
        agreed_at=agreed_at,
    )
    session.add(person)
    session.flush()
    for number, platform in enumerate(someone.on):
        session.add(
            Account(
                person_id=person.id,
                platform=platform,
                workspace=SLACK_TEAM if platform == "slack" else "",
                account=ACCOUNTS[platform][someone.name],
                preferred=number == 0,
                direct_agreed_at=agreed_at,
            )
        )
    session.add(
        Membership(
            team_id=TEAM,
            person_id=person.id,
            permission=someone.permission,
            starts_on=TERM_STARTS,
            managed="chat",
        )
    )
    for role in someone.roles:
        adviser = seated[someone.adviser].id if someone.adviser else None
        session.add(
            RoleHolder(
                team_id=TEAM,
                person_id=person.id,
                role=role,
                adviser_id=adviser,
                starts_on=TERM_STARTS,
                managed="chat",
            )
        )
    session.flush()
    return person
