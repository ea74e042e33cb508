"""Need help: one line goes to a student's adviser, anybody else's to the facilitators."""

from __future__ import annotations

from bot.chat.cards import Paragraph, card
from bot.chat.events import ActionCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.replies import Ask, Correct, Reply, Say, refusal, say
from bot.chat.routes import Action, Route, Submission
from bot.chat.text import bold
from bot.desk import Desk
from bot.features.tasks import forms, telling
from bot.features.tasks.own import done_already, own_task
from bot.notices import who_was_told
from bot.permissions import Act


def ask_help(desk: Desk, call: ActionCall) -> Reply:
    """Need help was pressed."""
    seat, task = own_task(desk, call)
    if task.done_at is not None:
        raise refusal(done_already(desk, seat, task))
    return Ask(forms.help_wanted(desk, task))


def help_form(desk: Desk, call: FormSubmission) -> Form:
    """The form that was sent."""
    return forms.help_wanted(desk, own_task(desk, call)[1])


def help_asked(desk: Desk, call: FormSubmission) -> Reply:
    """What would help was written: pass it on."""
    seat, task = own_task(desk, call)
    form = help_form(desk, call)
    if problems := form.check(call.values, desk.t):
        return Correct(form.filled(call.values), problems)
    told = telling.asked_help(desk, seat, task, call.values["words"].strip(), call.key)
    desk.note_change(seat, call, "task", task.id, "help asked for")
    if not told:
        nobody = desk.t(
            "I can pass this on to nobody yet: {team} has no other facilitator.", team=seat.team.name
        )
        return say(nobody)
    passed = desk.t("You asked for help with {title}.", title=bold(task.title))
    return Say(card(Paragraph(passed), Paragraph(who_was_told(desk, told, call.person))))


ROUTES: tuple[Route, ...] = (
    Action("task-help", ask_help, opens_form=True, reads=True, act=Act.HOLD_TASKS),
    Submission("task-help", help_asked, form=help_form, act=Act.HOLD_TASKS),
)
