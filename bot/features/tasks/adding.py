"""A facilitator adds a task, for a person or for a role, in a line or in a form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.chat.cards import Card, Paragraph, card
from bot.chat.events import ActionCall, CommandCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.parameters import Kind, Parameter
from bot.chat.phrases import N_
from bot.chat.replies import Ask, Correct, Reply, Say, refusal
from bot.chat.routes import Action, Command, Route, Submission
from bot.chat.text import Markup, bold, join
from bot.desk import Desk, Seat
from bot.features.tasks import cards, forms, telling
from bot.features.tasks.problems import Values, person_there, problems
from bot.naming import called
from bot.notices import who_was_told
from bot.permissions import Act
from bot.spoken import account_named, day_ahead, day_meant, role_named
from bot.store.models import Person, Task
from bot.store.queries import roster, tasks
from bot.suggestions import suggest_role

EXAMPLE = '/stem tasks add "Poster for the showcase" @Sam due:{day}'
ROLE_EXAMPLE = '/stem tasks add "Poster for the showcase" role:{role}'


def add(desk: Desk, call: CommandCall) -> Reply:
    """Add a task from the typed line; what is missing is asked for in the form."""
    seat = desk.allowed(call, Act.GIVE_TASKS)
    values = _typed(desk, seat, call)
    form = forms.new(desk, seat)
    if not values["title"] or not (values["to"] or values["role"]):
        return Ask(form.filled(values))
    if found := problems(desk, call, seat, form, values):
        raise refusal(join(" ", [*found.values()]))
    return Say(_add(desk, call, seat, values))


def open_form(desk: Desk, call: ActionCall) -> Reply:
    """Ask in the form what is to be done."""
    return Ask(forms.new(desk, desk.allowed_in(call, call.argument, Act.GIVE_TASKS)))


def add_form(desk: Desk, call: FormSubmission) -> Form:
    """The form that was sent."""
    return forms.new(desk, desk.allowed_in(call, call.argument, Act.GIVE_TASKS))


def added(desk: Desk, call: FormSubmission) -> Reply:
    """The form came in."""
    seat = desk.allowed_in(call, call.argument, Act.GIVE_TASKS)
    form = add_form(desk, call)
    if found := problems(desk, call, seat, form, call.values):
        return Correct(form.filled(call.values), found)
    return Say(_add(desk, call, seat, call.values))


def _typed(desk: Desk, seat: Seat, call: CommandCall) -> dict[str, str]:
    """What was typed, as the form would send it."""
    given, example = call.options, EXAMPLE.format(day=day_ahead(seat.reader.today))
    due = given.get("due")
    return {
        "title": given.get("title", "").strip(),
        "to": account_named(desk, given["to"], example) if given.get("to") else "",
        "role": role_named(desk, given["role"], ROLE_EXAMPLE).id if given.get("role") else "",
        "due": day_meant(desk, due, seat.reader.today, EXAMPLE).isoformat() if due else "",
    }


def _add(desk: Desk, call: CommandCall | FormSubmission, seat: Seat, values: Values) -> Card:
    to, due = values.get("to", ""), values.get("due", "")
    person = person_there(desk, call, to) if to else None
    task = tasks.add(
        desk.session,
        Task(
            team_id=seat.team.id,
            title=values["title"].strip(),
            person_id=person.id if person else None,
            role=values.get("role") or None,
            due_on=date.fromisoformat(due) if due else None,
            added_by=seat.person.id,
            added_at=desk.now,
        ),
    )
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
        return desk.t("It is on your own list: `/stem tasks`")
    return desk.t("Nobody holds this role now. Whoever takes it on finds the task with `/stem tasks`.")


def _whom(desk: Desk, call: CommandCall | FormSubmission, task: Task, person: Person | None) -> Markup:
    if person is not None:
        return called(desk.session, person, call.person)
    return desk.t("the role {role}", role=desk.library.roles[task.role].title if task.role else "")


def _holders(desk: Desk, seat: Seat, task: Task) -> Sequence[Person]:
    return roster.holders(desk.session, seat.team.id, task.role or "", seat.reader.today)


ROUTES: tuple[Route, ...] = (
    Command(
        "tasks add",
        add,
        N_("Give somebody, or everyone with a role, a task"),
        EXAMPLE.format(day="Friday"),
        (
            Parameter("title", Kind.TEXT, N_("What is to be done")),
            Parameter("to", Kind.PERSON, N_("Who takes it on")),
            Parameter("role", Kind.ROLE, N_("Or everyone with this role"), suggest=suggest_role),
            Parameter("due", Kind.DATE, N_("By when, such as Friday or 2026-12-11")),
        ),
        opens_form=True,
        act=Act.GIVE_TASKS,
    ),
    Action("task-form", open_form, opens_form=True, reads=True, act=Act.GIVE_TASKS),
    Submission("task-add", added, form=add_form, act=Act.GIVE_TASKS),
)
