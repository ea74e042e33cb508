"""Blocks as a person sees them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.sandbox.seen import (
    SeenPart,
    SeenPicture,
    SeenRow,
    SeenRule,
    SeenText,
    Span,
)
from bot.sandbox.slack.records import Content, Json
from bot.sandbox.slack.sight.controls import seen_control
from bot.sandbox.slack.sight.mrkdwn import Name, paragraphs
from bot.sandbox.slack.sight.rich_text import rich_text_parts


def seen_parts(content: Content, name: Name) -> tuple[SeenPart, ...]:
    """A message: its blocks, or its text when it has none, then its files."""
    # Blocks of kinds that are not drawn here leave the text, which clients fall back to as well.
    blocks = block_parts(content.blocks, name) or paragraphs(content.text, name)
    files = [_link(file["title"], file["permalink"]) for file in content.files]
    return (*blocks, *files)


def block_parts(blocks: Sequence[Json], name: Name) -> tuple[SeenPart, ...]:
    """Blocks, each as the parts it shows; kinds that the local workspace cannot draw are left out."""
    found: list[SeenPart] = []
    for block in blocks:
        drawn = _BLOCKS.get(block["type"])
        if drawn is not None:
            found.extend(drawn(block, name))
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


def _section(block: Json, name: Name) -> list[SeenPart]:
    texts = [text for text in (block.get("text"), *block.get("fields", ())) if text]
    found: list[SeenPart] = [part for text in texts for part in text_parts(text, name)]
    accessory = block.get("accessory")
    if accessory and accessory["type"] == "image":
        found.append(SeenPicture(accessory.get("image_url", ""), accessory["alt_text"]))
    elif accessory:
        found.append(SeenRow((seen_control(accessory),)))
    return found


def _header(block: Json, _name: Name) -> list[SeenPart]:
    return [SeenText((Span(block["text"]["text"]),), "heading")]


def _context(block: Json, name: Name) -> list[SeenPart]:
    found: list[SeenPart] = []
    for element in block["elements"]:
        if element["type"] == "image":
            found.append(SeenPicture(element.get("image_url", ""), element["alt_text"]))
        else:
            found.extend(SeenText(part.spans, "small") for part in text_parts(element, name))
    return found


def _image(block: Json, _name: Name) -> list[SeenPart]:
    return [SeenPicture(block.get("image_url", ""), block["alt_text"])]


def _actions(block: Json, _name: Name) -> list[SeenPart]:
    return [SeenRow(tuple(seen_control(element) for element in block["elements"]))]


def _divider(_block: Json, _name: Name) -> list[SeenPart]:
    return [SeenRule()]


def _markdown(block: Json, name: Name) -> list[SeenPart]:
    return list(paragraphs(block["text"], name))


def _rich_text(block: Json, name: Name) -> list[SeenPart]:
    return list(rich_text_parts(block, name))


def _link(label: str, address: str) -> SeenText:
    return SeenText((Span(label, "link", address),))


_BLOCKS: dict[str, Callable[[Json, Name], list[SeenPart]]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "image": _image,
    "actions": _actions,
    "divider": _divider,
    "markdown": _markdown,
    "rich_text": _rich_text,
}
