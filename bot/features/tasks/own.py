"""Which tasks are somebody's own, by name or by role."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.events import ActionCall, FormSubmission
from bot.chat.replies import refusal
from bot.chat.text import Markup, bold
from bot.desk import Desk, Seat
from bot.permissions import Act, may
from bot.store.models import Task
from bot.store.queries import seats, tasks


def open_tasks(desk: Desk, seat: Seat) -> Sequence[Task]:
    """The open tasks of a person and of the roles they hold, the next due first."""
    return tasks.open_for(desk.session, seat.team.id, seat.person.id, _roles(desk, seat))


def own_task(desk: Desk, call: ActionCall | FormSubmission) -> tuple[Seat, Task]:
    """The caller's seat and the task that the argument names; raises `Refusal` when it is not theirs."""
    task = desk.session.get(Task, int(call.argument))
    if task is None:
        raise refusal(desk.t("This task is gone."))
    seat = desk.allowed_in(call, task.team_id, Act.HOLD_TASKS)
    if task.person_id == seat.person.id or (task.role and task.role in _roles(desk, seat)):
        return seat, task
    raise refusal(desk.t("This task is not yours any more, so nothing was changed."))


def done_already(desk: Desk, seat: Seat, task: Task) -> Markup:
    """That somebody did it before; not who, for it may have been a student."""
    day = seat.reader.day_of(task.done_at) if task.done_at else ""
    return desk.t("This was done on {day}: {title}", day=day, title=bold(task.title))


def _roles(desk: Desk, seat: Seat) -> list[str]:
    """The roles whose tasks are the person's too; an observer only looks on."""
    if not may(seat.permission, Act.HOLD_TASKS):
        return []
    held = seats.roles_of(desk.session, seat.team.id, seat.person.id, seat.reader.today)
    return [one.role for one in held]
