"""REST: the scheduled events of a guild."""

from __future__ import annotations

from dataclasses import replace

from bot.sandbox.discord.checks.scheduled_event import read_changed_plan, read_plan, read_status
from bot.sandbox.discord.permissions import CREATE_EVENTS, MANAGE_EVENTS
from bot.sandbox.discord.reasons import MISSING_PERMISSIONS, TOO_MANY_EVENTS, UNKNOWN_EVENT
from bot.sandbox.discord.records import Guild, Json
from bot.sandbox.discord.refusals import Refused
from bot.sandbox.discord.rest.access import guild_of
from bot.sandbox.discord.rest.call import NOTHING, Answer, Call
from bot.sandbox.discord.scheduled_events import ScheduledEvent
from bot.sandbox.discord.shapes import member_json, user_json
from bot.sandbox.discord.world import World

_MOST = 100


def list_events(world: World, call: Call) -> Answer:
    """Answer with the events that are not over."""
    counted = call.says_yes("with_user_count")
    events = world.events.of(guild_of(world, call).id)
    return Answer([world.events.shape(event, counted=counted) for event in events])


def create_event(world: World, call: Call) -> Answer:
    """Plan an event; needs Create Events, at most 100 that are not over."""
    guild = guild_of(world, call)
    if not call.caller.permissions & CREATE_EVENTS:
        raise Refused(MISSING_PERMISSIONS)
    body = call.fields()
    plan = read_plan(body, world.now(), knows_channel=_knows_channel(guild, body))
    if sum(1 for _ in world.events.of(guild.id)) >= _MOST:
        raise Refused(TOO_MANY_EVENTS)
    return Answer(world.events.shape(world.events.add(guild.id, call.caller.bot_user, plan)))


def get_event(world: World, call: Call) -> Answer:
    """Answer with one event."""
    return Answer(world.events.shape(_event(world, call), counted=call.says_yes("with_user_count")))


def edit_event(world: World, call: Call) -> Answer:
    """Change an event, begin, end or cancel it."""
    event = _own_event(world, call)
    body = call.fields()
    known = _knows_channel(guild_of(world, call), body)
    plan = read_changed_plan(body, event.plan, world.now(), knows_channel=known)
    changed = replace(event, plan=plan, status=read_status(body, event.status))
    world.events.change(changed)
    return Answer(world.events.shape(changed))


def delete_event(world: World, call: Call) -> Answer:
    """Delete an event."""
    world.events.remove(_own_event(world, call))
    return NOTHING


def list_interested(world: World, call: Call) -> Answer:
    """Answer with who wants to come, by id: at most `limit` before or after an id."""
    event, guild = _event(world, call), guild_of(world, call)
    limit = call.number("limit", 100, 1, 100)
    after = call.snowflake("after", 0)
    before = call.snowflake("before", 0)
    users = sorted((user for user in event.interested if int(user) > after), key=int)
    if before:
        users = [user for user in users if int(user) < before][-limit:]
    with_member = call.says_yes("with_member")
    return Answer([_interest(world, guild, event, user, with_member=with_member) for user in users[:limit]])


def _interest(world: World, guild: Guild, event: ScheduledEvent, user: str, *, with_member: bool) -> Json:
    told: Json = {
        "guild_scheduled_event_id": event.id,
        "user_id": user,
        "user": user_json(world.directory.accounts[user]),
        "response": 1,
    }
    return told | ({"member": member_json(world.directory, guild, user)} if with_member else {})


def _event(world: World, call: Call) -> ScheduledEvent:
    event = world.events.find(guild_of(world, call).id, call.parts["guild_scheduled_event_id"])
    if event is None:
        raise Refused(UNKNOWN_EVENT)
    return event


def _own_event(world: World, call: Call) -> ScheduledEvent:
    """Return an event that the app may change: one of its own with Create Events, else Manage Events."""
    event = _event(world, call)
    own = event.creator == call.caller.bot_user
    needed = CREATE_EVENTS | MANAGE_EVENTS if own else MANAGE_EVENTS
    if not call.caller.permissions & needed:
        raise Refused(MISSING_PERMISSIONS)
    return event


def _knows_channel(guild: Guild, body: Json) -> bool:
    return str(body.get("channel_id")) in guild.channels
