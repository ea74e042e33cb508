"""A stored message as one person sees it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.discord.records import Message
from bot.sandbox.discord.sight.embeds import seen_embed
from bot.sandbox.discord.sight.layout import Layout
from bot.sandbox.discord.sight.markdown import paragraphs
from bot.sandbox.discord.sight.media import Media
from bot.sandbox.discord.sight.viewer import Viewer
from bot.sandbox.seen import SeenMessage, SeenPart, SeenReaction, SeenText, Span

NOT_RESPONDING = "The application did not respond"


def seen_message(
    message: Message, viewer: Viewer, *, given_up: bool = False, quoted: str = ""
) -> SeenMessage:
    """Return the message with all its parts and, as `words`, its text alone.

    `given_up` says that the answer it stands for can no longer come; `quoted` are the words it replies to.
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
        reactions=tuple(SeenReaction(each.emoji, len(each.users)) for each in message.reactions),
        quoted=quoted,
    )


def _parts(message: Message, viewer: Viewer) -> tuple[SeenPart, ...]:
    media = Media(message, viewer)
    draft = message.draft
    return (
        *paragraphs(draft.content, viewer),
        *(part for embed in draft.embeds for part in seen_embed(embed, viewer, media)),
        *media.unmentioned(str((draft.components, draft.embeds))),
        *Layout(message, viewer, media).parts(draft.components),
    )


def _words(parts: Sequence[SeenPart]) -> str:
    texts = ["".join(span.text for span in part.spans) for part in parts if isinstance(part, SeenText)]
    return "\n".join(texts)
