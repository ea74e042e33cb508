"""Logs what broke while an interaction was answered: where it happened, never what somebody wrote."""

from __future__ import annotations

import secrets
import traceback

import structlog

from bot.platforms.discord.interaction import Interaction

_FRAMES = 3
_log = structlog.get_logger(__name__)


def log_trouble(interaction: Interaction, trouble: Exception) -> str:
    """The reference under which it stands in the log.

    The exception's own message is left out: it may quote what a person typed.
    """
    reference = secrets.token_hex(4)
    frames = traceback.extract_tb(trouble.__traceback__)[-_FRAMES:]
    _log.error(
        "discord.answer_failed",
        reference=reference,
        interaction=interaction.id,
        error=type(trouble).__name__,
        code=getattr(trouble, "code", None),
        where=[f"{frame.filename}:{frame.lineno}" for frame in frames],
    )
    return reference
