"""Blocks as a person sees them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.sandbox.seen import (
    SeenFile,
    SeenOption,
    SeenPart,
    SeenPicture,
    SeenRow,
    SeenRule,
    SeenText,
    Span,
)
from bot.sandbox.slack.records import Content, Json
from bot.sandbox.slack.sight.controls import CHANNELS, PEOPLE, SEARCHED, Looker, seen_control
from bot.sandbox.slack.sight.mrkdwn import Name, paragraphs, unescape
from bot.sandbox.slack.sight.rich_text import rich_text_parts


def seen_parts(content: Content, name: Name, channels: tuple[SeenOption, ...] = ()) -> tuple[SeenPart, ...]:
    """A message: its blocks, or its text when it has none, then its attachments and files.

    `channels` are what this person can choose where a channel is asked for.
    """
    looker = Looker(name, channels)
    # Blocks of kinds that are not drawn here leave the text, which clients fall back to as well.
    blocks = block_parts(content.blocks, looker) or _text(content, name)
    attached = [part for one in content.attachments for part in _attachment(one, looker)]
    return (*blocks, *attached, *(seen_file(file) for file in content.files))


def _text(content: Content, name: Name) -> tuple[SeenText, ...]:
    if content.plain and content.text:
        return (SeenText((Span(unescape(content.text)),)),)
    return paragraphs(content.text, name)


def seen_file(file: Json) -> SeenFile | SeenPicture:
    """A file under a message: an image is shown, anything else can be opened."""
    if str(file.get("mimetype", "")).startswith("image/"):
        return SeenPicture(file["permalink"], file.get("alt_txt") or file["title"])
    return SeenFile(file["title"], file["permalink"], file["size"])


def block_parts(blocks: Sequence[Json], looker: Looker) -> tuple[SeenPart, ...]:
    """Blocks, each as the parts it shows; kinds that the local workspace cannot draw are left out."""
    found: list[SeenPart] = []
    for block in blocks:
        drawn = DRAWN.get(block["type"])
        if drawn is not None:
            found.extend(drawn(block, looker))
    return tuple(found)


def words_of(parts: Sequence[SeenPart]) -> str:
    """All that can be read in the parts, controls left out, a line a paragraph."""
    return "\n".join(
        "".join(span.text for span in part.spans) for part in parts if isinstance(part, SeenText)
    )


def text_parts(text: Json, name: Name) -> tuple[SeenText, ...]:
    """A text object, which is plain or mrkdwn."""
    if text["type"] == "plain_text":
        return (SeenText((Span(text["text"]),)),)
    return paragraphs(text["text"], name)


def _section(block: Json, looker: Looker) -> list[SeenPart]:
    texts = [text for text in (block.get("text"), *block.get("fields", ())) if text]
    found: list[SeenPart] = [part for text in texts for part in text_parts(text, looker.name)]
    accessory = block.get("accessory")
    if accessory and accessory["type"] == "image":
        found.append(SeenPicture(accessory.get("image_url", ""), accessory["alt_text"]))
    elif accessory:
        found.append(SeenRow((seen_control(accessory, looker),)))
    return found


def _header(block: Json, _looker: Looker) -> list[SeenPart]:
    return [SeenText((Span(block["text"]["text"]),), "heading")]


def _context(block: Json, looker: Looker) -> list[SeenPart]:
    found: list[SeenPart] = []
    for element in block["elements"]:
        if element["type"] == "image":
            found.append(SeenPicture(element.get("image_url", ""), element["alt_text"]))
        else:
            found.extend(SeenText(part.spans, "small") for part in text_parts(element, looker.name))
    return found


def _image(block: Json, _looker: Looker) -> list[SeenPart]:
    title = block.get("title")
    above: list[SeenPart] = [SeenText((Span(title["text"]),), "small")] if title else []
    return [*above, SeenPicture(block.get("image_url", ""), block["alt_text"])]


def _actions(block: Json, looker: Looker) -> list[SeenPart]:
    return [SeenRow(tuple(seen_control(element, looker) for element in block["elements"]))]


def _input(block: Json, looker: Looker) -> list[SeenPart]:
    """A field that stands in a message or a home; what can be typed only is left out there."""
    label = SeenText((Span(block["label"]["text"]),), "small")
    if block["element"]["type"] not in _CHOSEN_IN_MESSAGES:
        return [label]
    return [label, SeenRow((seen_control(block["element"], looker),))]


def _divider(_block: Json, _looker: Looker) -> list[SeenPart]:
    return [SeenRule()]


def _markdown(block: Json, looker: Looker) -> list[SeenPart]:
    return list(paragraphs(block["text"], looker.name))


def _rich_text(block: Json, looker: Looker) -> list[SeenPart]:
    return list(rich_text_parts(block, looker.name))


def _attachment(attachment: Json, looker: Looker) -> list[SeenPart]:
    """An old-style attachment: its blocks, else its title and its text."""
    blocks = attachment.get("blocks")
    if isinstance(blocks, list):
        return list(block_parts(blocks, looker))
    words = [attachment.get(name) for name in ("pretext", "title", "text")]
    said = [str(one) for one in words if one] or [str(attachment.get("fallback") or "")]
    return [part for one in said for part in paragraphs(one, looker.name)]


_CHOSEN_IN_MESSAGES = (
    PEOPLE
    | CHANNELS
    | SEARCHED
    | {*("static_select", "multi_static_select", "radio_buttons", "checkboxes", "datepicker", "timepicker")}
)
DRAWN: dict[str, Callable[[Json, Looker], list[SeenPart]]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "image": _image,
    "actions": _actions,
    "input": _input,
    "divider": _divider,
    "markdown": _markdown,
    "rich_text": _rich_text,
}
