"""Reads the body of a request that sends or edits a message into a checked draft."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.checks.components import check_message_components
from bot.sandbox.discord.checks.embeds import check_embeds
from bot.sandbox.discord.checks.mentions import mentioned, tells_everyone
from bot.sandbox.discord.checks.storing import stored_components
from bot.sandbox.discord.checks.types import check_types
from bot.sandbox.discord.checks.walk import Walk
from bot.sandbox.discord.records import COMPONENTS_V2, EPHEMERAL, LOADING, Attachment, Draft, Json
from bot.sandbox.discord.refusals import EMPTY_MESSAGE, FormErrors, Refused, Step

SUPPRESS_EMBEDS, SUPPRESS_NOTIFICATIONS = 1 << 2, 1 << 12
_SETTABLE = COMPONENTS_V2 | EPHEMERAL | SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS
_NONCE_LENGTH = 25


@dataclass(frozen=True, slots=True)
class Source:
    """What stands around a body: its files, the accounts it may mention, the key it stands under."""

    files: tuple[Attachment, ...] = ()
    accounts: Container[str] = ()
    under: tuple[Step, ...] = ()


def read_draft(body: Json, source: Source) -> Draft:
    """Return a new message's draft; raises Refused (50035 with every error, or 50006 when it is empty)."""
    draft = _read(body, Draft(), source)
    reference = body.get("message_reference") or {}
    return replace(
        draft,
        reference=str(reference.get("message_id") or ""),
        nonce=body.get("nonce"),
        unique_nonce=bool(body.get("enforce_nonce")),
    )


def read_changes(body: Json, old: Draft, source: Source) -> Draft:
    """Return the draft of an edited message; what the body does not name stays as it was."""
    return _read(body, replace(old, flags=old.flags & ~LOADING), source)


def _read(body: Json, old: Draft, source: Source) -> Draft:
    check_types(FormErrors(*source.under), body)
    draft = replace(
        old,
        content=body.get("content", old.content) or "",
        embeds=tuple(body.get("embeds", old.embeds) or ()),
        components=tuple(body.get("components", old.components) or ()),
        attachments=_attachments(body, old, source),
        flags=old.flags | (body.get("flags") or 0) & _SETTABLE,
    )
    _check(body, draft, source)
    allowed = body.get("allowed_mentions")
    return replace(
        draft,
        components=stored_components(draft.components),
        mentions=mentioned(draft.content, draft.components, allowed, source.accounts),
        mention_everyone=tells_everyone(draft.content, draft.components, allowed),
    )


def _check(body: Json, draft: Draft, source: Source) -> None:
    errors = FormErrors(*source.under)
    layout = bool(draft.flags & COMPONENTS_V2)
    errors.length(("content",), draft.content, 0, numbers.CONTENT_LENGTH)
    if body.get("nonce") is not None:
        errors.length(("nonce",), str(body["nonce"]), 0, _NONCE_LENGTH)
    check_embeds(errors, draft.embeds)
    if layout:
        _check_layout_stands_alone(errors, draft)
    walk = Walk(errors, [each.name for each in draft.attachments])
    check_message_components(walk, body.get("components") or draft.components, layout=layout)
    errors.refuse()
    if not (draft.content or draft.embeds or draft.components or draft.attachments):
        raise Refused(EMPTY_MESSAGE)


def _check_layout_stands_alone(errors: FormErrors, draft: Draft) -> None:
    held: tuple[tuple[str, Sequence[object]], ...] = (("content", draft.content), ("embeds", draft.embeds))
    for key, value in held:
        if value:
            words = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            errors.add((key,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", words)


def _attachments(body: Json, old: Draft, source: Source) -> tuple[Attachment, ...]:
    listed = body.get("attachments")
    if listed is None:
        return (*old.attachments, *source.files)
    kept = {str(each.get("id")) for each in listed}
    return (*(each for each in old.attachments if each.id in kept), *source.files)
