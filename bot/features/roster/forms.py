"""The forms of the roster: somebody new, and a name."""

from __future__ import annotations

from bot.chat.cards import Option
from bot.chat.forms import ChoiceField, Form, PersonField, TextField
from bot.chat.limits import OPTION_LABEL
from bot.chat.routes import wire
from bot.chat.text import shorten
from bot.desk import Desk, Seat
from bot.features.roster import permissions
from bot.store.models import Membership

NAME_LONGEST = 80


def add(desk: Desk, seat: Seat) -> Form:
    """Who joins, as what."""
    t = desk.t
    roles = tuple(Option(role.id, shorten(role.title, OPTION_LABEL)) for role in desk.library.roles.values())
    allowed = permissions.options(t)
    return Form(
        wire("roster-add", seat.team.id),
        t("Add to the roster"),
        (
            PersonField("person", t("Who?"), required=True),
            ChoiceField("role", t("Which role do they take?"), roles, required=False),
            ChoiceField(
                "permission", t("What may they do?"), allowed, t("Member if left empty"), required=False
            ),
            PersonField("adviser", t("Their adviser"), t("Needed for a student")),
            TextField(
                "name",
                t("Their name"),
                hint=t("For places where I cannot mention them"),
                longest=NAME_LONGEST,
            ),
        ),
        submit=t("Add"),
    )


def name(desk: Desk, membership: Membership) -> Form:
    """What somebody is called."""
    t = desk.t
    field = TextField("name", t("Their name"), required=True, longest=NAME_LONGEST)
    return Form(wire("roster-name", membership.id), t("Add a name"), (field,), submit=t("Record"))
