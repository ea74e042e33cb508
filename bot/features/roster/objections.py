"""What stands against what a facilitator wants on the roster."""

from __future__ import annotations

from bot.chat.events import Call
from bot.chat.forms import Form
from bot.chat.text import Markup, mention
from bot.desk import FACILITATOR, Desk, Seat
from bot.features.roster.typed import STUDENT_EXAMPLE
from bot.features.roster.wishes import Values, Wish, current_seat, looked_up
from bot.spoken import day_ahead
from bot.store.models import Person
from bot.store.queries import roster, seats


def problems(desk: Desk, seat: Seat, call: Call, form: Form, values: Values) -> dict[str, str]:
    """What is wrong, by field; the command says the same in a sentence."""
    if found := form.check(values, desk.t):
        return found
    wish = looked_up(desk, seat, call, values)
    checks = {
        "person": _declared(desk, wish),
        "adviser": _adviser_problem(desk, seat, wish),
        "permission": _permission_problem(desk, seat, wish),
        "until": _until_problem(desk, seat, wish),
    }
    return {field: words for field, words in checks.items() if words}


def declared_elsewhere(desk: Desk, who: Markup) -> Markup:
    """Why a row of the installation's file is not changed in chat."""
    return desk.t(
        "{who} stands in the file that I was set up from, so it is changed there and not in chat. "
        "Please ask whoever runs me.",
        who=who,
    )


def _declared(desk: Desk, wish: Wish) -> Markup | None:
    """Rows of the installation's file take further roles, but are not changed themselves."""
    row = wish.holder or (wish.membership if wish.role is None else None)
    changes = bool(wish.until or wish.adviser)
    if row is not None and row.managed == roster.DECLARED and changes:
        return declared_elsewhere(desk, mention(wish.account))
    return None


def _adviser_problem(desk: Desk, seat: Seat, wish: Wish) -> Markup | None:
    t = desk.t
    if not wish.adviser_account:
        held = wish.holder is not None and wish.holder.adviser_id is not None
        if wish.role is None or not wish.role.is_student or held:
            return None
        return t(
            "A student needs an adviser: a teacher of the team who stands beside them and is told what "
            "they finish. For example: `{example}`",
            example=STUDENT_EXAMPLE,
        )
    who = mention(wish.adviser_account)
    if wish.adviser_account == wish.account:
        return t("Nobody is their own adviser. Choose a teacher of the team.")
    if wish.adviser is None or current_seat(desk, seat, wish.adviser) is None:
        return t(
            "{who} is not on the roster of {team} yet. Add them first: `/stem roster add`, the person, and "
            "permission:adviser",
            who=who,
            team=seat.team.name,
        )
    if _is_student(desk, seat, wish.adviser):
        return t("{who} is a student; an adviser is a teacher of the team.", who=who)
    return None


def _permission_problem(desk: Desk, seat: Seat, wish: Wish) -> Markup | None:
    row = wish.membership
    if row is None or not wish.permission or row.permission == wish.permission:
        return None
    who = mention(wish.account)
    if row.managed == roster.DECLARED:
        return declared_elsewhere(desk, who)
    if row.permission == FACILITATOR and not roster.other_facilitators(
        desk.session, seat.team.id, row.person_id, seat.reader.today
    ):
        return desk.t("{who} is the only facilitator. Make somebody else one first.", who=who)
    return None


def _until_problem(desk: Desk, seat: Seat, wish: Wish) -> Markup | None:
    if wish.until is None or wish.until >= seat.reader.today:
        return None
    return desk.t(
        "{day} has passed. Choose today or a later day, for example {example}.",
        day=seat.reader.day(wish.until),
        example=day_ahead(seat.reader.today),
    )


def _is_student(desk: Desk, seat: Seat, person: Person) -> bool:
    held = seats.roles_of(desk.session, seat.team.id, person.id, seat.reader.today)
    return any(desk.library.roles[one.role].is_student for one in held)
