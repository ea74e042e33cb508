"""What a capability does when its schedule falls due; the keeper of occurrences knows only this."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from sqlalchemy.orm import Session

from bot.chat.text import Markup
from bot.desk import Desk
from bot.store.models import Delivery, Occurrence, Schedule


class Planner(Protocol):
    """One kind of schedule. All instants are UTC, all days local to the schedule.

    The purposes of an occurrence's deliveries begin with `kind:its id:`; by that they are found again.
    """

    kind: str

    def due_at(self, desk: Desk, schedule: Schedule, day: date) -> datetime:
        """When the occurrence of that day begins: for people in several zones, where it is due first."""

    def too_late_after(self, desk: Desk, schedule: Schedule, day: date) -> datetime:
        """Until when it may still begin after the bot was away; later it is recorded as missed."""

    def closes_at(self, desk: Desk, schedule: Schedule, day: date) -> datetime:
        """When nothing of it can be answered or sent any more."""

    def fill(self, desk: Desk, schedule: Schedule, occurrence: Occurrence) -> bool:
        """Write at most one chunk of its prompts and deliveries; True when all are written."""

    def move(self, desk: Desk, schedule: Schedule, occurrence: Occurrence, delivery: Delivery) -> None:
        """Time a delivery anew that is not sent yet: a zone, a calendar or quiet hours changed."""

    def title(self, desk: Desk, schedule: Schedule) -> Markup:
        """What it is called in a sentence, such as: the check-in."""


class Chore(Protocol):
    """Something to be done now and then, whenever it is needed."""

    def needed(self, session: Session, now: datetime) -> bool:
        """Whether there is anything to do; asked at every tick, so it must be quick."""

    def run(self, desk: Desk) -> None:
        """Do it in one transaction."""
