"""The messages that go to others about a task: to who takes it on, and to a student's adviser."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.chat.cards import Card, Paragraph, card
from bot.chat.text import Markup
from bot.desk import Desk, Seat
from bot.features.tasks import cards
from bot.naming import called
from bot.notices import Recipient, Told, tell
from bot.schedule import outbox
from bot.store.models import Delivery, Person, Task
from bot.store.queries import roster


def assignees(desk: Desk, seat: Seat, task: Task, people: Sequence[Person]) -> list[Told]:
    """Tell those who take a task on; whoever adds it for themselves knows."""

    def given(to: Recipient) -> Card:
        return cards.given(task, _opening(desk, seat, task, to), to)

    others = [person for person in people if person.id != seat.person.id]
    return [tell(desk, one, seat.team.id, f"task:{task.id}:{one.id}", given) for one in others]


def finished(desk: Desk, seat: Seat, task: Task) -> list[Told]:
    """Tell the advisers of whoever finished a task; only students have any."""

    def told(to: Recipient) -> Card:
        who = called(desk.session, seat.person, to.home)
        return card(Paragraph(to.t("{who} finished: {title}", who=who, title=task.title)))

    return [tell(desk, one, seat.team.id, _finish(task, one), told) for one in _advisers(desk, seat)]


def taken_back(desk: Desk, seat: Seat, task: Task) -> None:
    """Undo what `finished` wrote: what is unsent is cancelled, else the adviser hears that it is open."""

    def told(to: Recipient) -> Card:
        who = called(desk.session, seat.person, to.home)
        return card(Paragraph(to.t("{who} took that back. Still open: {title}", who=who, title=task.title)))

    for adviser in _advisers(desk, seat):
        purpose = _finish(task, adviser)
        sent = desk.session.scalar(select(Delivery).where(Delivery.purpose == purpose).with_for_update())
        if sent is not None and sent.state in outbox.UNSENT:
            sent.state = outbox.CANCELLED
        elif sent is not None:
            tell(desk, adviser, seat.team.id, f"{purpose}:undone", told)


def asked_help(desk: Desk, seat: Seat, task: Task, words: str, key: str) -> list[Told]:
    """Pass a student's line to their adviser, anybody else's to the facilitators."""

    def asked(to: Recipient) -> Card:
        return cards.asks_help(task, words, called(desk.session, seat.person, to.home), to)

    helpers = roster.who_helps(desk.session, seat.team.id, seat.person.id, seat.reader.today)
    return [tell(desk, one, seat.team.id, f"task-help:{task.id}:{key}:{one.id}", asked) for one in helpers]


def _opening(desk: Desk, seat: Seat, task: Task, to: Recipient) -> Markup:
    who = called(desk.session, seat.person, to.home)
    if task.role is None:
        return to.t("{who} asks you to take this on:", who=who)
    title = desk.library.roles[task.role].title
    return to.t("{who} has a task for the role {role}:", who=who, role=title)


def _advisers(desk: Desk, seat: Seat) -> Sequence[Person]:
    return roster.advisers_of(desk.session, seat.team.id, seat.person.id, seat.reader.today)


def _finish(task: Task, adviser: Person) -> str:
    when = task.done_at.isoformat() if task.done_at else ""
    return f"task-done:{task.id}:{when}:{adviser.id}"
