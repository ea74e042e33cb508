"""A stored message as one person sees it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.discord.message_shape import attachment_path
from bot.sandbox.discord.records import Json, Message
from bot.sandbox.discord.sight.layout import Layout
from bot.sandbox.discord.sight.markdown import paragraphs
from bot.sandbox.discord.sight.viewer import Viewer
from bot.sandbox.seen import SeenMessage, SeenPart, SeenPicture, SeenText, Span

NOT_RESPONDING = "The application did not respond"


def seen_message(message: Message, viewer: Viewer, *, given_up: bool = False) -> SeenMessage:
    """Return the message with all its parts and, as `words`, its text alone.

    `given_up` says that the answer it stands for can no longer come.
    """
    author = viewer.directory.accounts[message.author]
    waiting = NOT_RESPONDING if given_up else f"{author.name} is thinking…"
    parts = (SeenText((Span(waiting),), "small"),) if message.loading else _parts(message, viewer)
    return SeenMessage(
        id=message.id,
        place=message.channel,
        author=author.id,
        author_name=author.name,
        at=message.at,
        parts=parts,
        words=_words(parts),
        private=bool(message.only_for),
        edited=message.edited is not None,
        from_app=author.bot,
    )


def _parts(message: Message, viewer: Viewer) -> tuple[SeenPart, ...]:
    layout = Layout(message, viewer)
    draft = message.draft
    embeds = [part for embed in draft.embeds for part in _embed(embed, viewer)]
    return (
        *paragraphs(draft.content, viewer),
        *embeds,
        *_files(message, viewer),
        *layout.parts(draft.components),
    )


def _embed(embed: Json, viewer: Viewer) -> list[SeenPart]:
    found: list[SeenPart] = []
    if embed.get("title"):
        link = embed.get("url") or ""
        found.append(SeenText((Span(embed["title"], "link" if link else "plain", link),), "heading"))
    found.extend(paragraphs(embed.get("description") or "", viewer))
    for each in embed.get("fields") or ():
        found.extend(paragraphs(f"**{each['name']}**\n{each['value']}", viewer))
    if embed.get("image"):
        found.append(SeenPicture(embed["image"]["url"], ""))
    if embed.get("footer"):
        found.append(SeenText((Span(embed["footer"]["text"]),), "small"))
    return found


def _files(message: Message, viewer: Viewer) -> list[SeenPart]:
    """Show the files that no component refers to."""
    shown = str(message.draft.components)
    found: list[SeenPart] = []
    for file in message.draft.attachments:
        if f"attachment://{file.name}" in shown:
            continue
        address = viewer.address + attachment_path(message.channel, file)
        if file.media_type.startswith("image/"):
            found.append(SeenPicture(address, file.description or file.name))
        else:
            found.append(SeenText((Span(f"{file.name} ({file.size} bytes)", "link", address),), "small"))
    return found


def _words(parts: Sequence[SeenPart]) -> str:
    texts = ["".join(span.text for span in part.spans) for part in parts if isinstance(part, SeenText)]
    return "\n".join(texts)
