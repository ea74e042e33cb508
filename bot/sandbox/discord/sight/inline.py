"""Discord's inline markdown as runs of text in one look each."""

from __future__ import annotations

import re

from bot.sandbox.discord.sight.viewer import Viewer
from bot.sandbox.seen import Span, SpanKind

_INSIDE = r"(?:\\.|[^\\])+?"
_PATTERN = re.compile(
    r"\\(?P<escaped>[^\w\s]|_)"
    r"|`(?P<code>[^`]+)`"
    r"|\[(?P<label>(?:\\.|[^\]\\])+)\]\((?P<url>https?://[^)\s]+)\)"
    r"|<@!?(?P<person>\d+)>"
    r"|<#(?P<channel>\d+)>"
    r"|<t:(?P<time>-?\d+)(?::(?P<style>[tTdDfFR]))?>"
    rf"|\*\*(?P<bold>{_INSIDE})\*\*(?!\*)"
    rf"|__(?P<underline>{_INSIDE})__"
    rf"|~~(?P<strike>{_INSIDE})~~"
    rf"|\*(?=[^\s*])(?P<italic>{_INSIDE})(?<=\S)\*"
    rf"|(?<!\w)_(?=\S)(?P<slanted>{_INSIDE})_(?!\w)"
    r"|<?(?P<bare>https?://[^\s<>]+)>?",
    re.DOTALL,
)
_LOOKS: dict[str, SpanKind] = {"bold": "bold", "strike": "strike", "italic": "italic", "slanted": "italic"}


def inline_spans(text: str, viewer: Viewer, look: SpanKind = "plain", target: str = "") -> tuple[Span, ...]:
    """Return the text's runs; of nested looks the innermost is kept, underlining has none of its own."""
    spans: list[Span] = []
    place = 0
    for found in _PATTERN.finditer(text):
        spans.append(Span(text[place : found.start()], look, target))
        spans.extend(_found(found, viewer, look, target))
        place = found.end()
    spans.append(Span(text[place:], look, target))
    return _joined(spans)


def _found(found: re.Match[str], viewer: Viewer, look: SpanKind, target: str) -> tuple[Span, ...]:
    name = found.lastgroup or ""
    if name in ("url", "bare"):
        shown = found["label"] if name == "url" else found["bare"]
        return (
            inline_spans(shown, viewer, "link", found[name])
            if name == "url"
            else (Span(shown, "link", shown),)
        )
    if name in ("person", "channel"):
        return (_mention(found, viewer),)
    if name in ("time", "style"):
        return (Span(viewer.moment(int(found["time"]), found["style"] or "f"), look, target),)
    if name == "code":
        return (Span(found["code"], "code"),)
    if name == "escaped":
        return (Span(found["escaped"], look, target),)
    return inline_spans(found[name], viewer, "link" if target else _LOOKS.get(name, look), target)


def _mention(found: re.Match[str], viewer: Viewer) -> Span:
    if found["person"]:
        return Span(viewer.person(found["person"]), "person", found["person"])
    return Span(viewer.channel(found["channel"]), "channel", found["channel"])


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if kept and (kept[-1].kind, kept[-1].target) == (span.kind, span.target):
            kept[-1] = Span(kept[-1].text + span.text, span.kind, span.target)
        else:
            kept.append(span)
    return tuple(kept)
