"""Whose mailboxes there are, and the server that takes what goes to them; the config alone has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

PLATFORM: Final = "email"
Security = Literal["starttls", "tls", "none"]


@dataclass(frozen=True, slots=True)
class Server:
    """The mail server. `username` is empty where the bot does not sign in."""

    host: str
    port: int
    security: Security
    from_address: str
    reply_to: str
    username: str = ""
    password: str = field(default="", repr=False)

    @property
    def domain(self) -> str:
        """Whose the messages are."""
        return self.from_address.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A partner of a team: their name and address, their locale, the team's name and zone."""

    name: str
    address: str = field(repr=False)
    locale: str
    team: str
    zone: str


# By the team's id and the partner's.
Mailboxes = Mapping[tuple[str, str], Mailbox]
