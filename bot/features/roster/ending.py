"""`/stem roster end`: the term of a role, or of everything somebody has in the team, ends today."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Paragraph, SmallPrint, card
from bot.chat.events import CommandCall
from bot.chat.replies import Reply, Say, refusal
from bot.chat.text import Markup, join, mention
from bot.desk import FACILITATOR, Desk, Seat
from bot.features.roster.objections import declared_elsewhere
from bot.features.roster.wishes import known
from bot.permissions import Act
from bot.spoken import account_named, role_named
from bot.store.models import Membership, RoleHolder
from bot.store.queries import roster, seats

EXAMPLE = "/stem roster end @Sam"
ROLE_EXAMPLE = "/stem roster end @Sam role:{role}"


def end(desk: Desk, call: CommandCall) -> Reply:
    """End a role's term, or the seat with all its roles; nothing is deleted."""
    seat = desk.allowed(call, Act.RUN_ROSTER)
    account = account_named(desk, call.options.get("person", ""), EXAMPLE)
    membership = _membership(desk, seat, call, account)
    held = seats.roles_of(desk.session, seat.team.id, membership.person_id, seat.reader.today)
    if given := call.options.get("role"):
        role = role_named(desk, given, ROLE_EXAMPLE)
        rows: Sequence[Membership | RoleHolder] = [one for one in held if one.role == role.id]
        if not rows:
            raise refusal(
                desk.t("{who} does not hold the role {role}.", who=mention(account), role=role.title)
            )
        last_day = desk.t("Today is the last day of {who} as {role}.", who=mention(account), role=role.title)
    else:
        rows = [membership, *held]
        last_day = desk.t(
            "Today is the last day of {who} in {team}.", who=mention(account), team=seat.team.name
        )
    _check(desk, seat, account, membership, rows)
    _end(desk, seat, call, rows)
    return Say(card(Paragraph(last_day), SmallPrint(_afterwards(desk, seat, membership, rows))))


def _membership(desk: Desk, seat: Seat, call: CommandCall, account: str) -> Membership:
    person = known(desk, call, account)
    row = person and roster.seat_of(desk.session, seat.team.id, person.id, seat.reader.today)
    if not row:
        who, team = mention(account), seat.team.name
        raise refusal(desk.t("{who} is not on the roster of {team}.", who=who, team=team))
    return row


def _check(
    desk: Desk,
    seat: Seat,
    account: str,
    membership: Membership,
    rows: Sequence[Membership | RoleHolder],
) -> None:
    if any(row.managed == roster.DECLARED for row in rows):
        raise refusal(declared_elsewhere(desk, mention(account)))
    runs = membership in rows and membership.permission == FACILITATOR
    others = roster.other_facilitators(desk.session, seat.team.id, membership.person_id, seat.reader.today)
    if runs and not others:
        raise refusal(
            desk.t(
                "{who} is the only facilitator, so this would leave {team} without one. Make somebody else "
                "one first: `/stem roster add`, the person, and permission:facilitator",
                who=mention(account),
                team=seat.team.name,
            )
        )


def _end(desk: Desk, seat: Seat, call: CommandCall, rows: Sequence[Membership | RoleHolder]) -> None:
    for row in rows:
        if row.ends_on is None or row.ends_on > seat.reader.today:
            row.ends_on = seat.reader.today
            record = "membership" if isinstance(row, Membership) else "role holder"
            desk.note_change(seat, call, record, row.id, "ended")


def _afterwards(
    desk: Desk, seat: Seat, membership: Membership, rows: Sequence[Membership | RoleHolder]
) -> Markup:
    t = desk.t
    said = [t("What they said and did stays on record. Adding them again today takes this back.")]
    advised = roster.advised_by(desk.session, seat.team.id, membership.person_id, seat.reader.today)
    students = len({one.person_id for one in advised})
    if membership in rows and students:
        said.append(
            t.plural(
                "{count} student has them as adviser and needs another one: `/stem roster add`",
                "{count} students have them as adviser and need another one: `/stem roster add`",
                students,
            )
        )
    return join(" ", said)
