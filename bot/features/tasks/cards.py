"""What a person sees of tasks: their list, what became of one, and what they are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, Part, Quote, SmallPrint, card
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join
from bot.desk import Desk, Seat
from bot.language.reader import Reader
from bot.notices import Recipient
from bot.store.models import Task

# A task takes four of the pieces that one message holds; the list must stay one message, to be replaced.
PAGE = 8


def listed(desk: Desk, seat: Seat, tasks: Sequence[Task], *, page: int, news: Sequence[Part] = ()) -> Card:
    """The open tasks of one page (from 0) with what can be done about each; `news` stands above."""
    t = desk.t
    if not tasks:
        return card(*news, Paragraph(t("You have no open tasks.")))
    page %= _pages(tasks)
    heading = Heading(t.plural("Your task ({count})", "Your tasks ({count})", len(tasks)))
    parts: list[Part] = [*news, heading]
    for number, task in list(enumerate(tasks, start=1))[page * PAGE : (page + 1) * PAGE]:
        parts += [Paragraph(t("{number}. {task}", number=number, task=line(task, seat.reader, t)))]
        parts += [_choices(task, t)]
    return card(*parts, _more(desk, seat, tasks, page))


def page_of(tasks: Sequence[Task], task: Task) -> int:
    """The page on which a task stands, 0 when it is not there."""
    return next((place // PAGE for place, one in enumerate(tasks) if one.id == task.id), 0)


def done(desk: Desk, task: Task, told: Markup, undo: str) -> tuple[Part, ...]:
    """That a task is done, who knows it, and the way back; `undo` is the route's name."""
    t = desk.t
    words = [t("Done: {title}", title=bold(task.title)), *([told] if told else [])]
    return Paragraph(join("\n", words)), Buttons((Button(t("Undo"), wire(undo, task.id)),))


def given(task: Task, opening: Markup, to: Recipient) -> Card:
    """What an assignee is told; `opening` says by whom."""
    return card(
        Paragraph(opening),
        Paragraph(line(task, to.reader, to.t)),
        _told_choices(task, to.t),
        SmallPrint(to.t("All your open tasks: `/stem tasks`")),
    )


def open_again(desk: Desk, seat: Seat, task: Task) -> Card:
    """The message that told of a task, after an undo."""
    again = desk.t("Open again: {task}", task=line(task, seat.reader, desk.t))
    return card(Paragraph(again), _told_choices(task, desk.t))


def asks_help(task: Task, words: str, who: Markup, to: Recipient) -> Card:
    """What the adviser or facilitator reads."""
    opening = Paragraph(to.t("{who} asks for help with a task.", who=who))
    answer = SmallPrint(to.t("Please answer them yourself; I only pass this on."))
    return card(opening, Paragraph(line(task, to.reader, to.t)), Quote(words), answer)


def due_words(day: date | None, reader: Reader, t: Phrases) -> Markup:
    """When a task is due, as people say it; one that is overdue was due, no more is said."""
    if day is None:
        return t("no date")
    days = (day - reader.today).days
    if days == 0:
        return t("due today")
    if days == 1:
        return t("due tomorrow")
    said = reader.day(day)
    return t("due {day}", day=said) if days > 0 else t("was due {day}, still open", day=said)


def line(task: Task, reader: Reader, t: Phrases) -> Markup:
    """A task with when it is due."""
    return t("{title} · {due}", title=bold(task.title), due=due_words(task.due_on, reader, t))


def _told_choices(task: Task, t: Phrases) -> Buttons:
    return Buttons(
        (
            Button(t("Done"), wire("task-told-done", task.id), "main"),
            Button(t("Need help"), wire("task-help", task.id)),
        )
    )


def _choices(task: Task, t: Phrases) -> Buttons:
    return Buttons(
        (
            Button(t("Done"), wire("task-done", task.id)),
            Button(t("Need help"), wire("task-help", task.id)),
        )
    )


def _pages(tasks: Sequence[Task]) -> int:
    return -(-len(tasks) // PAGE)


def _more(desk: Desk, seat: Seat, tasks: Sequence[Task], page: int) -> Part | None:
    pages = _pages(tasks)
    if pages == 1:
        return None
    label = desk.t("More") if page + 1 < pages else desk.t("Back to the first")
    return Buttons((Button(label, wire("tasks", seat.team.id, (page + 1) % pages)),))
