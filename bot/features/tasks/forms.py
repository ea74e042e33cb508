"""The two forms of tasks: a new one, and a line that asks for help."""

from __future__ import annotations

from bot.chat.cards import Option
from bot.chat.forms import ChoiceField, DateField, Form, PersonField, TextField
from bot.chat.limits import OPTION_LABEL
from bot.chat.routes import wire
from bot.chat.text import bold, shorten
from bot.desk import Desk, Seat
from bot.store.models import Task

TITLE_LONGEST = 150
WORDS_LONGEST = 500


def new(desk: Desk, seat: Seat) -> Form:
    """A new task: what, for whom or for which role, by when."""
    t = desk.t
    roles = tuple(Option(role.id, shorten(role.title, OPTION_LABEL)) for role in desk.library.roles.values())
    return Form(
        wire("task-add", seat.team.id),
        t("Add a task"),
        (
            TextField("title", t("What is to be done?"), required=True, longest=TITLE_LONGEST),
            PersonField("to", t("Who takes it on?"), t("A person, or a role below")),
            ChoiceField("role", t("Or everyone with this role"), roles, required=False),
            DateField("due", t("Due on")),
        ),
        submit=t("Add"),
    )


def help_wanted(desk: Desk, task: Task) -> Form:
    """One line about what is needed."""
    t = desk.t
    field = TextField(
        "words",
        t("What would help?"),
        hint=t("Goes to your adviser if you have one, else to your facilitator"),
        required=True,
        longest=WORDS_LONGEST,
    )
    about = bold(task.title)
    return Form(wire("task-help", task.id), t("Ask for help"), (field,), (about,), t("Send"))
