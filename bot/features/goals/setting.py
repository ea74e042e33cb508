"""`/stem goal set` and `/stem goal end`: what a facilitator decides about goals."""

from __future__ import annotations

from bot.chat.cards import Button, Buttons, Card, Paragraph, card
from bot.chat.events import ActionCall, Call, CommandCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.replies import Ask, Correct, Replace, Reply, Say, refusal, say
from bot.chat.routes import wire
from bot.desk import Desk, Seat
from bot.features.goals import cards, forms, wanted
from bot.features.goals.standing import aims
from bot.features.goals.wanted import Wanted
from bot.permissions import Act
from bot.spoken import indicator_named
from bot.store.lineage import under
from bot.store.models import Draft, Goal
from bot.store.queries.roster import DECLARED, IN_CHAT
from rubric.model import UnknownIndicator

_END = "/stem goal end {id}"


def set_goal(desk: Desk, call: CommandCall) -> Reply:
    """Set a goal from the typed line; what is missing is asked for in the form."""
    seat = desk.allowed(call, Act.SET_GOALS)
    values = wanted.typed(desk, seat, call)
    if values["indicator"] and (words := _declared(desk, seat, values["indicator"])):
        raise refusal(words)
    if not (values["indicator"] and values["level"] and values["by"]):
        return Ask(forms.goal(desk, seat).filled(values))
    if found := wanted.problems(desk, seat, values):
        raise wanted.refuse(desk, seat, found, values["indicator"])
    return Say(_set_or_ask(desk, call, seat, values))


def goal_form(desk: Desk, call: FormSubmission) -> Form:
    """The form that was sent."""
    return forms.goal(desk, desk.allowed_in(call, call.argument, Act.SET_GOALS))


def goal_sent(desk: Desk, call: FormSubmission) -> Reply:
    """The form came in."""
    seat = desk.allowed_in(call, call.argument, Act.SET_GOALS)
    form = goal_form(desk, call)
    found = form.check(call.values, desk.t) or _wrong_indicator(desk, seat, call.values["indicator"])
    found = found or wanted.problems(desk, seat, call.values)
    if found:
        return Correct(form.filled(call.values), found)
    return Say(_set_or_ask(desk, call, seat, call.values))


def set_anyway(desk: Desk, call: ActionCall) -> Reply:
    """A goal that the team has reached already is meant so."""
    draft = desk.session.get(Draft, int(call.argument))
    if draft is None or draft.account != call.person.account:
        raise refusal(desk.t("What you typed is not kept any more. Please start again."))
    seat = desk.allowed_in(call, draft.argument, Act.SET_GOALS)
    if words := _declared(desk, seat, draft.values["indicator"]):
        raise refusal(words)
    if found := wanted.problems(desk, seat, draft.values):
        raise wanted.refuse(desk, seat, found, draft.values["indicator"])
    return Replace(_set(desk, call, seat, wanted.read(desk, seat, draft.values)))


def end_goal(desk: Desk, call: CommandCall) -> Reply:
    """End the goal of an indicator; what was wanted stays on record."""
    seat = desk.allowed(call, Act.SET_GOALS)
    indicator = indicator_named(desk, seat.team, call.options.get("indicator", ""), _END)
    aim = aims(desk, seat.team).get(indicator.id)
    if aim is None:
        raise refusal(desk.t("{title} has no goal. All goals: `/stem goal`", title=indicator.short_title))
    if words := _declared(desk, seat, indicator.id):
        raise refusal(words)
    _end(desk, seat, indicator.id)
    why = call.options.get("why", "").strip()
    desk.note_change(seat, call, "goal", aim.goal.id, f"ended: {why}" if why else "ended")
    return say(desk.t("Ended: the goal for {title} ({id}).", title=indicator.short_title, id=indicator.id))


def _set_or_ask(desk: Desk, call: CommandCall | FormSubmission, seat: Seat, values: wanted.Values) -> Card:
    goal = wanted.read(desk, seat, values)
    if not goal.passed_already:
        return _set(desk, call, seat, goal)
    draft = Draft(
        account=call.person.account,
        form="goal-set",
        argument=seat.team.id,
        values=dict(values),
        at=desk.now,
    )
    desk.session.add(draft)
    desk.session.flush()
    words = desk.t(
        "{title} is on level {existing} already, so the goal {level} would be reached today. Set it so?",
        title=goal.indicator.short_title,
        existing=goal.existing,
        level=goal.level,
    )
    yes = Button(desk.t("Set it so"), wire("goal-anyway", draft.id))
    return card(Paragraph(words), Buttons((yes,)))


def _set(desk: Desk, call: Call, seat: Seat, new: Wanted) -> Card:
    earlier = aims(desk, seat.team).get(new.indicator.id)
    if earlier is not None:
        _end(desk, seat, new.indicator.id)
    goal = Goal(
        team_id=seat.team.id,
        **under(desk.instrument(seat.team)),
        indicator=new.indicator.id,
        level=new.level,
        by_day=new.by_day,
        set_on=desk.team_reader(seat.team).today,
        managed=IN_CHAT,
        baseline=new.existing,
        steps=new.steps,
        set_by=seat.person.id,
    )
    desk.session.add(goal)
    desk.session.flush()
    desk.note_change(seat, call, "goal", goal.id, f"set: {new.indicator.id} {new.level} by {new.by_day}")
    return cards.goal_set(desk, seat, aims(desk, seat.team)[new.indicator.id], earlier)


def _end(desk: Desk, seat: Seat, indicator_id: str) -> None:
    """End every running goal of the indicator that was set in chat."""
    aim = aims(desk, seat.team).get(indicator_id)
    while aim is not None and aim.goal.managed != DECLARED:
        aim.goal.ended_at = desk.now
        desk.session.flush()
        aim = aims(desk, seat.team).get(indicator_id)


def _declared(desk: Desk, seat: Seat, indicator_id: str) -> str:
    """Why the goal of an indicator cannot be changed in chat; empty when it can."""
    aim = aims(desk, seat.team).get(indicator_id)
    if aim is None or aim.goal.managed != DECLARED:
        return ""
    return desk.t(
        "The goal for {title} stands in the installation's file, so it is changed there. "
        "Whoever installed me can do that.",
        title=aim.indicator.short_title,
    )


def _wrong_indicator(desk: Desk, seat: Seat, indicator_id: str) -> dict[str, str]:
    try:
        found = desk.instrument(seat.team).indicator(indicator_id)
    except UnknownIndicator as error:
        nearest = error.nearest or desk.instrument(seat.team).indicators[0]
        return {"indicator": desk.t("There is no such indicator. Closest: {id}", id=nearest.id)}
    words = _declared(desk, seat, found.id)
    return {"indicator": words} if words else {}
