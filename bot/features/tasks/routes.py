"""Working through one's tasks: the list, Done with an undo, and asking for help."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.cards import Paragraph, Part, card
from bot.chat.events import ActionCall, CommandCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.phrases import N_
from bot.chat.replies import Ask, Correct, Replace, Reply, Say, refusal, say
from bot.chat.routes import Action, Command, Route, Submission
from bot.chat.text import Markup, bold
from bot.desk import OBSERVER, Desk, Seat
from bot.features.tasks import adding, cards, forms, telling
from bot.naming import all_called
from bot.notices import Outcome, Told, who_was_told
from bot.store.models import Task
from bot.store.queries import seats, tasks

UNDO_FOR = timedelta(minutes=10)


def listed(desk: Desk, call: CommandCall) -> Reply:
    """The caller's open tasks."""
    seat = desk.seat(call)
    return Say(cards.listed(desk, seat, _open(desk, seat), page=0))


def page(desk: Desk, call: ActionCall) -> Reply:
    """Another page of the list."""
    team_id, _, number = call.argument.rpartition(":")
    seat = desk.seat_in(call, team_id)
    return Replace(cards.listed(desk, seat, _open(desk, seat), page=int(number)))


def done(desk: Desk, call: ActionCall) -> Reply:
    """Done was pressed in the list, which then shows what is left."""
    seat, task = _own_task(desk, call)
    page = cards.page_of(_open(desk, seat), task)
    news = _finish(desk, call, seat, task, "task-undo")
    return Replace(cards.listed(desk, seat, _open(desk, seat), page=page, news=news))


def undo(desk: Desk, call: ActionCall) -> Reply:
    """Take a Done back from the list."""
    seat, task = _own_task(desk, call)
    news = Paragraph(_reopen(desk, call, seat, task))
    left = _open(desk, seat)
    return Replace(cards.listed(desk, seat, left, page=cards.page_of(left, task), news=(news,)))


def told_done(desk: Desk, call: ActionCall) -> Reply:
    """Done was pressed on the message that told of the task."""
    seat, task = _own_task(desk, call)
    return Replace(card(*_finish(desk, call, seat, task, "task-told-undo")))


def told_undo(desk: Desk, call: ActionCall) -> Reply:
    """Take that back; the message offers the task again."""
    seat, task = _own_task(desk, call)
    news = _reopen(desk, call, seat, task)
    return Replace(card(Paragraph(news)) if task.done_at else cards.open_again(desk, seat, task, news))


def ask_help(desk: Desk, call: ActionCall) -> Reply:
    """Need help was pressed."""
    seat, task = _own_task(desk, call)
    if task.done_at is not None:
        raise refusal(_done_already(desk, seat, task))
    return Ask(forms.help_wanted(desk, task))


def help_form(desk: Desk, call: FormSubmission) -> Form:
    """The form that was sent."""
    return forms.help_wanted(desk, _own_task(desk, call)[1])


def help_asked(desk: Desk, call: FormSubmission) -> Reply:
    """What would help was written: pass it on."""
    seat, task = _own_task(desk, call)
    form = help_form(desk, call)
    if problems := form.check(call.values, desk.t):
        return Correct(form.filled(call.values), problems)
    told = telling.asked_help(desk, seat, task, call.values["words"].strip(), call.key)
    desk.note_change(seat, call, "task", task.id, "help asked for")
    if not told:
        return say(
            desk.t("There is nobody else yet to pass this on to: you run {team}.", team=seat.team.name)
        )
    passed = desk.t("Passed on: you asked for help with {title}.", title=bold(task.title))
    return Say(card(Paragraph(passed), Paragraph(who_was_told(desk, told, call.person))))


def _finish(desk: Desk, call: ActionCall, seat: Seat, task: Task, undo: str) -> tuple[Part, ...]:
    """Mark the task as done, tell a student's adviser; pressing twice changes nothing."""
    if task.done_at is not None and task.done_by != seat.person.id:
        return (Paragraph(_done_already(desk, seat, task)),)
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
        return _done_already(desk, seat, task)
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


def _done_already(desk: Desk, seat: Seat, task: Task) -> Markup:
    day = seat.reader.day_of(task.done_at) if task.done_at else ""
    return desk.t("This was done on {day}: {title}", day=day, title=bold(task.title))


def _open(desk: Desk, seat: Seat) -> Sequence[Task]:
    roles = _roles(desk, seat)
    return tasks.open_for(desk.session, seat.team.id, seat.person.id, roles)


def _roles(desk: Desk, seat: Seat) -> list[str]:
    """The roles whose tasks are the person's too; an observer only looks on."""
    if seat.permission == OBSERVER:
        return []
    held = seats.roles_of(desk.session, seat.team.id, seat.person.id, seat.reader.today)
    return [one.role for one in held]


def _own_task(desk: Desk, call: ActionCall | FormSubmission) -> tuple[Seat, Task]:
    task = desk.session.get(Task, int(call.argument))
    if task is None:
        raise refusal(desk.t("This task is gone."))
    seat = desk.seat_in(call, task.team_id)
    if task.person_id == seat.person.id or (task.role and task.role in _roles(desk, seat)):
        return seat, task
    raise refusal(desk.t("This task is not yours any more, so nothing was changed."))


ROUTES: tuple[Route, ...] = (
    Command("tasks list", listed, N_("Your open tasks"), "/stem tasks", shorthand="tasks", reads=True),
    Action("tasks", page, reads=True),
    Action("task-done", done),
    Action("task-undo", undo),
    Action("task-told-done", told_done),
    Action("task-told-undo", told_undo),
    Action("task-help", ask_help, opens_form=True, reads=True),
    Submission("task-help", help_asked, form=help_form),
    *adding.ROUTES,
)
