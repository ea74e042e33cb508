"""What each command is for: the groups of the list, in the order they are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.chat.phrases import N_
from bot.chat.routes import Command

# By the first word of a command's path; what stands in no group comes last.
PURPOSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Look"), ("status", "digest", "indicator", "history", "role")),
    (N_("Rate"), ("rate",)),
    (N_("Decide"), ("consensus", "goal", "evidence", "snapshot")),
    (N_("Work together"), ("tasks", "norms", "roster", "team")),
    (
        N_("You and me"),
        (
            "home",
            "me",
            "checkin",
            "checkins",
            "hello",
            "away",
            "times",
            "link",
            "unlink",
            "language",
            "help",
        ),
    ),
)
OTHERS = N_("And more")

Group = tuple[str, Sequence[Command]]


def by_purpose(commands: Iterable[Command]) -> list[Group]:
    """The commands in their groups, each with the sentence that heads it; empty groups are left out."""
    left = list(commands)
    groups: list[Group] = []
    for heading, words in PURPOSES:
        own = [one for word in words for one in left if _word(one) == word]
        left = [one for one in left if one not in own]
        groups.append((heading, own))
    return [group for group in (*groups, (OTHERS, left)) if group[1]]


def _word(command: Command) -> str:
    return command.path.split()[0]
