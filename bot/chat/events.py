"""What comes in from a chat, in one vocabulary. Every id stands with its platform and workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    """An account of a platform.

    `workspace` is where the account id means somebody; empty on a platform whose accounts are the same
    everywhere.
    """

    platform: str
    workspace: str
    account: str

    @property
    def path(self) -> str:
        """All of it in one word, as `platform/workspace/account`."""
        return "/".join(part for part in (self.platform, self.workspace, self.account) if part)


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, or a direct message when `direct`."""

    platform: str
    workspace: str
    channel: str
    direct: bool = False


@dataclass(frozen=True, slots=True)
class MessageRef:
    """Where a message stands; enough to edit it for as long as it exists."""

    platform: str
    workspace: str
    channel: str
    message: str


@dataclass(frozen=True, slots=True)
class CommandCall:
    """Somebody typed a command. `key` is the same when the platform delivers the same event again.

    `command` is the route's path (`tasks add`). `line` is what was typed after it, on platforms with free
    text; `options` what was chosen, on platforms with typed options, and what was understood of `line`.
    """

    key: str
    person: Person
    place: Place
    command: str
    line: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    locale: str = "en"


@dataclass(frozen=True, slots=True)
class ActionCall:
    """Somebody pressed a button or chose from a menu (`value` is the option's id).

    `message` is None where it stood on a page that is no message. `delivery` is the key of the delivery that
    brought the message, which the press proves; empty when the message was an answer.
    """

    key: str
    person: Person
    place: Place
    action: str
    argument: str
    message: MessageRef | None
    value: str = ""
    locale: str = "en"
    delivery: str = ""


@dataclass(frozen=True, slots=True)
class FormSubmission:
    """Somebody sent a form; `message` is the one whose button opened it, if it can still be edited."""

    key: str
    person: Person
    place: Place
    form: str
    argument: str
    values: Mapping[str, str]
    message: MessageRef | None = None
    locale: str = "en"


@dataclass(frozen=True, slots=True)
class MessageCall:
    """Somebody chose a shortcut in the menu of a message, anyone's; what stands in it is not taken along.

    `link` is the web address at which the message is read, empty where the platform gives none.
    """

    key: str
    person: Person
    place: Place
    shortcut: str
    message: MessageRef
    link: str
    locale: str = "en"


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody came into a channel that the bot is in. `key` as in a `CommandCall`."""

    key: str
    person: Person
    place: Place


@dataclass(frozen=True, slots=True)
class Wrote:
    """Somebody wrote to the bot in their direct message; what they wrote is not taken along."""

    key: str
    person: Person
    place: Place


Call = CommandCall | ActionCall | FormSubmission | MessageCall
Happening = Joined | Wrote
