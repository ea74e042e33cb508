"""Draws a card as JSON: the same words as text and as parts, and the picture."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.chat.card_data import card_to_data
from bot.chat.cards import Buttons, Card, Link, Menu, Part, Rule
from bot.chat.messenger import File
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, Span, bold, escape, join, link, plain, spans
from bot.documents.document import words
from bot.documents.single import Setting, document_of, title_of
from bot.documents.text import in_text
from bot.platforms.webhook.hook import Hook


def body(hook: Hook, id_: str, card: Card, file: File | None, at: datetime, t: Phrases) -> bytes:
    """What is posted, in UTF-8; docs/partners.md explains every key."""
    day = at.astimezone(ZoneInfo(hook.zone)).date()
    document = document_of(card, Setting(hook.team, t, hook.locale, day), file)
    content = {
        **opening(hook, id_, "digest"),
        "day": day.isoformat(),
        "language": document.language,
        "title": title_of(card, hook.team),
        "text": in_text(document),
        "cards": [card_to_data(_readable(card, words(t).somebody))],
    }
    return encoded(content | ({"picture": _picture(file)} if file else {}))


def opening(hook: Hook, id_: str, type_: str) -> dict[str, Any]:
    """What every message begins with."""
    return {"id": id_, "type": type_, "team": hook.team_id, "team_name": hook.team}


def encoded(content: dict[str, Any]) -> bytes:
    """As JSON."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _picture(file: File) -> dict[str, Any]:
    return {
        "name": file.name,
        "media_type": file.media_type,
        "alternative": file.alternative,
        "numbers": [plain(one) for one in file.numbers],
        "base64": b64encode(file.content).decode(),
    }


def _readable(card: Card, somebody: str) -> Card:
    """What can be pressed is left out, and no account of a chat goes outside."""
    return Card(tuple(_parts(card, somebody)))


def _parts(card: Card, somebody: str) -> Iterator[Part]:
    for part in card.parts:
        match part:
            case Buttons():
                links = tuple(one for one in part.buttons if isinstance(one, Link))
                if links:
                    yield Buttons(links)
            case Menu():
                continue
            case Rule():
                yield part
            case _:
                yield replace(part, words=_nameless(part.words, somebody))


def _nameless(words: str, somebody: str) -> Markup:
    return join("", [_run(run, somebody) for run in spans(words)])


def _run(run: Span, somebody: str) -> Markup:
    match run.kind:
        case "bold":
            return bold(run.text)
        case "italic":
            return Markup(f"__{escape(run.text)}__")
        case "code":
            return Markup(f"`{escape(run.text)}`")
        case "link":
            return link(run.text, run.target)
        case "person":
            return escape(somebody)
        case _:
            return escape(run.text)
