"""Reads what an app says about an event of a guild, with Discord's rules for events outside of it."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.sandbox.discord.checks.kinds import Moment, OneOf, Shape, Snowflake, Text
from bot.sandbox.discord.reasons import FINISHED_EVENT, UNKNOWN_CHANNEL, WRONG_CHANNEL_KIND
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.refusals import FormErrors, Refused
from bot.sandbox.discord.scheduled_events import (
    ACTIVE,
    CANCELED,
    COMPLETED,
    EXTERNAL,
    OPEN,
    SCHEDULED,
    Plan,
)

_STAGE, _VOICE = 1, 2
_NEXT = {SCHEDULED: (ACTIVE, CANCELED), ACTIVE: (COMPLETED,)}
_EVENT = Shape(
    {
        "name": Text(1, 100),
        "description": Text(1, 1000),
        "privacy_level": OneOf((2,)),
        "scheduled_start_time": Moment(),
        "scheduled_end_time": Moment(),
        "entity_type": OneOf((_STAGE, _VOICE, EXTERNAL)),
        "channel_id": Snowflake(),
        "entity_metadata": Shape({"location": Text(1, 100)}),
        "status": OneOf((SCHEDULED, ACTIVE, COMPLETED, CANCELED)),
        "image": Text(),
    }
)
_NEW = Shape(_EVENT.fields, needs=("name", "privacy_level", "scheduled_start_time", "entity_type"))
_NOT_EMULATED = ("image", "recurrence_rule")


def read_plan(body: Json, now: datetime, *, knows_channel: bool) -> Plan:
    """Return a new event's plan; raises Refused with every error."""
    errors = FormErrors()
    _NEW.check(errors, (), body)
    errors.refuse()
    _check_place(body, knows_channel=knows_channel)
    return _plan(errors, body, now, None)


def read_changed_plan(body: Json, old: Plan, now: datetime, *, knows_channel: bool) -> Plan:
    """Return the plan with what the body names changed; raises Refused with every error."""
    errors = FormErrors()
    _EVENT.check(errors, (), body)
    errors.refuse()
    _check_place(body, knows_channel=knows_channel)
    return _plan(errors, body, now, old)


def read_status(body: Json, old: int) -> int:
    """Return the status that an event is to have; raises Refused (180000 when it is over, else 50035)."""
    new = int(body.get("status") or old)
    if old not in OPEN:
        raise Refused(FINISHED_EVENT)
    if new != old and new not in _NEXT[old]:
        errors = FormErrors()
        errors.wrong_choice(("status",), ", ".join(map(str, _NEXT[old])))
        errors.refuse()
    return new


def _check_place(body: Json, *, knows_channel: bool) -> None:
    """A local guild has neither voice nor stage channels, so that no event can take place in one."""
    if body.get("channel_id") is not None:
        raise Refused(WRONG_CHANNEL_KIND if knows_channel else UNKNOWN_CHANNEL)
    errors = FormErrors()
    if body.get("entity_type") in (_STAGE, _VOICE):
        errors.required(("channel_id",))
    for key in _NOT_EMULATED:
        if body.get(key) is not None:
            errors.add((key,), "BASE_TYPE_UNKNOWN", "The local workspace does not emulate this.")
    errors.refuse()


def _plan(errors: FormErrors, body: Json, now: datetime, old: Plan | None) -> Plan:
    known = old or Plan("", "", now, now)
    location = (body.get("entity_metadata") or {}).get("location") or known.location
    starts = _moment(body.get("scheduled_start_time")) or known.starts
    ends = _moment(body.get("scheduled_end_time")) or known.ends
    if not location:
        errors.required(("entity_metadata", "location"))
    if old is None and body.get("scheduled_end_time") is None:
        errors.required(("scheduled_end_time",))
    _check_times(errors, body, now, (starts, ends))
    errors.refuse()
    description = body.get("description", known.description) or ""
    return Plan(body.get("name") or known.name, location, starts, ends, description)


def _check_times(errors: FormErrors, body: Json, now: datetime, times: tuple[datetime, datetime]) -> None:
    starts, ends = times
    if body.get("scheduled_start_time") is not None and starts <= now:
        words = "Cannot schedule event in the past."
        errors.add(("scheduled_start_time",), "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", words)
    if body.get("scheduled_end_time") is not None and ends <= starts:
        words = "Cannot schedule event to end before it starts."
        errors.add(("scheduled_end_time",), "GUILD_SCHEDULED_EVENT_END_BEFORE_START", words)


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    read = datetime.fromisoformat(text)
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
