"""Starts an interaction for a person and waits for the app's first answer, as long as Discord does."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.discord.interactions import Interaction
from bot.sandbox.discord.people.payload import interaction_json
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.world import World


@dataclass(frozen=True, slots=True)
class Act:
    """What a person did: the interaction's kind and data, who, where, and on which message."""

    kind: int
    app: str
    user: str
    channel: str
    data: Json
    source: str = ""
    opened_by: Json | None = None


async def act(world: World, done: Act) -> tuple[Interaction, bool]:
    """Tell the app; returns the interaction and whether a first answer came in time."""
    interaction = world.interactions.begin(done.kind, done.app, done.user, done.channel, done.data)
    interaction.source = done.source
    interaction.opened_by = done.opened_by
    guild = world.directory.channels[done.channel].guild
    world.hub.tell_act(done.app, interaction_json(world, interaction), guild)
    return interaction, await world.interactions.wait(interaction)
