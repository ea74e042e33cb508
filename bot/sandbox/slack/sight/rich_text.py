"""Rich text blocks as a person sees them; unlike mrkdwn, nothing in them is read for marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.sandbox.seen import SeenText, Span, SpanKind, TextKind
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.sight.mrkdwn import Name

# A span has one look: the first of these that the element's style names.
_LOOKS: tuple[SpanKind, ...] = ("code", "bold", "italic", "strike")
# A list's bullets change with its depth, and come round again.
_BULLETS = "•◦▪"
_INDENT = "    "


def rich_text_parts(block: Json, name: Name) -> list[SeenText]:
    """A rich text block: its sections, quotes and code as paragraphs, its lists a paragraph an item."""
    return [part for element in block["elements"] for part in _CONTAINERS[element["type"]](element, name)]


def _section(element: Json, name: Name) -> Iterator[SeenText]:
    yield SeenText(_spans(element, name))


def _quote(element: Json, name: Name) -> Iterator[SeenText]:
    yield SeenText(_spans(element, name), "quote")


def _preformatted(element: Json, name: Name) -> Iterator[SeenText]:
    shown = _spans(element, name)
    yield SeenText(tuple(span if span.kind == "link" else Span(span.text, "code") for span in shown), "code")


def _list(element: Json, name: Name) -> Iterator[SeenText]:
    # What Slack calls a list's border is the bar that a quote has.
    kind: TextKind = "quote" if element.get("border") else "text"
    for place, item in enumerate(element["elements"]):
        yield SeenText((Span(_bullet(element, place)), *_spans(item, name)), kind)


def _bullet(element: Json, place: int) -> str:
    depth = element.get("indent") or 0
    if element["style"] == "ordered":
        return f"{_INDENT * depth}{(element.get('offset') or 0) + place + 1}. "
    return f"{_INDENT * depth}{_BULLETS[depth % len(_BULLETS)]} "


def _spans(element: Json, name: Name) -> tuple[Span, ...]:
    return tuple(_span(inline, name) for inline in element["elements"])


def _span(inline: Json, name: Name) -> Span:
    draw = _INLINES.get(inline["type"])
    # What only Slack's own clients can draw stands here by the name of its kind, so that it is not lost.
    return draw(inline, name) if draw is not None else Span(f"[{inline['type']}]")


def _styled(inline: Json, words: str) -> Span:
    style = inline.get("style") or {}
    return Span(words, next((look for look in _LOOKS if style.get(look)), "plain"))


def _linked(inline: Json, words: str) -> Span:
    return Span(words, "link", inline["url"]) if inline.get("url") else _styled(inline, words)


def _mention(identity: str, words: str) -> Span:
    return Span(f"@{words}", "person", identity)


def _channel(inline: Json, name: Name) -> Span:
    return Span("#" + name(inline["channel_id"]), "channel", inline["channel_id"])


_CONTAINERS: dict[str, Callable[[Json, Name], Iterator[SeenText]]] = {
    "rich_text_section": _section,
    "rich_text_quote": _quote,
    "rich_text_preformatted": _preformatted,
    "rich_text_list": _list,
}
_INLINES: dict[str, Callable[[Json, Name], Span]] = {
    "text": lambda inline, _name: _styled(inline, inline["text"]),
    "link": lambda inline, _name: _linked(inline, inline.get("text") or inline["url"]),
    "user": lambda inline, name: _mention(inline["user_id"], name(inline["user_id"])),
    "usergroup": lambda inline, name: _mention(inline["usergroup_id"], name(inline["usergroup_id"])),
    "team": lambda inline, name: _mention(inline["team_id"], name(inline["team_id"])),
    "broadcast": lambda inline, _name: _mention(inline["range"], inline["range"]),
    "channel": _channel,
    "emoji": lambda inline, _name: _styled(inline, f":{inline['name']}:"),
    "color": lambda inline, _name: _styled(inline, inline["value"]),
    "date": lambda inline, _name: _linked(inline, inline.get("fallback") or inline["format"]),
}
