"""Who somebody is: the person behind an account, their seats in teams, the roles they hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import BindParameter, ColumnElement, Table, and_, bindparam, or_, select, update
from sqlalchemy.orm import Session

from bot.store.loaded import columns_of, loaded
from bot.store.models import Account, Membership, Person, RoleHolder, Team, TeamChannel
from bot.store.prepared import Prepared

# Where a direct message may land among the requests of strangers: one says yes to it first, and it is tried.
ASKS_BEFORE_DIRECT = frozenset({"discord"})


def current_on(row: type[Membership | RoleHolder], day: date | BindParameter[date]) -> ColumnElement[bool]:
    """Whether a term of `row` holds on `day`, its last day included."""
    return (row.starts_on <= day) & or_(row.ends_on.is_(None), row.ends_on >= day)


_TODAY: BindParameter[date] = bindparam("day")
_CHANNEL: Table = TeamChannel.__table__  # type: ignore[assignment]
_PERSON = Prepared(
    select(*columns_of(Person))
    .join(Account, Account.person_id == Person.id)
    .where(
        Account.platform == bindparam("platform"),
        Account.workspace == bindparam("workspace"),
        Account.account == bindparam("account"),
    )
)
_SEATS = Prepared(
    select(Membership.permission, *columns_of(Team))
    .join(Team, Team.id == Membership.team_id)
    .where(Membership.person_id == bindparam("person"), current_on(Membership, _TODAY))
    .where(Team.removed_at.is_(None))
    .order_by(Team.id)
)
_TEAMS_IN = Prepared(
    select(_CHANNEL.c.team_id)
    .where(
        _CHANNEL.c.platform == bindparam("platform"),
        _CHANNEL.c.workspace == bindparam("workspace"),
        _CHANNEL.c.channel == bindparam("channel"),
    )
    .order_by(_CHANNEL.c.team_id)
)
_HELD = (
    select(*columns_of(RoleHolder))
    .where(RoleHolder.team_id == bindparam("team"), RoleHolder.person_id == bindparam("person"))
    .where(current_on(RoleHolder, _TODAY))
    .order_by(RoleHolder.id)
)
_ROLES = Prepared(_HELD)
_ROLE_NAMES = Prepared(_HELD.with_only_columns(RoleHolder.role))
_FACILITATORS = Prepared(
    select(*columns_of(Person))
    .join(Membership, Membership.person_id == Person.id)
    .where(Membership.team_id == bindparam("team"), current_on(Membership, _TODAY))
    .where(Membership.permission == "facilitator")
    .order_by(Person.id)
)
# Where the person stands in a row of accounts.
_OWNER: Final = list(Account.__table__.c.keys()).index("person_id")
_ACCOUNTS = Prepared(
    select(*columns_of(Account))
    .where(Account.person_id.in_(bindparam("people", expanding=True)), Account.gone_at.is_(None))
    .order_by(Account.unreachable_since.is_(None), Account.preferred, Account.id.desc()),
    lists=("people",),
)


def person_of(session: Session, platform: str, workspace: str, account: str) -> Person | None:
    """The person who has that account."""
    found = _PERSON.rows(session, {"platform": platform, "workspace": workspace, "account": account})
    return loaded(session, Person, found[0]) if found else None


def permissions(session: Session, person_id: int, day: date) -> Sequence[tuple[str, Team]]:
    """What the person may do on that day in teams that still exist, by team id."""
    found = _SEATS.rows(session, {"person": person_id, "day": day})
    return [(permission, loaded(session, Team, team)) for permission, *team in found]


def teams_in(session: Session, platform: str, workspace: str, channel: str) -> Sequence[str]:
    """The ids of the teams that live in a channel."""
    where = {"platform": platform, "workspace": workspace, "channel": channel}
    return [team_id for (team_id,) in _TEAMS_IN.rows(session, where)]


def channels_of(session: Session, team_id: str) -> Sequence[TeamChannel]:
    """The channels that a team lives in, on every platform."""
    return session.scalars(
        select(TeamChannel).where(TeamChannel.team_id == team_id).order_by(TeamChannel.id)
    ).all()


def channels_beside(session: Session, team_id: str, platform: str, workspace: str) -> Sequence[TeamChannel]:
    """The team's channels in which an account can be; its workspace is empty if it is the same everywhere."""
    return [
        one
        for one in channels_of(session, team_id)
        if one.platform == platform and workspace in {"", one.workspace}
    ]


def roles_of(session: Session, team_id: str, person_id: int, day: date) -> Sequence[RoleHolder]:
    """The roles that a person holds in a team on that day, oldest first."""
    found = _ROLES.rows(session, {"team": team_id, "person": person_id, "day": day})
    return [loaded(session, RoleHolder, row) for row in found]


def role_names_of(session: Session, team_id: str, person_id: int, day: date) -> Sequence[str]:
    """The names of those roles alone, which every rating asks."""
    return [role for (role,) in _ROLE_NAMES.rows(session, {"team": team_id, "person": person_id, "day": day})]


def members(session: Session, team_id: str, day: date) -> Sequence[tuple[Person, Membership]]:
    """Everyone who has a seat in the team on that day, by person id."""
    found = session.execute(
        select(Person, Membership)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.team_id == team_id, current_on(Membership, day))
        .order_by(Person.id)
    )
    return [(person, membership) for person, membership in found]


def facilitators(session: Session, team_id: str, day: date) -> Sequence[Person]:
    """Who runs the team on that day."""
    found = _FACILITATORS.rows(session, {"team": team_id, "day": day})
    return [loaded(session, Person, row) for row in found]


def account_for(session: Session, person_id: int) -> Account | None:
    """Where a person gets messages: an account that takes them, the preferred one first."""
    return accounts_for(session, [person_id]).get(person_id)


def accounts_for(session: Session, person_ids: Sequence[int]) -> dict[int, Account]:
    """Where each of the people gets messages, by person id; without those who have no account left."""
    found = _ACCOUNTS.rows(session, {"people": person_ids}) if person_ids else []
    best = {row[_OWNER]: row for row in found}
    return {person_id: loaded(session, Account, row) for person_id, row in best.items()}


def reachable_again(session: Session, person_id: int) -> None:
    """Try every account of the person again: they asked for messages."""
    again = {"unreachable_since": None, "gone_at": None}
    session.execute(update(Account).where(Account.person_id == person_id).values(again))


def account_of(session: Session, platform: str, workspace: str, account: str) -> Account | None:
    """The row of an account that somebody has."""
    return session.scalar(
        select(Account).where(
            Account.platform == platform, Account.workspace == workspace, Account.account == account
        )
    )


def takes_direct() -> ColumnElement[bool]:
    """Whether an account takes direct messages; what is for another waits behind a button in a channel."""
    own_yes = or_(Account.platform.not_in(ASKS_BEFORE_DIRECT), Account.direct_agreed_at.is_not(None))
    return and_(Account.unreachable_since.is_(None), own_yes)


def asks_before_direct(account: Account) -> bool:
    """Whether the account needs its own yes to direct messages and has not given it."""
    return account.platform in ASKS_BEFORE_DIRECT and account.direct_agreed_at is None


def gets_direct(account: Account) -> bool:
    """The same as `takes_direct`, of a row."""
    return account.unreachable_since is None and not asks_before_direct(account)


def account_on(session: Session, person_id: int, platform: str) -> Account | None:
    """The person's account on one platform."""
    return session.scalar(
        select(Account).where(Account.person_id == person_id, Account.platform == platform).limit(1)
    )
