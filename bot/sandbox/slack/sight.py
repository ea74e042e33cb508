"""Blocks as a person sees them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.sandbox.seen import (
    SeenButton,
    SeenMenu,
    SeenOption,
    SeenPart,
    SeenPicture,
    SeenRow,
    SeenRule,
    SeenText,
    Span,
)
from bot.sandbox.slack.form_values import options_of
from bot.sandbox.slack.mrkdwn import Name, paragraphs, unescape
from bot.sandbox.slack.records import Content, Json

_PEOPLE = frozenset({"users_select", "multi_users_select"})


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


def seen_control(element: Json) -> SeenButton | SeenMenu:
    """A button or a menu."""
    if element["type"] != "button":
        placeholder = element.get("placeholder", {}).get("text", "")
        picks_person = element["type"] in _PEOPLE
        return SeenMenu(
            element["action_id"], placeholder, seen_options(element), "person" if picks_person else "option"
        )
    label, address = element["text"]["text"], element.get("url", "")
    if address:
        return SeenButton(element["action_id"], label, "link", address)
    match element.get("style"):
        case "primary":
            return SeenButton(element["action_id"], label, "main")
        case "danger":
            return SeenButton(element["action_id"], label, "danger")
        case _:
            return SeenButton(element["action_id"], label)


def seen_options(element: Json) -> tuple[SeenOption, ...]:
    """The options of a menu."""
    return tuple(
        SeenOption(one["value"], _plain(one["text"]), _plain(one.get("description", {"text": ""})))
        for one in options_of(element)
    )


def _plain(text: Json) -> str:
    return unescape(text["text"]) if text.get("type") == "mrkdwn" else str(text["text"])


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
}
