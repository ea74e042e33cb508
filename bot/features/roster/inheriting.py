"""When nobody runs a team any more: somebody inherits it by a rule, and is told how to hand it on.

The rule: of the adults with a seat that was made in chat, who are there and want messages, those who have
agreed to them before the others, leaders before others, and of them whoever has been in the team longest.
A student or an observer never; a seat of the installation's file is never changed, its writer is told.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

import structlog
from sqlalchemy.orm import Session

from bot.chat.cards import Card, Paragraph, SmallPrint, card
from bot.desk import Desk
from bot.features.roster.permissions import FACILITATOR
from bot.notices import Recipient, tell
from bot.store.models import Change, Membership, Person, Team
from bot.store.queries import departures

log = structlog.get_logger()

# A day is surely over when it has been for so long in UTC.
_SURELY: Final = timedelta(hours=12)
_BY_RULE: Final = "stem-bot"


class Inheriting:
    """The chore of finding somebody who runs a team (`bot.schedule.planner.Chore`)."""

    def needed(self, session: Session, now: datetime) -> bool:
        """Whether a team lost who ran it."""
        return departures.any_vacancy(session, surely_today(now))

    def run(self, desk: Desk) -> None:
        """Let somebody inherit each such team; note where nobody can."""
        vacant: dict[str, Membership] = {}
        for seat in departures.vacancies(desk.session, surely_today(desk.now)):
            vacant[seat.team_id] = seat
            desk.session.add(_noted(desk, seat))
        for seat in vacant.values():
            _fill(desk, seat)


def surely_today(now: datetime) -> date:
    """The latest day that it is everywhere; nobody's last day is cut short."""
    return (now - _SURELY).date()


def _fill(desk: Desk, vacant: Membership) -> None:
    heir = _heir(desk, vacant.team_id)
    if heir is None:
        log.warning(
            "team_without_facilitator",
            team=vacant.team_id,
            remedy="declare one for `stem-bot apply`: nobody who was added in chat can follow",
        )
        return
    membership, person = heir
    membership.permission = FACILITATOR
    desk.session.add(_change(desk, vacant.team_id, "membership", membership.id, "made facilitator"))
    team = desk.session.get_one(Team, vacant.team_id)
    before = desk.session.get_one(Person, vacant.person_id)

    def words(to: Recipient) -> Card:
        return _told(to, team, before)

    tell(desk, person, team.id, f"inherits:{vacant.id}:{person.id}", words)


def _heir(desk: Desk, team_id: str) -> tuple[Membership, Person] | None:
    students = [role.id for role in desk.library.roles.values() if role.is_student]
    found = departures.heirs(desk.session, team_id, surely_today(desk.now), students)
    return min(found, key=lambda one: _rank(*one), default=None)


def _rank(membership: Membership, person: Person) -> tuple[bool, bool, date, int]:
    return person.agreed_at is None, membership.permission != "leader", membership.starts_on, membership.id


def _told(to: Recipient, team: Team, before: Person) -> Card:
    return card(
        Paragraph(
            to.t(
                "{name} has left as facilitator of {team}, and nobody else runs it. So from today it is you.",
                name=before.name,
                team=team.name,
            )
        ),
        Paragraph(
            to.t(
                "To hand it on: `/stem roster add`, the person, and permission:facilitator. "
                "What a facilitator can do: `/stem help`"
            )
        ),
        SmallPrint(
            to.t("I asked nobody: it goes to a leader, or else to the adult who has been here longest.")
        ),
    )


def _noted(desk: Desk, vacant: Membership) -> Change:
    return _change(desk, vacant.team_id, departures.VACANCY, vacant.id, "seen")


def _change(desk: Desk, team_id: str, record: str, record_id: int, what: str) -> Change:
    return Change(
        team_id=team_id,
        at=desk.now,
        who=_BY_RULE,
        through="clock",
        record=record,
        record_id=str(record_id),
        what=what,
    )
