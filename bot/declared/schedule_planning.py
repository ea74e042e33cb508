"""Makes schedules of their declared parts: rules read, names of indicators, roles and audiences looked up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from bot.config.nearest import did_you_mean
from bot.config.problems import Problem, Wrong
from bot.declared.indicator_planning import indicator_named
from bot.declared.model import Term
from bot.declared.pieces import Piece, Pieces
from bot.declared.plan import PlannedSchedule
from bot.declared.schedule_model import CheckIn, Digest, Meeting, Recurring
from bot.schedule import check_in
from bot.schedule.check_in import settings_of
from bot.schedule.digest_settings import (
    DISTRICT,
    ROLE,
    SECTIONS,
    STEPBACK,
    DigestSettings,
    settings_to_store,
    usual_recipients,
)
from bot.schedule.recurrence import RuleProblem, describe, parse_rule
from bot.schedule.report import TEAM
from rubric.asking import Scope
from rubric.model import Instrument, Library, UnknownRole

# What a digest without a title is called, by what it reports.
_TITLES: Final = {
    TEAM: "Digest",
    ROLE: "Role digest",
    STEPBACK: "Stepback brief",
    DISTRICT: "District report",
}


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of schedule, what people call one that has no title, and what is particular to it."""

    kind: str
    title: str
    settings: dict[str, Any]


def plan_schedules(
    pieces: Pieces, instrument: Instrument, library: Library, problems: list[Problem]
) -> tuple[PlannedSchedule, ...]:
    """The schedules of a team; their names are unique among all kinds."""
    problems += _shared_names(pieces)
    planned = []
    for piece in pieces.recurring:
        try:
            planned.append(_schedule(piece, pieces.term, instrument, library))
        except Wrong as wrong:
            problems.append(piece.where.problem(wrong))
    return tuple(planned)


def _shared_names(pieces: Pieces) -> Iterator[Problem]:
    first: dict[str, Piece[Recurring]] = {}
    for piece in pieces.recurring:
        other = first.setdefault(piece.name, piece)
        if other is not piece:
            what = f"'{piece.name}' is the name of another schedule, {other.where}"
            yield piece.where.problem(Wrong(what, "Give it a name of its own"))


def _schedule(
    piece: Piece[Recurring], term: Term, instrument: Instrument, library: Library
) -> PlannedSchedule:
    declared = piece.value
    kind = _kind(declared, instrument, library)
    starts_on = declared.starts_on or term.starts_on
    try:
        rule = describe(parse_rule(declared.rule, starts_on, term.ends_on))
    except RuleProblem as problem:
        what = problem.what.format(given=problem.given).rstrip(".")
        raise Wrong(what, f"Write for example: {problem.example}", "rule") from problem
    return PlannedSchedule(
        where=piece.where,
        slot=piece.name,
        kind=kind.kind,
        title=declared.title or kind.title,
        rule=rule,
        at=declared.at,
        starts_on=starts_on,
        settings=kind.settings,
    )


def _kind(declared: Recurring, instrument: Instrument, library: Library) -> _Kind:
    match declared:
        case CheckIn():
            return _Kind("check-in", "Check-in", _check_in(declared, instrument, library))
        case Digest():
            return _Kind("digest", _TITLES[declared.report], _digest(declared, library))
        case Meeting():
            return _Kind("meeting", "Team meeting", _meeting(declared))
        case _:
            raise TypeError(f"{declared!r} is no kind of schedule")


def _check_in(declared: CheckIn, instrument: Instrument, library: Library) -> dict[str, Any]:
    scope = Scope(
        tuple(_audience(each, instrument) for each in declared.audiences),
        tuple(_role(each, library, "roles") for each in declared.roles),
        tuple(indicator_named(each, instrument, "indicators") for each in declared.indicators),
    )
    return settings_of(
        check_in.CheckIn(
            asks=declared.asks,
            question=declared.question,
            scope=scope,
            focus=declared.focus,
            per_person=declared.per_person,
            per_team_time=declared.per_team_time,
            open_days=declared.open_days,
            closes_at=declared.closes_at,
            reminders=declared.reminders,
        )
    )


def _digest(declared: Digest, library: Library) -> dict[str, Any]:
    return settings_to_store(
        DigestSettings(
            report=declared.report,
            to=declared.to or usual_recipients(declared.report),
            sections=declared.sections or SECTIONS,
            picture=declared.picture or "",
            role=_role(declared.role, library, "role") if declared.role else "",
            teams=declared.teams,
        )
    )


def _meeting(declared: Meeting) -> dict[str, Any]:
    return {
        "minutes": declared.minutes,
        "place": declared.place,
        "link": declared.link or "",
        "remind_minutes": declared.remind_minutes,
    }


def _audience(given: str, instrument: Instrument) -> str:
    for audience in instrument.audiences:
        if audience.casefold() == given.casefold():
            return audience
    raise Wrong(f"there is no audience '{given}'", did_you_mean(given, instrument.audiences), "audiences")


def _role(given: str, library: Library, key: str) -> str:
    try:
        return library.role(given).id
    except UnknownRole as error:
        raise Wrong(f"there is no role '{given}'", did_you_mean(given, list(library.roles)), key) from error
