"""`/stem role`: what the caller's role answers for, or any other role."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Card, Option, Paragraph, card
from bot.chat.events import ActionCall, CommandCall
from bot.chat.limits import OPTION_LABEL, SUGGESTIONS
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.replies import Reply, Say, refusal
from bot.chat.routes import Action, Command, Route
from bot.chat.text import join, shorten
from bot.desk import Desk, Seat
from bot.features.role.cards import role_card
from bot.features.role.equity_cards import equity_role_card
from bot.features.role.known import AnyRole, choice, known_roles, nearest_role, role_called
from bot.features.role.lead_cards import lead_card
from bot.permissions import Act
from bot.store.queries import seats
from rubric.equity_team import EquityRole
from rubric.model import Role

CHOOSE = N_("Choose a role")


def role(desk: Desk, call: CommandCall) -> Reply:
    """With a name: that role. With nothing: the caller's own, or a choice where they hold several or none."""
    seat = desk.seat(call)
    given = call.options.get("role", "")
    if given:
        return Say(_shown(desk, seat, _named(desk, given)))
    own = _own(desk, seat)
    if len(own) == 1:
        return Say(_shown(desk, seat, own[0]))
    words = desk.t("You hold {count} roles. Which one?", count=len(own))
    if not own:
        words = desk.t("You hold no role in {team} now. Whose do you want to see?", team=seat.team.name)
    roles = own or list(known_roles(desk.library).values())
    return Say(card(Paragraph(words), *choice(seat.team.id, roles, CHOOSE, desk.t)))


def chosen(desk: Desk, call: ActionCall) -> Reply:
    """A role was chosen from a menu."""
    seat = desk.seat_in(call, call.argument.partition(":")[0])
    return Say(_shown(desk, seat, _named(desk, call.value)))


def _named(desk: Desk, given: str) -> AnyRole:
    found = role_called(desk.library, given)
    if found is not None:
        return found
    t, nearest = desk.t, nearest_role(desk.library, given)
    words = [t("There is no role {given}.", given=given)]
    if nearest:
        words.append(t("Closest: {title} ({id}).", title=nearest.title, id=nearest.id))
    else:
        words.append(t("The roles are {roles}.", roles=", ".join(known_roles(desk.library))))
    fitting = nearest.id if nearest else next(iter(desk.library.roles))
    raise refusal(join(" ", [*words, t("Try: `{example}`", example=f"/stem role {fitting}")]))


def _own(desk: Desk, seat: Seat) -> list[AnyRole]:
    held = seats.roles_of(desk.session, seat.team.id, seat.person.id, seat.reader.today)
    return [desk.library.roles[one.role] for one in held if one.role in desk.library.roles]


def _shown(desk: Desk, seat: Seat, which: AnyRole) -> Card:
    match which:
        case Role():
            return role_card(desk, seat, which, is_own=which in _own(desk, seat))
        case EquityRole():
            return equity_role_card(desk.library, which, desk.t)
        case _:
            return lead_card(which, desk.t)


def _suggest(desk: Desk, call: CommandCall, typed: str) -> Sequence[Option]:  # noqa: ARG001 - one shape for all
    fitting = [
        each for each in known_roles(desk.library).values() if typed.casefold() in each.title.casefold()
    ]
    return [Option(each.id, shorten(each.title, OPTION_LABEL)) for each in fitting][:SUGGESTIONS]


ROUTES: tuple[Route, ...] = (
    Command(
        "role",
        role,
        N_("What you answer for, by area and by how often; or any other role"),
        "/stem role student-leader",
        (Parameter("role", Kind.TEXT, N_("A role, if not your own"), suggest=_suggest),),
        reads=True,
        act=Act.LOOK,
    ),
    Action("role", chosen, reads=True, act=Act.LOOK),
)
