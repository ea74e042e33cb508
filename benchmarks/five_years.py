"""Teams that have worked with the bot for five years: what they were asked, said, rated and agreed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from benchmarks.local_addresses import SLACK_TEAM
from benchmarks.school import INSTRUMENT
from bot.store import models
from rubric.fingerprint import fingerprint
from rubric.load import load_library
from rubric.model import Indicator

YEARS: Final = 5
ENDS: Final = datetime(2026, 12, 4, 21, tzinfo=UTC)
BEGAN: Final = date(2021, 8, 1)
PEOPLE: Final = 15
_ROLES: Final = (
    "teacher",
    "instructional-coach",
    "building-administration",
    "district-administration",
    "student-leader",
    "ecosystem-liaison",
)
_MOVEMENTS: Final = ("moving", "no-change", "stuck", "moving", "no-change")
Rows = Iterator[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Life:
    """One team's five years; `number` counts the teams, and every id of its rows begins where it says."""

    number: int

    @property
    def team_id(self) -> str:
        """Such as team-7."""
        return f"team-{self.number}"

    @property
    def people(self) -> range:
        """The ids of its people."""
        return range(self.number * PEOPLE + 1, (self.number + 1) * PEOPLE + 1)


def fill(session: Session, teams: int) -> None:
    """Write all rows; the database has to be new. Each kind of row of every team before the next kind."""
    lives = [Life(number) for number in range(teams)]
    instrument = load_library().instrument(INSTRUMENT)
    said = {"instrument": INSTRUMENT, "version": instrument.version, "fingerprint": fingerprint(instrument)}
    indicators = instrument.indicators
    for life in lives:
        for table, rows in _who(life):
            session.connection().execute(insert(table), list(rows))
    for life in lives:
        for table, rows in _what(life, said, indicators):
            session.connection().execute(insert(table), list(rows))


def _who(life: Life) -> Iterator[tuple[type[models.Base], Rows]]:
    yield models.Team, iter([_team(life)])
    yield models.TeamChannel, iter([_channel(life)])
    yield models.Person, (_person(id_) for id_ in life.people)
    yield models.Account, (_account(id_) for id_ in life.people)
    yield models.Membership, (_seat(life, id_) for id_ in life.people)
    yield models.RoleHolder, (_role(life, id_) for id_ in life.people)
    yield models.Schedule, iter(_schedules(life))


def _what(
    life: Life, said: dict[str, Any], indicators: tuple[Indicator, ...]
) -> Iterator[tuple[type[models.Base], Rows]]:
    yield models.Occurrence, _occurrences(life)
    yield models.Prompt, _prompts(life, indicators)
    yield models.Answer, _answers(life)
    yield models.Rating, _ratings(life, said, indicators)
    yield models.AgreedState, _states(life, said, indicators)
    yield models.Goal, (_goal(life, said, indicators[place * 3], place) for place in range(4))
    yield models.Evidence, _evidence(life, said, indicators)
    yield models.Task, _tasks(life)


def weeks() -> list[date]:
    """The Tuesdays of five school years, forty in each."""
    first = ENDS.date() - timedelta(days=3)
    return [first - timedelta(weeks=number) for number in range(52 * YEARS) if number % 52 < 40][::-1]  # noqa: PLR2004


def _team(life: Life) -> dict[str, Any]:
    named = {"id": life.team_id, "name": f"Team {life.number}", "instrument": INSTRUMENT}
    return {**named, "zone": "America/New_York", "locale": "en", "settings": {}}


def _channel(life: Life) -> dict[str, Any]:
    where = {"platform": "slack", "workspace": SLACK_TEAM, "channel": f"C{life.number}"}
    return {"team_id": life.team_id, **where}


def _person(id_: int) -> dict[str, Any]:
    times = dict.fromkeys(("greeted_at", "agreed_at"), _at(BEGAN))
    return {"id": id_, "name": f"Person {id_}", "zone": "America/New_York", "locale": "en", **times}


def _account(id_: int) -> dict[str, Any]:
    where = {"platform": "slack", "workspace": SLACK_TEAM, "account": f"U{id_}"}
    return {"person_id": id_, "preferred": True, **where}


def _seat(life: Life, id_: int) -> dict[str, Any]:
    permission = ("facilitator", "leader", "leader")[id_ % PEOPLE] if id_ % PEOPLE < 3 else "member"  # noqa: PLR2004
    since = {"starts_on": BEGAN, "managed": "chat"}
    return {"team_id": life.team_id, "person_id": id_, "permission": permission, **since}


def _role(life: Life, id_: int) -> dict[str, Any]:
    held = {"person_id": id_, "role": _ROLES[id_ % len(_ROLES)]}
    return {"team_id": life.team_id, **held, "starts_on": BEGAN, "managed": "chat"}


