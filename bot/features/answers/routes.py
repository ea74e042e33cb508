"""`/stem checkins answers`, and the button that shows the same of one run."""

from __future__ import annotations

from functools import partial

from bot.chat.events import ActionCall, CommandCall
from bot.chat.parameters import Kind, Parameter, Suggest
from bot.chat.phrases import N_
from bot.chat.replies import Reply, Say, refusal
from bot.chat.routes import Action, Command, Route
from bot.desk import Desk
from bot.features.answers import cards
from bot.features.answers.runs import Find, run_and_earlier, wanted
from bot.permissions import Act
from bot.store.models import Occurrence

_NAME = "name"


def routes(find: Find, suggest: Suggest) -> tuple[Route, ...]:
    """The routes; `find` finds a check-in by its name, `suggest` completes one."""
    which = Parameter(_NAME, Kind.WORD, N_("Which check-in; the latest if left out"), suggest=suggest)
    return (
        Command(
            "checkins answers",
            partial(_answers, find=find),
            N_("How many answered a check-in, and who has not yet"),
            "/stem checkins answers",
            (which,),
            reads=True,
            act=Act.SEE_WHO_ANSWERED,
        ),
        Action("answers", _of_run, reads=True, act=Act.SEE_WHO_ANSWERED),
    )


def _answers(desk: Desk, call: CommandCall, find: Find) -> Reply:
    seat = desk.allowed(call, Act.SEE_WHO_ANSWERED)
    latest, *earlier = wanted(desk, seat, call.options.get(_NAME, "").strip(), find)
    return Say(cards.answers(desk, seat, latest, earlier))


def _of_run(desk: Desk, call: ActionCall) -> Reply:
    occurrence = desk.session.get(Occurrence, int(call.argument))
    if occurrence is None:
        raise refusal(desk.t("This check-in is gone."))
    seat = desk.allowed_in(call, occurrence.team_id, Act.SEE_WHO_ANSWERED)
    run, *earlier = run_and_earlier(desk, occurrence)
    return Say(cards.answers(desk, seat, run, earlier))
