"""Brings declared check-ins, digests and meetings into the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from bot.config.problems import Invalid, Problem, Wrong
from bot.declared.ledger import IN_CHAT, MANAGED, Ledger, Verb
from bot.declared.plan import PlannedSchedule, TeamPlan
from bot.declared.rows import set_values
from bot.store.models import Schedule

# When one of these changes, the next day is found anew.
_TIMING = frozenset({"rule", "at", "starts_on", "ended_at"})


def apply_schedules(ledger: Ledger, plan: TeamPlan) -> None:
    """Make the config's schedules what is declared. Raises Invalid for a name that means another kind."""
    rows = ledger.session.scalars(select(Schedule).where(Schedule.team_id == plan.team_id)).all()
    by_slot = {row.slot: row for row in rows}
    problems = [
        problem for planned in plan.schedules for problem in _other_kind(planned, by_slot.get(planned.slot))
    ]
    if problems:
        raise Invalid(problems)
    for planned in plan.schedules:
        _apply(ledger, planned, by_slot.pop(planned.slot, None))
    for row in by_slot.values():
        if row.managed == MANAGED and row.ended_at is None:
            row.ended_at, row.next_due_at, row.next_day = ledger.now, None, None
            ledger.note(row.kind, Verb.ENDED, row.slot, row, "schedule")


def _other_kind(planned: PlannedSchedule, row: Schedule | None) -> list[Problem]:
    if row is None or row.kind == planned.kind:
        return []
    what = f"'{planned.slot}' is the name of a {row.kind} of this team already"
    return [planned.where.problem(Wrong(what, "Give it another name"))]


def _apply(ledger: Ledger, planned: PlannedSchedule, row: Schedule | None) -> None:
    about = f"{planned.slot}, {planned.rule} at {planned.at:%H:%M}"
    if row is None:
        row = Schedule(team_id=ledger.team_id, slot=planned.slot, managed=MANAGED, **_values(planned))
        ledger.session.add(row)
        ledger.note(planned.kind, Verb.ADDED, about, row, "schedule")
    elif row.managed == IN_CHAT:
        ledger.note(planned.kind, Verb.KEPT, f"{planned.slot}: made in chat")
    else:
        changed = set_values(row, _values(planned))
        if changed.keys() & _TIMING:
            row.next_due_at, row.next_day = None, None
        about = f"{planned.slot}: {'; '.join(changed.values())}" if changed else about
        verb = Verb.CHANGED if changed else Verb.UNCHANGED
        ledger.note(planned.kind, verb, about, row, "schedule")


def _values(planned: PlannedSchedule) -> Mapping[str, Any]:
    return {
        "kind": planned.kind,
        "title": planned.title,
        "rule": planned.rule,
        "at": planned.at,
        "starts_on": planned.starts_on,
        "settings": dict(planned.settings),
        "ended_at": None,
    }
