"""Makes a task for oneself of what an indicator's next level asks for and nobody has seen yet."""

from __future__ import annotations

from bot.chat.events import ActionCall
from bot.chat.replies import Reply, refusal, say
from bot.chat.routes import Action, Route
from bot.chat.text import bold
from bot.desk import Desk
from bot.features.rating.own import own_rating
from bot.permissions import Act
from bot.store.models import Task
from bot.store.queries import tasks
from rubric import behaviours


def take_up(desk: Desk, call: ActionCall) -> Reply:
    """A behaviour was chosen from the menu; chosen twice, it is one task."""
    seat, said = own_rating(desk, call)
    chosen = behaviours.named(said.words, [call.value])
    if not chosen:
        raise refusal(desk.t("This is not in your rubric any more, so no task was made of it."))
    title = bold(chosen[0].words)
    open_ = tasks.open_for(desk.session, seat.team.id, seat.person.id, ())
    if any(task.title == chosen[0].words for task in open_):
        return say(desk.t("This is on your list already: {title}. See it: `/stem tasks`", title=title))
    person = seat.person.id
    task = Task(
        team_id=seat.team.id,
        title=chosen[0].words,
        person_id=person,
        added_by=person,
        added_at=desk.now,
    )
    tasks.add(desk.session, task)
    desk.note_change(seat, call, "task", task.id, "added")
    return say(desk.t("On your list: {title}. See it: `/stem tasks`", title=title))


ROUTES: tuple[Route, ...] = (Action("rate-task", take_up, act=Act.RATE),)
