"""The report of a year that has gone by: what stands with the people, and how the bot has counted it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from bot.sandbox.seen import SeenButton, SeenPart, SeenRow
from bot.schedule.anew import EARLY
from bot.schedule.check_in import ABOUT_INDICATORS
from bot.schedule.missed import MISSED
from bot.schedule.participation import Came, standings
from bot.store.models import Occurrence, Person, Prompt, Schedule
from bot.store.queries import participation
from rubric.asking import Scope, askable
from rubric.load import load_library
from tests.school_year.checks import Counted, Report
from tests.school_year.mail import Run
from tests.school_year.members import ACCOUNTS, MEMBERS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.school_year.year import Year

# Longer than every window with its last weekend.
LONGEST: Final = timedelta(days=14)


async def report_of(year: Year) -> Report:
    """What to check."""
    library = load_library()
    instrument = library.instruments["engaged-stem-community"]
    about = {
        one.name: [each.id for each in askable(library, instrument, Scope(), [one.role])] for one in MEMBERS
    }
    audiences = {
        audience: [each.id for each in instrument.indicators if each.audience == audience]
        for audience in instrument.audiences
    }
    asked = await year.store.read(_asked)
    counted = await year.store.read(_counted)
    still_open = [one for member in MEMBERS for one in _still_open(year, member.name)]
    return Report(year.term, year.mail, counted, asked, about, audiences, still_open)


def _still_open(year: Year, name: str) -> Iterator[str]:
    """The messages of one person that offer an answer although all their windows are over."""
    seen = year.hands_of(name).messages(ACCOUNTS[name], year.direct(name))
    offering = {one.id for one in seen if any(_is_an_answer(part) for part in one.parts)}
    for one in year.mail:
        if one.who == name and one.message in offering and one.runs:
            last = max(run.day for run in one.runs)
            if last + LONGEST < year.clock.now().date():
                yield str(one)


def _is_an_answer(part: SeenPart) -> bool:
    controls = part.controls if isinstance(part, SeenRow) else ()
    return any(isinstance(one, SeenButton) and _asks(one) for one in controls)


def _asks(button: SeenButton) -> bool:
    """Whether it asks; Change, in what was answered, says until when that can be done."""
    return button.id.startswith("checkin-moving:") or (
        button.style == "main" and button.id.startswith(("rate:", "checkin-write:"))
    )


def _asked(session: Session) -> dict[tuple[str, str], list[str]]:
    """By person and check-in what they were asked about and saw, in order."""
    rows = session.execute(
        select(Person.name, Schedule.slot, Prompt.subject)
        .join(Person, Person.id == Prompt.person_id)
        .join(Occurrence, Occurrence.id == Prompt.occurrence_id)
        .join(Schedule, Schedule.id == Occurrence.schedule_id)
        .where(Prompt.asks.in_(ABOUT_INDICATORS))
        .order_by(Prompt.id)
    )
    found: dict[tuple[str, str], list[str]] = {}
    for name, slot, subject in rows:
        found.setdefault((name, slot), []).append(subject)
    return found


def _counted(session: Session) -> list[Counted]:
    names = {one.id: one.name for one in session.scalars(select(Person))}
    took_place = Occurrence.state.not_in((MISSED, EARLY))
    rows = session.execute(
        select(Occurrence, Schedule.slot)
        .join(Schedule, Schedule.id == Occurrence.schedule_id)
        .where(Schedule.kind == "check-in", took_place)
        .order_by(Occurrence.id)
    )
    found: list[Counted] = []
    for occurrence, slot in rows:
        every = standings(*participation.of_run(session, occurrence.id))
        assigned = frozenset(names[one.person_id] for one in every)
        excused = frozenset(names[one.person_id] for one in every if one.came is Came.EXCUSED)
        found.append(Counted(Run(occurrence.id, slot, occurrence.day), assigned, assigned - excused))
    return found
