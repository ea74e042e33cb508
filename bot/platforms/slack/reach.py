"""Where an answer can go: what an event says about the place, the message and the ways back to the person."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from bot.chat.events import MessageRef, Person, Place

PLATFORM = "slack"


@dataclass(frozen=True, slots=True)
class Reach:
    """The ways back from one event.

    `direct`: the channel is this person's direct message with the bot. `response_url` lives 30 minutes
    and takes 5 posts, `trigger_id` 3 seconds and one form. `message` is the time stamp of the message
    that was pressed; an `ephemeral` one can only be changed through `response_url`. `home`: it came from the
    person's home page, which has no channel and no message.
    """

    workspace: str
    account: str
    channel: str = ""
    direct: bool = False
    response_url: str = ""
    trigger_id: str = ""
    message: str = ""
    ephemeral: bool = False
    home: bool = False

    def person(self) -> Person:
        """Who caused the event."""
        return Person(PLATFORM, self.workspace, self.account)

    def place(self) -> Place:
        """Where it was."""
        return Place(PLATFORM, self.workspace, self.channel, self.direct)

    def message_ref(self) -> MessageRef | None:
        """The message that was pressed, if it can be edited later."""
        if not self.message or self.ephemeral:
            return None
        return MessageRef(PLATFORM, self.workspace, self.channel, self.message)

    def metadata(self) -> str:
        """What a form carries, so that its submission finds back: addresses only, JSON."""
        kept = asdict(self)
        for name in ("workspace", "account", "trigger_id"):
            del kept[name]
        return json.dumps({name: value for name, value in kept.items() if value}, separators=(",", ":"))


def from_metadata(metadata: str, workspace: str, account: str, trigger_id: str) -> Reach:
    """The way back that a form carried, for whoever sent it now."""
    kept: dict[str, Any] = json.loads(metadata) if metadata else {}
    return Reach(
        workspace=workspace,
        account=account,
        channel=kept.get("channel", ""),
        direct=kept.get("direct", False),
        response_url=kept.get("response_url", ""),
        trigger_id=trigger_id,
        message=kept.get("message", ""),
        ephemeral=kept.get("ephemeral", False),
        home=kept.get("home", False),
    )
