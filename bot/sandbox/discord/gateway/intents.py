"""Gateway intents: which events an app asked for, and which it must be approved for."""

from __future__ import annotations

from functools import reduce
from operator import or_

GUILDS = 1 << 0
GUILD_MEMBERS = 1 << 1
GUILD_PRESENCES = 1 << 8
GUILD_MESSAGES = 1 << 9
GUILD_REACTIONS = 1 << 10
DIRECT_MESSAGES = 1 << 12
DIRECT_REACTIONS = 1 << 13
MESSAGE_CONTENT = 1 << 15
SCHEDULED_EVENTS = 1 << 16
PRIVILEGED = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT
ALWAYS = 0
_NUMBERED = (*range(17), 20, 21, 24, 25)
ALL = reduce(or_, (1 << number for number in _NUMBERED))
