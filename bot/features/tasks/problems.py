"""What stands against a task that a facilitator wants to add."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.chat.events import CommandCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.text import Markup, mention
from bot.desk import Desk, Seat
from bot.permissions import Act, may
from bot.spoken import day_ahead
from bot.store.models import Person
from bot.store.queries import roster, seats

Values = Mapping[str, str]


def problems(
    desk: Desk, call: CommandCall | FormSubmission, seat: Seat, form: Form, values: Values
) -> dict[str, str]:
    """What is wrong, by field; the command says the same in one sentence."""
    if found := form.check(values, desk.t):
        return found
    t = desk.t
    to, role, due = values.get("to", ""), values.get("role", ""), values.get("due", "")
    if bool(to) == bool(role):
        return {"to": t("Choose a person or a role, one of the two.")}
    if to and (problem := _cannot_take(desk, call, seat, to)):
        return {"to": problem}
    if due and date.fromisoformat(due) < seat.reader.today:
        passed = seat.reader.day(date.fromisoformat(due))
        return {
            "due": t(
                "{day} has passed. Choose today or a later day, for example {example}.",
                day=passed,
                example=day_ahead(seat.reader.today),
            )
        }
    return {}


def _cannot_take(desk: Desk, call: CommandCall | FormSubmission, seat: Seat, account: str) -> Markup | None:
    t = desk.t
    person = person_there(desk, call, account)
    held = person and roster.seat_of(desk.session, seat.team.id, person.id, seat.reader.today)
    if not held:
        return t(
            "{who} is not on the roster of {team}. Add them first: `/stem roster add`.",
            who=mention(account),
            team=seat.team.name,
        )
    if not may(held.permission, Act.HOLD_TASKS):
        return t("{who} observes, and observers take on no tasks.", who=mention(account))
    return None


def person_there(desk: Desk, call: CommandCall | FormSubmission, account: str) -> Person | None:
    """Who has that account where the caller is."""
    return seats.person_of(desk.session, call.person.platform, call.person.workspace, account)
