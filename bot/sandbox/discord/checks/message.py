"""Reads the body of a request that sends or edits a message into a checked draft."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.checks.components import check_message_components
from bot.sandbox.discord.checks.embeds import EMBED, check_size
from bot.sandbox.discord.checks.kinds import Flag, Listed, OneOf, Path, Shape, Snowflake, Text, Whole
from bot.sandbox.discord.checks.mentions import (
    ALLOWED_MENTIONS,
    all_text,
    check_exclusive,
    named,
    tells_replied,
)
from bot.sandbox.discord.checks.storing import stored_components
from bot.sandbox.discord.checks.walk import Walk
from bot.sandbox.discord.reasons import EMPTY_MESSAGE, TOO_MANY_FILES
from bot.sandbox.discord.records import COMPONENTS_V2, EPHEMERAL, LOADING, Attachment, Draft, Json
from bot.sandbox.discord.refusals import FormErrors, Refused, Step

SUPPRESS_EMBEDS, SUPPRESS_NOTIFICATIONS = 1 << 2, 1 << 12
_SETTABLE = COMPONENTS_V2 | EPHEMERAL | SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS
_CHANGEABLE = COMPONENTS_V2 | SUPPRESS_EMBEDS
_NONCE_LENGTH = 25
_FILES = 10


@dataclass(frozen=True, slots=True)
class Source:
    """What stands around a body: its files, whom it may mention, the key it stands under."""

    files: tuple[Attachment, ...] = ()
    accounts: Container[str] = ()
    roles: Container[str] = ()
    everyone: bool = True
    under: tuple[Step, ...] = ()


class _Nonce:
    """A number or a short text."""

    def check(self, errors: FormErrors, path: Path, value: Any) -> None:
        if isinstance(value, int) and not isinstance(value, bool):
            value = f"{value}"
        Text(0, _NONCE_LENGTH).check(errors, path, value)


class _NotEmulated:
    """Something that real Discord takes and the local one does not pretend to."""

    def check(self, errors: FormErrors, path: Path, value: Any) -> None:
        del value
        errors.add(path, "BASE_TYPE_UNKNOWN", "The local workspace does not emulate this.")


_REFERENCE = Shape(
    {
        "type": OneOf((0,)),
        "message_id": Snowflake(),
        "channel_id": Snowflake(),
        "guild_id": Snowflake(),
        "fail_if_not_exists": Flag(),
    },
    needs=("message_id",),
)
_ATTACHMENT = Shape(
    {"id": Snowflake(), "filename": Text(1, 1024), "description": Text(0, 1024)}, needs=("id",)
)
_MESSAGE = Shape(
    {
        "content": Text(0, numbers.CONTENT_LENGTH),
        "nonce": _Nonce(),
        "enforce_nonce": Flag(),
        "tts": Flag(),
        "flags": Whole(),
        "embeds": Listed(EMBED, 10),
        "allowed_mentions": ALLOWED_MENTIONS,
        "message_reference": _REFERENCE,
        "components": Listed(Shape(), numbers.COMPONENTS_IN_ALL),
        "attachments": Listed(_ATTACHMENT, _FILES),
        "poll": _NotEmulated(),
        "sticker_ids": Listed(_NotEmulated(), 3),
    }
)


def read_draft(body: Json, source: Source) -> Draft:
    """Return a new message's draft; raises Refused (50035 with every error, or 50006 when it is empty)."""
    draft = _read(body, Draft(), source, _SETTABLE)
    reference = body.get("message_reference") or {}
    return replace(
        draft,
        reference=str(reference.get("message_id") or ""),
        needs_reference=reference.get("fail_if_not_exists") is not False,
        tells_replied=tells_replied(body.get("allowed_mentions")),
        nonce=body.get("nonce"),
        unique_nonce=bool(body.get("enforce_nonce")),
    )


def read_changes(body: Json, old: Draft, source: Source) -> Draft:
    """Return the draft of an edited message; what the body does not name stays as it was."""
    kept = old.flags & ~LOADING
    if body.get("flags") is not None:
        kept &= ~SUPPRESS_EMBEDS
    return _read(body, replace(old, flags=kept), source, _CHANGEABLE)


def _read(body: Json, old: Draft, source: Source, settable: int) -> Draft:
    errors = FormErrors(*source.under)
    _MESSAGE.check(errors, (), body)
    errors.refuse()
    draft = replace(
        old,
        content=body.get("content", old.content) or "",
        embeds=tuple(body.get("embeds", old.embeds) or ()),
        components=tuple(body.get("components", old.components) or ()),
        attachments=_attachments(errors, body, old, source),
        flags=old.flags | (body.get("flags") or 0) & settable,
    )
    _check(errors, body, draft)
    return _stored(draft, body, source)


def _stored(draft: Draft, body: Json, source: Source) -> Draft:
    text = all_text(draft.content, draft.components)
    told = named(text, body.get("allowed_mentions"), source.accounts, source.roles)
    everyone = told.everyone and source.everyone
    return replace(
        draft,
        components=stored_components(draft.components),
        mentions=told.users,
        mention_roles=told.roles,
        mention_everyone=everyone,
    )


def _check(errors: FormErrors, body: Json, draft: Draft) -> None:
    check_size(errors, draft.embeds)
    check_exclusive(errors, body.get("allowed_mentions"))
    layout = bool(draft.flags & COMPONENTS_V2)
    if layout:
        _check_layout_stands_alone(errors, draft)
    if body.get("components"):
        walk = Walk(errors, [each.name for each in draft.attachments])
        check_message_components(walk, body["components"], layout=layout)
    errors.refuse()
    if len(draft.attachments) > _FILES:
        raise Refused(TOO_MANY_FILES)
    if not (draft.content or draft.embeds or draft.components or draft.attachments):
        raise Refused(EMPTY_MESSAGE)


def _check_layout_stands_alone(errors: FormErrors, draft: Draft) -> None:
    held: tuple[tuple[str, Sequence[object]], ...] = (("content", draft.content), ("embeds", draft.embeds))
    for key, value in held:
        if value:
            words = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            errors.add((key,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", words)


def _attachments(errors: FormErrors, body: Json, old: Draft, source: Source) -> tuple[Attachment, ...]:
    """Keep the old files that the body lists (all of them when it lists none) and add the new ones."""
    listed = body.get("attachments")
    if listed is None:
        return (*old.attachments, *source.files)
    known = {each.id for each in old.attachments} | {each.field for each in source.files}
    for place, each in enumerate(listed):
        if str(each["id"]) not in known:
            words = "There is neither a file of this message nor an uploaded one with this id."
            errors.add(("attachments", place, "id"), "ATTACHMENT_NOT_FOUND", words)
    kept = {str(each["id"]) for each in listed}
    return (*(each for each in old.attachments if each.id in kept), *source.files)
