"""The numbers that Discord gives to kinds of command options."""

from __future__ import annotations

SUB_COMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER = 1, 2, 3, 4, 5, 6
CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 7, 8, 9, 10, 11
NESTING = (SUB_COMMAND, GROUP)
COMPLETABLE = (STRING, INTEGER, NUMBER)
KINDS = range(1, 12)
CHAT_INPUT, USER_MENU, MESSAGE_MENU = 1, 2, 3
