"""Embeds as a person sees them: texts and pictures, top to bottom."""

from __future__ import annotations

from collections.abc import Iterator

from bot.sandbox.discord.records import Json
from bot.sandbox.discord.sight.markdown import paragraphs
from bot.sandbox.discord.sight.media import Media
from bot.sandbox.discord.sight.viewer import Viewer
from bot.sandbox.seen import SeenPart, SeenText, Span, TextKind


def seen_embed(embed: Json, viewer: Viewer, media: Media) -> Iterator[SeenPart]:
    """Yield what an embed shows."""
    author, footer = embed.get("author") or {}, embed.get("footer") or {}
    if author.get("name"):
        yield _linked(author["name"], author.get("url"), "small")
    if embed.get("title"):
        yield _linked(embed["title"], embed.get("url"), "heading")
    yield from paragraphs(embed.get("description") or "", viewer)
    for each in embed.get("fields") or ():
        yield from paragraphs(f"**{each['name']}**\n{each['value']}", viewer)
    for key in ("image", "thumbnail"):
        if embed.get(key):
            yield media.picture(embed[key]["url"], embed.get("title") or "")
    if footer.get("text"):
        yield SeenText((Span(footer["text"]),), "small")


def _linked(words: str, address: str | None, kind: TextKind) -> SeenText:
    return SeenText((Span(words, "link" if address else "plain", address or ""),), kind)
