"""What came of a check-in for each person it was for: the one way of counting, in digests and lists alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

from sqlalchemy.orm import Session

from bot.schedule import outbox
from bot.schedule.availability import OPTED_OUT
from bot.store.models import NotAsked
from bot.store.queries import participation as queries
from bot.store.queries.participation import Asked
from rubric.measure import Participation

# Its message never stood before the person: nobody can be said not to have answered it.
NEVER_SEEN: Final = frozenset(
    {"", *outbox.UNSENT, outbox.CANCELLED, outbox.FAILED, outbox.EXPIRED, outbox.PARKED}
) - {outbox.PENDING}


class Came(Enum):
    """What came of one check-in for one person."""

    COMPLETE = "answered"
    PARTIAL = "answered in part"
    SKIPPED = "skipped"
    EXCUSED = "excused"
    OPTED_OUT = "opted out"
    NOT_AGREED = "not agreed to messages yet"
    UNDELIVERABLE = "not delivered"
    SILENT = "not answered"


@dataclass(frozen=True, slots=True)
class Standing:
    """One person in one run of a check-in: the questions to them, and why they were left alone if they were.

    Who was left alone and was asked all the same went on leave meanwhile: excused, unless they answered.
    """

    occurrence_id: int
    person_id: int
    asked: tuple[Asked, ...] = ()
    left_alone: str = ""

    @property
    def delivered(self) -> bool:
        """Whether a question stood before the person; an answer is proof of it."""
        return any(one.answered or one.delivery not in NEVER_SEEN for one in self.asked)

    @property
    def came(self) -> Came:
        """What came of it."""
        return came_of(
            asked=len(self.asked),
            answered=sum(1 for one in self.asked if one.answered),
            skipped=sum(1 for one in self.asked if one.prompt.skipped_at is not None),
            delivered=self.delivered,
            waits=any(one.delivery == outbox.WAITING for one in self.asked),
            left_alone=self.left_alone,
        )


def came_of(
    *, asked: int, answered: int, skipped: int, delivered: bool, waits: bool, left_alone: str
) -> Came:
    """What came of one check-in for somebody, from the counts of its questions.

    `delivered`: a question stood before them. `waits`: one waits for their yes to messages. `left_alone`: why
    they were not to be asked, empty if they were.
    """
    if answered:
        return Came.COMPLETE if answered == asked else Came.PARTIAL
    if left_alone:
        return Came.OPTED_OUT if left_alone == OPTED_OUT else Came.EXCUSED
    if asked and skipped == asked:
        return Came.SKIPPED
    if delivered:
        return Came.SILENT
    return Came.NOT_AGREED if waits else Came.UNDELIVERABLE


def standings(asked: Iterable[Asked], left_alone: Iterable[NotAsked]) -> list[Standing]:
    """One for every person and run, those that were asked first."""
    questions: dict[tuple[int, int], list[Asked]] = {}
    for one in asked:
        questions.setdefault((one.prompt.occurrence_id, one.prompt.person_id), []).append(one)
    why = {(row.occurrence_id, row.person_id): row.why for row in left_alone}
    together = {key: tuple(questions.get(key, ())) for key in (*questions, *why)}
    return [Standing(*key, each, why.get(key, "")) for key, each in together.items()]


def standings_between(session: Session, team_id: str, since: datetime, until: datetime) -> list[Standing]:
    """The standings of the check-ins of a team that were due from `since` until just before `until`."""
    due = queries.asked(session, *queries.due_between(team_id, since, until))
    begun = set(queries.runs_begun(session, team_id, since, until))
    present = {(one.prompt.occurrence_id, one.prompt.person_id) for one in due}

    def belongs(row: NotAsked) -> bool:
        return row.occurrence_id in begun or (row.occurrence_id, row.person_id) in present

    left_alone = queries.not_asked(session, [*begun, *(occurrence for occurrence, _ in present)])
    return standings(due, [row for row in left_alone if belongs(row)])


def people_of(every: Iterable[Standing], came: Came) -> list[int]:
    """The ids of those for whom that came of it, each once, in order."""
    return list(dict.fromkeys(one.person_id for one in every if one.came is came))


def participation(every: Sequence[Standing]) -> Participation:
    """The standings, counted."""
    count = Counter(one.came for one in every)
    excused = count[Came.EXCUSED]
    return Participation(
        assigned=len(every),
        excused=excused,
        delivered=sum(1 for one in every if one.delivered and one.came is not Came.EXCUSED),
        complete=count[Came.COMPLETE],
        partial=count[Came.PARTIAL],
        skipped=count[Came.SKIPPED],
        opted_out=count[Came.OPTED_OUT],
        undeliverable=count[Came.UNDELIVERABLE] + count[Came.NOT_AGREED],
    )
