"""Finds the command that a typed line means in the tree that the app registered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.sandbox.discord.commands import kinds
from bot.sandbox.discord.records import Json


@dataclass(frozen=True, slots=True)
class Leaf:
    """A command that can be sent: the registered one, the way down to it, and its options."""

    command: Json
    steps: tuple[Json, ...]
    options: tuple[Json, ...]

    @property
    def line(self) -> str:
        """The words that name it, such as `/stem tasks add`."""
        return "/" + " ".join([self.command["name"], *(step["name"] for step in self.steps)])

    @property
    def description(self) -> str:
        """What the app says that it does."""
        return str((self.steps[-1] if self.steps else self.command)["description"])

    def data(self, values: Sequence[Json], resolved: Json) -> Json:
        """Return the interaction data with these option values."""
        options = list(values)
        for step in reversed(self.steps):
            options = [{"type": step["type"], "name": step["name"], "options": options}]
        told: Json = {
            key: self.command[key] for key in ("id", "name", "type", "guild_id") if key in self.command
        }
        return told | {"options": options} | ({"resolved": resolved} if resolved else {})


def leaves(commands: Sequence[Json]) -> Iterator[Leaf]:
    """Yield everything that can be sent, in the registered order."""
    for command in commands:
        yield from _below(command, (), command)


def named_leaf(commands: Sequence[Json], line: str) -> tuple[Leaf, str] | None:
    """Return the leaf that a line names and the rest of the line; None when it names none in full."""
    for leaf in leaves(commands):
        if line == leaf.line or line.startswith((leaf.line + " ", leaf.line + "\n")):
            return leaf, line[len(leaf.line) :].strip()
    return None


def first_below(commands: Sequence[Json], line: str) -> tuple[Leaf, str] | None:
    """Return the first leaf of a group that a line names: what Enter completes in Discord's own client."""
    return next(((leaf, "") for leaf in leaves(commands) if leaf.line.startswith(f"{line} ")), None)


def _below(command: Json, steps: tuple[Json, ...], holder: Json) -> Iterator[Leaf]:
    options = tuple(holder.get("options") or ())
    nested = [option for option in options if option["type"] in kinds.NESTING]
    if not nested:
        yield Leaf(command, steps, options)
    for option in nested:
        yield from _below(command, (*steps, option), option)
