"""Who could help: anybody of the workspace, but not somebody who has left the team."""

from __future__ import annotations

from bot.chat.events import FormSubmission
from bot.desk import Desk, Seat
from bot.store.queries import digest, seats


def problem(desk: Desk, call: FormSubmission, seat: Seat) -> dict[str, str]:
    """What is wrong with the person named in the form, by the field's id; empty when all is well."""
    account = call.values.get("helper", "")
    who = digest.who_has(desk.session, seat.team.id, call.person.platform, account) if account else None
    if who is None:
        return {}
    held = seats.permissions(desk.session, who.id, seat.reader.today)
    if any(team.id == seat.team.id for _, team in held):
        return {}
    words = desk.t("{name} has left the team. Choose somebody else, or leave this empty.", name=who.name)
    return {"helper": words}
