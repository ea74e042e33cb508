"""What the settings of a digest say, read and written in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.schedule.report import TEAM

ROLE, STEPBACK, DISTRICT = "role", "stepback", "district"
REPORTS: Final = (TEAM, ROLE, STEPBACK, DISTRICT)
CHANNELS, LEADERS, HOLDERS, PARTNERS, WEBHOOKS = "channels", "leaders", "holders", "partners", "webhooks"
RECIPIENTS: Final = (CHANNELS, LEADERS, HOLDERS, PARTNERS, WEBHOOKS)
# What the team's digest is made of, in the usual order.
SECTIONS: Final = (
    "headline",
    "agreed",
    "moved",
    "no-longer-stuck",
    "stuck",
    "in-the-way",
    "answers",
    "written",
    "closed",
    "voices",
    "focus",
    "gaps",
    "evidence",
    "tasks",
    "seats",
    "meeting",
)
# What may stand beside a digest; `bot.charts.kinds` has the same names.
PICTURES: Final = ("grid", "gaps", "trend", "response", "none")
_USUAL_TO: Final[Mapping[str, tuple[str, ...]]] = {ROLE: (HOLDERS,), DISTRICT: (LEADERS,)}


@dataclass(frozen=True, slots=True)
class DigestSettings:
    """What a digest reports and to whom.

    `role` is whose digest it is, of the report `role`; `teams` are the ids of those that the report
    `district` is about. An empty `picture` is the usual one of whoever reads it.
    """

    report: str = TEAM
    to: tuple[str, ...] = (CHANNELS, LEADERS)
    sections: tuple[str, ...] = SECTIONS
    picture: str = ""
    role: str = ""
    teams: tuple[str, ...] = ()


def usual_recipients(report: str) -> tuple[str, ...]:
    """Who gets a report while nobody has said otherwise."""
    return _USUAL_TO.get(report, (CHANNELS, LEADERS))


def digest_settings(stored: Mapping[str, Any]) -> DigestSettings:
    """The settings as a schedule keeps them."""
    report = stored.get("report", TEAM)
    return DigestSettings(
        report=report,
        to=tuple(stored.get("to", usual_recipients(report))),
        sections=tuple(stored.get("sections", SECTIONS)),
        picture=stored.get("picture", ""),
        role=stored.get("role", ""),
        teams=tuple(stored.get("teams", ())),
    )


def settings_to_store(settings: DigestSettings) -> dict[str, Any]:
    """What a schedule keeps of it; what is as usual is left out, but for who gets it."""
    usual = DigestSettings(settings.report, settings.to)
    chosen = {
        "report": (settings.report, TEAM),
        "sections": (settings.sections, usual.sections),
        "picture": (settings.picture, ""),
        "role": (settings.role, ""),
        "teams": (settings.teams, ()),
    }
    kept = {key: value for key, (value, as_usual) in chosen.items() if value != as_usual}
    lists = {key: list(value) if isinstance(value, tuple) else value for key, value in kept.items()}
    return {"to": list(settings.to), **lists}
