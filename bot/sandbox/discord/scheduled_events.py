"""Events that a guild has planned: kept, moved on by the clock, announced on the gateway."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.sandbox.discord.directory import Directory
from bot.sandbox.discord.gateway.hub import Hub
from bot.sandbox.discord.gateway.intents import SCHEDULED_EVENTS
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.shapes import moment, user_json
from bot.sandbox.discord.snowflakes import Snowflakes

SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
EXTERNAL = 3
OPEN = (SCHEDULED, ACTIVE)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an app says about an event that takes place outside of Discord."""

    name: str
    location: str
    starts: datetime
    ends: datetime
    description: str = ""


@dataclass(frozen=True, slots=True)
class ScheduledEvent:
    """One event; `interested` are the accounts that want to come."""

    id: str
    guild: str
    creator: str
    plan: Plan
    status: int = SCHEDULED
    interested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScheduledEvents:
    """The events of every guild. Those outside of Discord begin and end by the workspace's clock."""

    directory: Directory
    hub: Hub
    ids: Snowflakes
    now: Callable[[], datetime]
    _kept: dict[str, dict[str, ScheduledEvent]] = field(default_factory=dict)

    def of(self, guild: str) -> Iterator[ScheduledEvent]:
        """Yield the events of a guild that are not over, in the order in which they were made."""
        found = (self.find(guild, snowflake) for snowflake in self._kept.get(guild, {}))
        return (event for event in found if event is not None and event.status in OPEN)

    def find(self, guild: str, snowflake: str) -> ScheduledEvent | None:
        """Return one event as it stands by now."""
        event = self._kept.get(guild, {}).get(snowflake)
        return None if event is None else replace(event, status=self._status(event))

    def anywhere(self, snowflake: str) -> ScheduledEvent | None:
        """Return one event of whatever guild."""
        return next((found for guild in self._kept if (found := self.find(guild, snowflake))), None)

    def add(self, guild: str, creator: str, plan: Plan) -> ScheduledEvent:
        """Plan an event and announce it."""
        event = ScheduledEvent(self.ids.make(), guild, creator, plan)
        self._kept.setdefault(guild, {})[event.id] = event
        self._tell(event, "GUILD_SCHEDULED_EVENT_CREATE", self.shape(event))
        return event

    def change(self, event: ScheduledEvent) -> None:
        """Store a changed event and announce it."""
        self._kept[event.guild][event.id] = event
        self._tell(event, "GUILD_SCHEDULED_EVENT_UPDATE", self.shape(event))

    def remove(self, event: ScheduledEvent) -> None:
        """Delete an event and announce it."""
        del self._kept[event.guild][event.id]
        self._tell(event, "GUILD_SCHEDULED_EVENT_DELETE", self.shape(event))

    def mark(self, event: ScheduledEvent, user: str, *, interested: bool) -> None:
        """Let a person want to come, or no longer."""
        others = tuple(each for each in event.interested if each != user)
        now_interested = (*others, user) if interested else others
        self._kept[event.guild][event.id] = replace(event, interested=now_interested)
        named = "GUILD_SCHEDULED_EVENT_USER_ADD" if interested else "GUILD_SCHEDULED_EVENT_USER_REMOVE"
        about: Json = {"guild_scheduled_event_id": event.id, "user_id": user, "guild_id": event.guild}
        self._tell(event, named, about)

    def shape(self, event: ScheduledEvent, *, counted: bool = False) -> Json:
        """Return the event object, with how many are interested when that is asked for."""
        plan = event.plan
        told: Json = {
            "id": event.id,
            "guild_id": event.guild,
            "name": plan.name,
            "description": plan.description or None,
            "channel_id": None,
            "creator_id": event.creator,
            "creator": user_json(self.directory.accounts[event.creator]),
            "image": None,
            "scheduled_start_time": moment(plan.starts),
            "scheduled_end_time": moment(plan.ends),
            "status": event.status,
            "entity_type": EXTERNAL,
            "entity_id": None,
            "recurrence_rule": None,
            "privacy_level": 2,
            "sku_ids": [],
            "guild_scheduled_event_exceptions": [],
            "entity_metadata": {"location": plan.location},
        }
        return told | ({"user_count": len(event.interested)} if counted else {})

    def _status(self, event: ScheduledEvent) -> int:
        if event.status in OPEN and self.now() >= event.plan.ends:
            return COMPLETED
        if event.status == SCHEDULED and self.now() >= event.plan.starts:
            return ACTIVE
        return event.status

    def _tell(self, event: ScheduledEvent, name: str, body: Json) -> None:
        app = self.directory.guilds[event.guild].app
        self.hub.tell(app, name, body, SCHEDULED_EVENTS, event.guild)
