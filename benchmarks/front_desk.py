"""The bot's front desk on a database, without a platform before it: what an answer costs by itself."""

from __future__ import annotations

from benchmarks.local_addresses import SLACK_TEAM
from bot.chat.events import Person
from bot.chat.router import Router
from bot.features import all as features
from bot.language.catalogue import phrases_in
from bot.reception import FrontDesk
from bot.schedule.clock_time import SystemClock
from bot.store.engine import Store
from rubric.load import load_library


def front_desk(store: Store) -> FrontDesk:
    """With every feature; nobody is woken when something falls due."""
    return FrontDesk(Router(features.ROUTES), store, load_library(), SystemClock(), phrases_in, lambda: None)


def somebody(account: str) -> Person:
    """A person of the benchmarks' Slack workspace."""
    return Person("slack", SLACK_TEAM, account)
