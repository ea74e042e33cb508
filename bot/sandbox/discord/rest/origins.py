"""Which act of a person a message answers: the `interaction_metadata` that Discord puts on it."""

from __future__ import annotations

from bot.sandbox.discord.interactions import COMPONENT, FORM, Interaction
from bot.sandbox.discord.posts import KIND_REPLY, Origin
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.shapes import user_json
from bot.sandbox.discord.world import World


def origin_of(world: World, interaction: Interaction, kind: int, *, ephemeral: bool) -> Origin:
    """Return how a message that answers an interaction came about."""
    about = metadata_of(world, interaction)
    if kind == KIND_REPLY and interaction.response:
        about["original_response_message_id"] = interaction.response
    return Origin(kind, interaction.user if ephemeral else "", interaction.app, about)


def metadata_of(world: World, interaction: Interaction) -> Json:
    """Return who acted and how; a form names the act that opened it, a press the message it was on."""
    about: Json = {
        "id": interaction.id,
        "type": interaction.kind,
        "user": user_json(world.directory.accounts[interaction.user]),
        "authorizing_integration_owners": {"0": world.directory.channels[interaction.channel].guild or "0"},
    }
    target = interaction.data.get("target_id")
    if target in world.directory.accounts:
        about["target_user"] = user_json(world.directory.accounts[target])
    elif target is not None:
        about["target_message_id"] = target
    if interaction.kind == COMPONENT:
        about["interacted_message_id"] = interaction.source
    if interaction.kind == FORM and interaction.opened_by is not None:
        about["triggering_interaction_metadata"] = interaction.opened_by
    return about
