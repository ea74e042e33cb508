"""Which webhooks there are; known to the configuration alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

PLATFORM: Final = "webhook"


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook of a team: its address and secret, its locale, the team's name and zone."""

    url: str = field(repr=False)
    secret: bytes = field(repr=False)
    locale: str
    team_id: str
    team: str
    zone: str


# By the team's id and the webhook's.
Hooks = Mapping[tuple[str, str], Hook]
