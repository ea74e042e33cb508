"""Brings a declared file into the database in one transaction: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.declared.goals import apply_goals, apply_states
from bot.declared.ledger import Ledger, Outcome
from bot.declared.people import apply_people
from bot.declared.plan import TeamPlan
from bot.declared.schedules import apply_schedules
from bot.declared.seats import apply_roles, apply_seats


def apply_plans(session: Session, plans: Iterable[TeamPlan], now: datetime) -> Outcome:
    """Bring in each team's plan of a declared file; `sync_teams` has brought in the teams.

    Teams without a plan, and rows made in chat, stay as they are. Applying the same again changes nothing.
    Raises Invalid where a plan and the database disagree.
    """
    ledgers = [_apply(session, plan, now) for plan in plans]
    return Outcome(tuple(entry for ledger in ledgers for entry in ledger.entries))


def _apply(session: Session, plan: TeamPlan, now: datetime) -> Ledger:
    ledger = Ledger(session, now, plan.team_id, plan.zone)
    people = apply_people(ledger, plan)
    apply_seats(ledger, plan, people)
    apply_roles(ledger, plan, people)
    apply_schedules(ledger, plan)
    apply_goals(ledger, plan)
    apply_states(ledger, plan)
    session.flush()
    return ledger
