"""How often something that a role answers for comes round, in the words of the documents."""

from __future__ import annotations

from enum import StrEnum


class Cadence(StrEnum):
    """A rhythm; a value is what stands in the files."""

    WEEKLY = "weekly"
    EVERY_TWO_WEEKS = "every two weeks"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    REGULARLY = "regularly"  # how often is not said
    ALWAYS = "always"  # goes on all the time
    WHEN_NEEDED = "when needed"
    ONCE = "once"  # done, it stays done until something changes
    NOT_SAID = "not said"
