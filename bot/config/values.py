"""The kinds of values that files of an operator hold, each with what it refuses and an example that works."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import Annotated, Any

from babel.core import Locale, UnknownLocaleError
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema

from bot.config.problems import Wrong
from bot.schedule.days import iso_day
from bot.schedule.wall_clock import UnknownZone, zone_named

SLACK_WORKSPACE = r"[TE][A-Z0-9]{2,20}"
SLACK_CHANNEL = r"[CG][A-Z0-9]{2,20}"
SLACK_USER = r"[UW][A-Z0-9]{2,20}"
SNOWFLAKE = r"[0-9]{15,20}"
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_LONGEST_NAME = 80


def _zone(name: str) -> str:
    try:
        return zone_named(name).key
    except UnknownZone as error:
        closest = f"Closest: {', '.join(error.nearest)}. " if error.nearest else ""
        what = f"'{name}' is no time zone"
        raise Wrong(what, f"{closest}Write a place as the IANA list does, such as America/Chicago") from error


def _locale(name: str) -> str:
    try:
        Locale.parse(name.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError) as error:
        what = f"'{name}' is no language that is known here"
        raise Wrong(what, "Write a language such as en or es-MX") from error
    return name.replace("_", "-")


def _day(value: Any) -> date:
    day = iso_day(value) if isinstance(value, str) else None
    if day is None:
        raise Wrong(f"{value!r} is not a date", "Write it as year-month-day: 2026-12-21")
    return day


def _clock(value: Any) -> time:
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise Wrong(
            f"{value!r} is not a time of day", "Write hours and minutes from 00:00 to 23:59: 07:30, 15:00"
        )
    return time.fromisoformat(value)


def matching(pattern: str, name: str, remedy: str) -> Callable[[Any], str]:
    """A check that a text, or a whole number read as one, has this form; `name` says what it should be."""

    def check(value: Any) -> str:
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(text, str) or not re.fullmatch(pattern, text):
            raise Wrong(f"{text!r} is not {name}", remedy)
        return text

    return check


def _text(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^(?:{pattern})$"})


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_LONGEST_NAME)]
Zone = Annotated[str, AfterValidator(_zone)]
LocaleName = Annotated[str, AfterValidator(_locale)]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
ClockTime = Annotated[time, BeforeValidator(_clock), _text(_CLOCK.pattern)]
WholeNumber = Annotated[int, Field(strict=True)]

_COPY_LINK = "It stands in the address when Slack is open in a browser: https://app.slack.com/client/T…/C…"
SlackWorkspaceId = Annotated[
    str,
    BeforeValidator(matching(SLACK_WORKSPACE, "a Slack workspace id (T…)", _COPY_LINK)),
    _text(SLACK_WORKSPACE),
]
SlackChannelId = Annotated[
    str,
    BeforeValidator(
        matching(
            SLACK_CHANNEL,
            "a Slack channel id (C…)",
            "Write the id, not the name: it stands at the bottom of the channel's details",
        )
    ),
    _text(SLACK_CHANNEL),
]
Snowflake = Annotated[
    str,
    BeforeValidator(
        matching(
            SNOWFLAKE,
            "a Discord id (15 to 20 digits)",
            "Switch on Developer Mode in Discord, right-click and choose Copy ID",
        )
    ),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{SNOWFLAKE}$"}),
]
