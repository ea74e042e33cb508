"""Brings declared goals and agreed levels into the database."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from bot.declared.ledger import IN_CHAT, MANAGED, Ledger, Verb
from bot.declared.plan import PlannedGoal, PlannedState, TeamPlan
from bot.declared.rows import set_values
from bot.store.models import AgreedState, Goal

KIND, STATE = "goal", "agreed level"


def apply_goals(ledger: Ledger, plan: TeamPlan) -> None:
    """Make the config's goals what is declared; a goal that changes ends, and a new one begins."""
    rows = ledger.session.scalars(select(Goal).where(Goal.team_id == plan.team_id)).all()
    for planned in plan.goals:
        _apply_goal(ledger, plan, planned, [row for row in rows if row.indicator == planned.indicator])
    wanted = {planned.indicator for planned in plan.goals}
    for row in rows:
        if row.managed == MANAGED and row.ended_at is None and row.indicator not in wanted:
            row.ended_at = ledger.now
            ledger.note(KIND, Verb.ENDED, row.indicator, row, "goal")


def apply_states(ledger: Ledger, plan: TeamPlan) -> None:
    """Add or correct the declared levels; those that are declared no more stay, for they are history."""
    rows = ledger.session.scalars(select(AgreedState).where(AgreedState.team_id == plan.team_id)).all()
    by_key = {(row.indicator, row.agreed_on): row for row in rows}
    for planned in plan.states:
        _apply_state(ledger, plan, planned, by_key.pop(planned.identity, None))
    for row in by_key.values():
        if row.managed == MANAGED:
            ledger.note(STATE, Verb.KEPT, f"{row.indicator}, {row.agreed_on}: history is not taken back")


def _apply_goal(ledger: Ledger, plan: TeamPlan, planned: PlannedGoal, rows: Iterable[Goal]) -> None:
    about = f"{planned.indicator}, level {planned.level} by {planned.by_day}"
    running = [row for row in rows if row.ended_at is None]
    today = next((row for row in rows if row.set_on == ledger.today), None)
    if any(row.managed == IN_CHAT for row in running) or (today and today.managed == IN_CHAT):
        ledger.note(KIND, Verb.KEPT, f"{planned.indicator}: set in chat")
        return
    if any(_is_as_planned(row, plan, planned) for row in running):
        ledger.note(KIND, Verb.UNCHANGED, about)
        return
    for row in running:
        row.ended_at = ledger.now
    if today is None:
        today = _new_goal(ledger, plan, planned)
    set_values(today, {"level": planned.level, "by_day": planned.by_day, "ended_at": None, **_words(plan)})
    ledger.note(KIND, Verb.CHANGED if running else Verb.ADDED, about, today, "goal")


def _is_as_planned(row: Goal, plan: TeamPlan, planned: PlannedGoal) -> bool:
    """Whether a goal says the same under the same version; a level may mean something else in another."""
    same_version = (row.instrument, row.version) == (plan.instrument, plan.version)
    return same_version and (row.level, row.by_day) == (planned.level, planned.by_day)


def _words(plan: TeamPlan) -> dict[str, str]:
    """The version that a goal or an agreed level is about."""
    return {"instrument": plan.instrument, "version": plan.version, "fingerprint": plan.fingerprint}


def _new_goal(ledger: Ledger, plan: TeamPlan, planned: PlannedGoal) -> Goal:
    goal = Goal(
        team_id=plan.team_id,
        **_words(plan),
        indicator=planned.indicator,
        level=planned.level,
        by_day=planned.by_day,
        set_on=ledger.today,
        managed=MANAGED,
    )
    ledger.session.add(goal)
    return goal


def _apply_state(ledger: Ledger, plan: TeamPlan, planned: PlannedState, row: AgreedState | None) -> None:
    about = f"{planned.indicator}, level {planned.level} on {planned.agreed_on}, {planned.people} people"
    if row is None:
        row = _new_state(plan, planned)
        ledger.session.add(row)
        ledger.note(STATE, Verb.ADDED, about, row, "agreed_state")
    elif row.managed == IN_CHAT:
        ledger.note(STATE, Verb.KEPT, f"{planned.indicator}, {planned.agreed_on}: agreed in chat")
    else:
        changed = set_values(row, {"level": planned.level, "people": planned.people})
        about = f"{planned.indicator}: {'; '.join(changed.values())}" if changed else about
        ledger.note(STATE, Verb.CHANGED if changed else Verb.UNCHANGED, about, row, "agreed_state")


def _new_state(plan: TeamPlan, planned: PlannedState) -> AgreedState:
    return AgreedState(
        team_id=plan.team_id,
        **_words(plan),
        indicator=planned.indicator,
        level=planned.level,
        people=planned.people,
        agreed_on=planned.agreed_on,
        managed=MANAGED,
    )
