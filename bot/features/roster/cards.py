"""What a facilitator sees after a change of the roster."""

from __future__ import annotations

from bot.chat.cards import Button, Buttons, Card, Paragraph, SmallPrint, card
from bot.chat.events import Call
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, escape, join
from bot.desk import Desk, Seat
from bot.features.roster.permissions import NAMES
from bot.features.roster.seating import Seated, is_named
from bot.naming import called
from bot.permissions import Act, may
from bot.store.models import Person
from bot.store.queries import seats


def seated(desk: Desk, seat: Seat, call: Call, new: Seated, account: str) -> Card:
    """Who has a seat now, as what, and what happens next."""
    t, who = desk.t, _who(desk, call, new, account)
    opening = (
        t("Recorded: {who} is on the roster of {team}.", who=who, team=seat.team.name)
        if new.changed
        else t("{who} is on the roster of {team} already; nothing was changed.", who=who, team=seat.team.name)
    )
    return card(
        Paragraph(join("\n", [opening, _details(desk, seat, call, new)])),
        _next(desk, new),
        *_naming(desk, new, account),
    )


def named(desk: Desk, name: str) -> Card:
    """That a name is recorded."""
    return card(Paragraph(desk.t("Recorded: {name}", name=bold(name))))


def _who(desk: Desk, call: Call, new: Seated, account: str) -> Markup:
    who = called(desk.session, new.person, call.person)
    return desk.t("{who} ({name})", who=who, name=new.person.name) if is_named(new.person, account) else who


def _details(desk: Desk, seat: Seat, call: Call, new: Seated) -> Markup:
    t, row = desk.t, new.membership
    pieces = [t(NAMES[row.permission][0]), *_role(desk, call, new)]
    ends_on = new.holder.ends_on if new.holder else row.ends_on
    if ends_on:
        pieces.append(t("until {day}", day=seat.reader.day(ends_on)))
    return join(" · ", [*pieces, escape(new.person.zone)])


def _role(desk: Desk, call: Call, new: Seated) -> list[Markup]:
    if new.holder is None:
        return []
    pieces = [bold(desk.library.roles[new.holder.role].title)]
    adviser = desk.session.get(Person, new.holder.adviser_id) if new.holder.adviser_id else None
    if adviser is not None:
        pieces.append(desk.t("adviser {who}", who=called(desk.session, adviser, call.person)))
    return pieces


def _next(desk: Desk, new: Seated) -> SmallPrint | None:
    t, said = desk.t, []
    if new.person.greeted_at is None and new.person.agreed_at is None:
        said.append(t("I say hello at a friendly hour, and send nothing else before they agree."))
    held = seats.roles_of(desk.session, new.membership.team_id, new.person.id, desk.reader(new.person).today)
    if not held and may(new.membership.permission, Act.ANSWER):
        said.append(t("They hold no role yet, so I ask them nothing."))
    return SmallPrint(join(" ", said)) if said else None


def _naming(desk: Desk, new: Seated, account: str) -> tuple[SmallPrint | Buttons, ...]:
    if is_named(new.person, account):
        return ()
    t = desk.t
    return (
        SmallPrint(
            t("They have no name yet: where I cannot mention them, I call them {name}.", name=new.person.name)
        ),
        Buttons((Button(t("Add a name"), wire("roster-name", new.membership.id)),)),
    )
