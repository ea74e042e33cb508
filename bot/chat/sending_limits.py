"""How fast a platform takes messages, said by the platform's own folder and kept by whoever sends."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowance:
    """`burst` calls at once after a rest, then `per_second`: in `s` seconds never more than both together."""

    per_second: float
    burst: float


@dataclass(frozen=True, slots=True)
class SendingLimits:
    """What one workspace takes, or the whole bot where `whole_bot` says that its workspaces share it.

    `place` is for the messages in one channel or to one person. Edits without an allowance of their own
    count as `calls_to_edit` posts; the first message to a person since the start as `first_contact` more.
    `reserve` of the posts' burst is only for what people wait for. `at_once` calls may be under way.
    What waits of a fan-out goes in steps of so many seconds; 0: each at its own instant.
    """

    posts: Allowance
    place: Allowance
    at_once: int
    edits: Allowance | None = None
    reserve: float = 0.0
    whole_bot: bool = False
    calls_to_edit: int = 1
    first_contact: int = 0
    step: float = 0.0