def _schedules(life: Life) -> list[dict[str, Any]]:
    kinds = (("check-in", "weekly on Tue"), ("digest", "weekly on Fri"), ("meeting", "every 2 weeks on Thu"))
    return [
        {
            "id": life.number * 3 + place + 1,
            "team_id": life.team_id,
            "slot": kind,
            "kind": kind,
            "title": kind,
            "rule": rule,
            "at": time(15),
            "starts_on": BEGAN,
            "settings": {},
            "managed": "chat",
        }
        for place, (kind, rule) in enumerate(kinds)
    ]


def _occurrences(life: Life) -> Rows:
    for place, kind in enumerate(("check-in", "digest", "meeting")):
        for number, day in enumerate(weeks()):
            own_day = day + timedelta(days=(0, 3, 2)[place])
            if own_day < ENDS.date() and (kind != "meeting" or number % 2):
                yield {
                    "id": _run(life, place, number),
                    "team_id": life.team_id,
                    "schedule_id": life.number * 3 + place + 1,
                    "day": own_day,
                    "slot": kind,
                    "due_at": _at(own_day),
                    "closes_at": _at(own_day + timedelta(days=3)),
                    "state": "filled",
                    "details": {"norm": "pausing"} if kind == "meeting" else {},
                }


def _prompts(life: Life, indicators: tuple[Indicator, ...]) -> Rows:
    for number, day in enumerate(weeks()):
        for place, id_ in enumerate(life.people):
            indicator = indicators[(number + place) % len(indicators)]
            yield {
                "id": _question(life, number, place),
                "team_id": life.team_id,
                "occurrence_id": _run(life, 0, number),
                "person_id": id_,
                "subject": indicator.id,
                "audience": indicator.audience,
                "due_at": _at(day),
                "closes_at": _at(day + timedelta(days=3)),
            }


def _answers(life: Life) -> Rows:
    for number, day in enumerate(weeks()):
        for place, id_ in enumerate(life.people):
            if place % 5 != number % 5:
                movement = _MOVEMENTS[(number // 3 + place) % len(_MOVEMENTS)]
                yield {
                    "team_id": life.team_id,
                    "prompt_id": _question(life, number, place),
                    "person_id": id_,
                    "movement": movement,
                    "words": "Two engineers agreed to judge the bridge project",
                    "link": "https://example.org/bridge" if place == 3 else "",  # noqa: PLR2004
                    "blocker": "No bus for the visit" if movement == "stuck" else "",
                    "helper": "",
                    "given_at": _at(day) + timedelta(hours=place),
                    "through": "slack",
                }


def _ratings(life: Life, said: dict[str, Any], indicators: tuple[Indicator, ...]) -> Rows:
    for quarter, day in enumerate(weeks()[::10]):
        for place, id_ in enumerate(life.people):
            for each in indicators[place % 2 :: 2]:
                given = {
                    "answer": "level",
                    "level": (quarter + place) % 5 + 1,
                    "evidence": "Seen in the hall",
                }
                by = {"team_id": life.team_id, "person_id": id_, "given_at": _at(day), "through": "slack"}
                yield {**by, **said, "indicator": each.id, **given}


def _states(life: Life, said: dict[str, Any], indicators: tuple[Indicator, ...]) -> Rows:
    for half, day in enumerate(weeks()[::20]):
        for place, each in enumerate(indicators):
            agreed = {"level": (half + place) % 4 + 1, "people": 9, "agreed_on": day, "managed": "chat"}
            yield {"team_id": life.team_id, **said, "indicator": each.id, **agreed}


def _goal(life: Life, said: dict[str, Any], indicator: Indicator, place: int) -> dict[str, Any]:
    aim = {"level": 5, "by_day": date(2027, 5, 28) + timedelta(days=place), "set_on": BEGAN}
    return {"team_id": life.team_id, **said, "indicator": indicator.id, **aim, "managed": "chat"}


def _evidence(life: Life, said: dict[str, Any], indicators: tuple[Indicator, ...]) -> Rows:
    for number, day in enumerate(weeks()):
        item = {"words": "A photo of the wall", "dated_on": day, "given_at": _at(day), "through": "slack"}
        about = {**said, "indicator": indicators[number * 7 % len(indicators)].id}
        yield {"team_id": life.team_id, **about, "person_id": life.people[number % PEOPLE], **item}


def _tasks(life: Life) -> Rows:
    for number, day in enumerate(weeks()):
        done = _at(day + timedelta(days=2)) if number % 40 else None
        task = {"title": f"Poster {number}", "person_id": life.people[number % PEOPLE], "due_on": day}
        by = {"added_by": life.people[0], "added_at": _at(day), "done_at": done}
        yield {"team_id": life.team_id, **task, **by}


def _run(life: Life, place: int, number: int) -> int:
    return (life.number * 3 + place) * 1000 + number + 1


def _question(life: Life, number: int, place: int) -> int:
    return (life.number * 1000 + number) * PEOPLE + place + 1


def _at(day: date) -> datetime:
    return datetime.combine(day, time(20), tzinfo=UTC)
