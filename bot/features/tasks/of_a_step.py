"""A step of one of the team's goals becomes a task: the usual form opens, with what the goal says."""

from __future__ import annotations

from bot.chat.events import ActionCall
from bot.chat.replies import Ask, Reply, refusal
from bot.chat.routes import Action, Route
from bot.desk import Desk
from bot.features.tasks import forms
from bot.permissions import Act
from bot.store.models import Goal


def task_of_step(desk: Desk, call: ActionCall) -> Reply:
    """A step was chosen from a goal's menu; `value` is its place among the steps."""
    goal = desk.session.get(Goal, int(call.argument))
    if goal is None or goal.ended_at is not None:
        raise refusal(desk.t("This goal has ended. All goals: `/stem goal`"))
    seat = desk.allowed_in(call, goal.team_id, Act.GIVE_TASKS)
    due = goal.by_day.isoformat() if goal.by_day >= seat.reader.today else ""
    known = {"title": goal.steps[int(call.value)], "due": due}
    return Ask(forms.new(desk, seat).filled(known))


ROUTES: tuple[Route, ...] = (
    Action("task-of-step", task_of_step, opens_form=True, reads=True, act=Act.GIVE_TASKS),
)
