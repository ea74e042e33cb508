"""A facilitator adds a task, for a person or for a role, in a line or in a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.chat.cards import Card, Paragraph, card
from bot.chat.events import CommandCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.replies import Ask, Correct, Reply, Say, refusal
from bot.chat.routes import Command, Route, Submission
from bot.chat.text import Markup, bold, escape, join, mention
from bot.desk import OBSERVER, Desk, Seat
from bot.features.tasks import cards, forms, telling
from bot.naming import called
from bot.notices import who_was_told
from bot.spoken import account_named, day_ahead, day_meant, role_named
from bot.store.models import Person, Task
from bot.store.queries import roster, seats
from bot.suggestions import suggest_role

EXAMPLE = '/stem tasks add "Poster for the showcase" @Sam due:{day}'
Values = Mapping[str, str]


def add(desk: Desk, call: CommandCall) -> Reply:
    """Add a task from the typed line; what is missing is asked for in the form."""
    seat = desk.facilitator(call)
    values = _typed(desk, seat, call)
    form = forms.new(desk, seat)
    if not values["title"] or not (values["to"] or values["role"]):
        return Ask(form.filled(values))
    if problems := _problems(desk, call, seat, form, values):
        example = desk.t("Try: `{example}`", example=EXAMPLE.format(day=day_ahead(seat.reader.today)))
        raise refusal(join(" ", [*problems.values(), example]))
    return Say(_add(desk, call, seat, values))


def add_form(desk: Desk, call: FormSubmission) -> Form:
    """The form that was sent."""
    return forms.new(desk, desk.facilitator_in(call, call.argument))


def added(desk: Desk, call: FormSubmission) -> Reply:
    """The form came in."""
    seat = desk.facilitator_in(call, call.argument)
    form = add_form(desk, call)
    if problems := _problems(desk, call, seat, form, call.values):
        return Correct(form.filled(call.values), problems)
    return Say(_add(desk, call, seat, call.values))


def _typed(desk: Desk, seat: Seat, call: CommandCall) -> dict[str, str]:
    """What was typed, as the form would send it."""
    given, example = call.options, EXAMPLE.format(day=day_ahead(seat.reader.today))
    due = given.get("due")
    return {
        "title": given.get("title", "").strip(),
        "to": account_named(desk, given["to"], example) if given.get("to") else "",
        "role": role_named(desk, given["role"], example).id if given.get("role") else "",
        "due": day_meant(desk, due, seat.reader.today, EXAMPLE).isoformat() if due else "",
    }


def _problems(
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
                "{day} has passed. Give a day from today on, for example {example}.",
                day=passed,
                example=day_ahead(seat.reader.today),
            )
        }
    return {}


def _cannot_take(desk: Desk, call: CommandCall | FormSubmission, seat: Seat, account: str) -> Markup | None:
    t = desk.t
    person = _person(desk, call, account)
    held = person and roster.seat_of(desk.session, seat.team.id, person.id, seat.reader.today)
    if not held:
        return t(
            "{who} is not on the roster of {team}. Add them first: `/stem roster add`.",
            who=mention(account),
            team=seat.team.name,
        )
    if held.permission == OBSERVER:
        return t("{who} observes, and observers take on no tasks.", who=mention(account))
    return None


def _add(desk: Desk, call: CommandCall | FormSubmission, seat: Seat, values: Values) -> Card:
    to, due = values.get("to", ""), values.get("due", "")
    person = _person(desk, call, to) if to else None
    task = Task(
        team_id=seat.team.id,
        title=values["title"].strip(),
        person_id=person.id if person else None,
        role=values.get("role") or None,
        due_on=date.fromisoformat(due) if due else None,
        added_by=seat.person.id,
        added_at=desk.now,
    )
    desk.session.add(task)
    desk.session.flush()
    desk.note_change(seat, call, "task", task.id, "added")
    people = [person] if person else _holders(desk, seat, task)
    told = telling.assignees(desk, seat, task, people)
    summary = desk.t(
        "Added: {title} · {due} · for {whom}.",
        title=bold(task.title),
        due=cards.due_words(task.due_on, seat.reader, desk.t),
        whom=_whom(desk, call, task, person),
    )
    who = who_was_told(desk, told, call.person)
    return card(Paragraph(summary), Paragraph(who or _nobody_told(desk, people)))


def _nobody_told(desk: Desk, people: Sequence[Person]) -> Markup:
    if people:
        return desk.t("It stands on your own list: `/stem tasks`")
    return desk.t("Nobody holds this role now. Whoever takes it on finds the task with `/stem tasks`.")


def _whom(desk: Desk, call: CommandCall | FormSubmission, task: Task, person: Person | None) -> Markup:
    if person is not None:
        return called(desk.session, person, call.person)
    return escape(desk.library.roles[task.role].title if task.role else "")


def _holders(desk: Desk, seat: Seat, task: Task) -> Sequence[Person]:
    return roster.holders(desk.session, seat.team.id, task.role or "", seat.reader.today)


def _person(desk: Desk, call: CommandCall | FormSubmission, account: str) -> Person | None:
    return seats.person_of(desk.session, call.person.platform, call.person.workspace, account)


ROUTES: tuple[Route, ...] = (
    Command(
        "tasks add",
        add,
        N_("Give somebody, or everyone with a role, a task"),
        EXAMPLE.format(day="2026-12-11"),
        (
            Parameter("title", Kind.TEXT, N_("What is to be done")),
            Parameter("to", Kind.PERSON, N_("Who takes it on")),
            Parameter("role", Kind.ROLE, N_("Or everyone with this role"), suggest=suggest_role),
            Parameter("due", Kind.DATE, N_("By when, such as Friday or 2026-12-11")),
        ),
        opens_form=True,
        for_facilitators=True,
    ),
    Submission("task-add", added, form=add_form),
)
