"""An open modal as a person sees it."""

from __future__ import annotations

from bot.sandbox.seen import FieldKind, SeenField, SeenForm, SeenOption, SeenText, Span
from bot.sandbox.slack.form_values import limit_of, slot_of, value_of
from bot.sandbox.slack.people.form_check import LONGEST_TEXT
from bot.sandbox.slack.records import Json, View
from bot.sandbox.slack.sight.blocks import block_parts
from bot.sandbox.slack.sight.controls import SEARCHED, Looker, most_choices, seen_options
from bot.sandbox.slack.sight.mrkdwn import Name

_KINDS: dict[str, FieldKind] = {
    "static_select": "choice",
    "external_select": "choice",
    "conversations_select": "choice",
    "channels_select": "choice",
    "radio_buttons": "choice",
    "users_select": "person",
    "multi_users_select": "person",
    "datepicker": "date",
    "checkboxes": "ticks",
    "multi_static_select": "ticks",
    "multi_external_select": "ticks",
    "multi_conversations_select": "ticks",
    "multi_channels_select": "ticks",
    "file_input": "file",
}
MOST_FILES = 10


def seen_form(view: View, name: Name, channels: tuple[SeenOption, ...] = ()) -> SeenForm:
    """The modal: its fields by block_id, and the text between them as notes."""
    looker = Looker(name, channels)
    fields = [field for block in view.sent["blocks"] for field in _fields(view, block, looker)]
    submit = view.sent.get("submit") or {"text": ""}
    return SeenForm(view.id, view.sent["title"]["text"], tuple(fields), submit["text"])


def _fields(view: View, block: Json, looker: Looker) -> list[SeenField]:
    if block["type"] == "input":
        return [_field(view, block, looker)]
    texts = [part for part in block_parts([block], looker) if isinstance(part, SeenText)]
    if not texts:
        return []
    return [SeenField(block["block_id"], "", "note", spans=_joined(texts))]


def _joined(texts: list[SeenText]) -> tuple[Span, ...]:
    spans = list(texts[0].spans)
    for text in texts[1:]:
        spans += [Span("\n"), *text.spans]
    return tuple(spans)


def _field(view: View, block: Json, looker: Looker) -> SeenField:
    element = block["element"]
    kind = _KINDS.get(element["type"], "text")
    offered = view.entries.offered.get(slot_of(block, element), ())
    return SeenField(
        id=block["block_id"],
        label=block["label"]["text"],
        kind=kind,
        hint=(block.get("hint") or {"text": ""})["text"],
        placeholder=(element.get("placeholder") or {"text": ""})["text"],
        value=value_of(view.entries, block, element),
        options=seen_options(element, looker, offered),
        required=not block.get("optional", False),
        multiline=bool(element.get("multiline", False)),
        longest=limit_of(element, "max_length", LONGEST_TEXT) if kind == "text" else 0,
        error=view.errors.get(block["block_id"], ""),
        searches=element["type"] in SEARCHED,
        most=most_files(element) if kind == "file" else most_choices(element),
    )


def most_files(element: Json) -> int:
    """How many files a field takes."""
    return limit_of(element, "max_files", MOST_FILES) or MOST_FILES
