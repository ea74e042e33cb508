"""Working through one's tasks: the list, Done with an undo, and asking for help."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.cards import Paragraph, Part, card
from bot.chat.events import ActionCall, CommandCall
from bot.chat.phrases import N_
from bot.chat.replies import Replace, Reply, Say
from bot.chat.routes import Action, Command, Route
from bot.chat.text import Markup, bold
from bot.desk import Desk, Seat
from bot.features.tasks import adding, cards, helping, of_a_step, telling
from bot.features.tasks.own import done_already, open_tasks, own_task
from bot.naming import all_called
from bot.notices import Outcome, Told
from bot.permissions import Act
from bot.store.models import Task

UNDO_FOR = timedelta(minutes=10)


def listed(desk: Desk, call: CommandCall) -> Reply:
    """The caller's open tasks."""
    seat = desk.seat(call)
    return Say(cards.listed(desk, seat, open_tasks(desk, seat), page=0))


def mine(desk: Desk, call: ActionCall) -> Reply:
    """The same, from a message that others read too."""
    seat = desk.seat_in(call, call.argument)
    return Say(cards.listed(desk, seat, open_tasks(desk, seat), page=0))


def page(desk: Desk, call: ActionCall) -> Reply:
    """Another page of the list."""
    team_id, _, number = call.argument.rpartition(":")
    seat = desk.seat_in(call, team_id)
    return Replace(cards.listed(desk, seat, open_tasks(desk, seat), page=int(number)))


def done(desk: Desk, call: ActionCall) -> Reply:
    """Done was pressed in the list, which then shows what is left."""
    seat, task = own_task(desk, call)
    page = cards.page_of(open_tasks(desk, seat), task)
    news = _finish(desk, call, seat, task, "task-undo")
    return Replace(cards.listed(desk, seat, open_tasks(desk, seat), page=page, news=news))


def undo(desk: Desk, call: ActionCall) -> Reply:
    """Take a Done back from the list."""
    seat, task = own_task(desk, call)
    news = Paragraph(_reopen(desk, call, seat, task))
    left = open_tasks(desk, seat)
    return Replace(cards.listed(desk, seat, left, page=cards.page_of(left, task), news=(news,)))


def told_done(desk: Desk, call: ActionCall) -> Reply:
    """Done was pressed on the message that told of the task."""
    seat, task = own_task(desk, call)
    return Replace(card(*_finish(desk, call, seat, task, "task-told-undo")))


def told_undo(desk: Desk, call: ActionCall) -> Reply:
    """Take that back; the message offers the task again."""
    seat, task = own_task(desk, call)
    news = _reopen(desk, call, seat, task)
    return Replace(card(Paragraph(news)) if task.done_at else cards.open_again(desk, seat, task))


def _finish(desk: Desk, call: ActionCall, seat: Seat, task: Task, undo: str) -> tuple[Part, ...]:
    """Mark the task as done, tell a student's adviser; pressing twice changes nothing."""
    if task.done_at is not None and task.done_by != seat.person.id:
        return (Paragraph(done_already(desk, seat, task)),)
    told: Sequence[Told] = ()
    if task.done_at is None:
        task.done_at, task.done_by = desk.now, seat.person.id
        desk.note_change(seat, call, "task", task.id, "done")
        told = telling.finished(desk, seat, task)
    known = [one.person for one in told if one.outcome is Outcome.TOLD]
    names = all_called(desk.session, known, call.person)
    return cards.done(desk, task, desk.t("Told: {names}.", names=names) if known else Markup(), undo)


def _reopen(desk: Desk, call: ActionCall, seat: Seat, task: Task) -> Markup:
    """Open the task again if that is still possible; what came of it in words."""
    if task.done_at is None:
        return desk.t("Still open: {title}", title=bold(task.title))
    if task.done_by != seat.person.id:
        return done_already(desk, seat, task)
    if task.done_at + UNDO_FOR < desk.now:
        return desk.t(
            "More than ten minutes have passed, so this stays done: {title}. "
            "If there is more to do, ask your facilitator to add it again.",
            title=bold(task.title),
        )
    telling.taken_back(desk, seat, task)
    task.done_at = task.done_by = None
    desk.session.flush()
    desk.note_change(seat, call, "task", task.id, "undone")
    return desk.t("Open again: {title}", title=bold(task.title))


ROUTES: tuple[Route, ...] = (
    Command(
        "tasks list",
        listed,
        N_("Your open tasks"),
        "/stem tasks",
        shorthand="tasks",
        reads=True,
        act=Act.LOOK,
    ),
    Action("tasks-mine", mine, reads=True, act=Act.LOOK),
    Action("tasks", page, reads=True, act=Act.LOOK),
    Action("task-done", done, act=Act.HOLD_TASKS),
    Action("task-undo", undo, act=Act.HOLD_TASKS),
    Action("task-told-done", told_done, act=Act.HOLD_TASKS),
    Action("task-told-undo", told_undo, act=Act.HOLD_TASKS),
    *helping.ROUTES,
    *adding.ROUTES,
    *of_a_step.ROUTES,
)
