"""Discord's permission bits, and what people and apps may do in a local guild unless it is said otherwise."""

from __future__ import annotations

ADD_REACTIONS = 1 << 6
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_HISTORY = 1 << 16
MENTION_EVERYONE = 1 << 17
USE_COMMANDS = 1 << 31
MANAGE_EVENTS = 1 << 33
CREATE_EVENTS = 1 << 44

MEMBER = VIEW_CHANNEL | SEND_MESSAGES | READ_HISTORY | ADD_REACTIONS | MENTION_EVERYONE | USE_COMMANDS
APP = MEMBER | EMBED_LINKS | ATTACH_FILES | CREATE_EVENTS
