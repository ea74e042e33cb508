"""What keeps whoever watches over the bot from being answered."""

from __future__ import annotations


class CannotListen(Exception):  # noqa: N818 - named for what happened
    """The address cannot be listened at; says why, and what to do."""
