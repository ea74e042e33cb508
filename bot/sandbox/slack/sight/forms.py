"""An open modal as a person sees it."""

from __future__ import annotations

from bot.sandbox.seen import FieldKind, SeenField, SeenForm, SeenText, Span
from bot.sandbox.slack.form_values import value_of
from bot.sandbox.slack.people.form_check import LONGEST_TEXT
from bot.sandbox.slack.records import Json, View
from bot.sandbox.slack.sight.blocks import block_parts
from bot.sandbox.slack.sight.controls import seen_options
from bot.sandbox.slack.sight.mrkdwn import Name

_KINDS: dict[str, FieldKind] = {
    "static_select": "choice",
    "radio_buttons": "choice",
    "users_select": "person",
    "multi_users_select": "person",
    "datepicker": "date",
    "checkboxes": "ticks",
    "multi_static_select": "ticks",
    "file_input": "file",
}


def seen_form(view: View, name: Name) -> SeenForm:
    """The modal: its fields by block_id, and the text between them as notes."""
    fields = [field for block in view.sent["blocks"] for field in _fields(view, block, name)]
    submit = view.sent.get("submit") or {"text": ""}
    return SeenForm(view.id, view.sent["title"]["text"], tuple(fields), submit["text"])


def _fields(view: View, block: Json, name: Name) -> list[SeenField]:
    if block["type"] == "input":
        return [_field(view, block)]
    texts = [part for part in block_parts([block], name) if isinstance(part, SeenText)]
    if not texts:
        return []
    return [SeenField(block["block_id"], "", "note", spans=_joined(texts))]


def _joined(texts: list[SeenText]) -> tuple[Span, ...]:
    spans = list(texts[0].spans)
    for text in texts[1:]:
        spans += [Span("\n"), *text.spans]
    return tuple(spans)


def _field(view: View, block: Json) -> SeenField:
    element = block["element"]
    kind = _KINDS.get(element["type"], "text")
    return SeenField(
        id=block["block_id"],
        label=block["label"]["text"],
        kind=kind,
        hint=(block.get("hint") or {"text": ""})["text"],
        placeholder=(element.get("placeholder") or {"text": ""})["text"],
        value=value_of(view, block),
        options=seen_options(element),
        required=not block.get("optional", False),
        multiline=bool(element.get("multiline", False)),
        longest=int(element.get("max_length", LONGEST_TEXT)) if kind == "text" else 0,
        error=view.errors.get(block["block_id"], ""),
    )
