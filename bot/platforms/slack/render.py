"""Draws a card as Slack blocks; nothing is left out and nothing is cut."""

from __future__ import annotations

from bot.chat.cards import (
    Button,
    Buttons,
    Card,
    Heading,
    Link,
    Menu,
    Option,
    Paragraph,
    Part,
    Quote,
    Rule,
    SmallPrint,
    Wordy,
    in_plain_words,
)
from bot.chat.text import plain, spans
from bot.platforms.slack.markup import LONGEST, Json, escaped, is_plain, mrkdwn, plain_text, rich_text

# A link button is pressed too as far as Slack is concerned; this prefix says that nobody waits for it.
LINK_PRESS = "link#"
_STYLES = {"main": "primary", "danger": "danger"}


def message(card: Card) -> Json:
    """The fields `text` and `blocks` of any of Slack's ways to post one message."""
    return {"text": escaped(in_plain_words(card)), "blocks": blocks(card)}


def blocks(card: Card) -> list[Json]:
    """The card's parts as blocks, in order."""
    return [_block(part) for part in card.parts]


def prose(words: str) -> Json:
    """A paragraph as a block that Slack shows in full, in messages and in modals."""
    if is_plain(words):
        return {"type": "section", "text": plain_text(plain(words)), "expand": True}
    marked = mrkdwn(words)
    if marked is None:
        return rich_text(words)
    return _marked_section(marked)


def option(one: Option) -> Json:
    """A choice of a menu or of a form's field."""
    drawn: Json = {"text": plain_text(plain(one.label)), "value": one.id}
    return drawn | ({"description": plain_text(plain(one.description))} if one.description else {})


def _block(part: Part) -> Json:
    match part:
        case Rule():
            return {"type": "divider"}
        case Buttons():
            elements = [_button(button, number) for number, button in enumerate(part.buttons)]
            return {"type": "actions", "elements": elements}
        case Menu():
            return {"type": "actions", "elements": [_menu(part)]}
        case _:
            return _wordy_block(part)


def _wordy_block(part: Wordy) -> Json:
    match part:
        case Heading():
            return _heading(part.words)
        case Paragraph():
            return prose(part.words)
        case Quote():
            return _quote(part.words)
        case SmallPrint():
            return _small_print(part.words)


def _quote(words: str) -> Json:
    marked = mrkdwn(words)
    quoted = "\n".join(f"> {line}" for line in marked.split("\n")) if marked is not None else ""
    # Slack counts the signs and the escapes; a text that they make too long travels without them.
    if not quoted or len(quoted) > LONGEST:
        return rich_text(words, "rich_text_quote")
    return _marked_section(quoted)


def _marked_section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}, "expand": True}


def _heading(words: str) -> Json:
    if any(run.target for run in spans(words)):
        return rich_text(words, bold=True)
    return {"type": "header", "text": plain_text(plain(words))}


def _small_print(words: str) -> Json:
    if is_plain(words):
        return {"type": "context", "elements": [plain_text(plain(words))]}
    marked = mrkdwn(words)
    if marked is None:
        return rich_text(words)
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": marked, "verbatim": True}]}


def _button(button: Button | Link, number: int) -> Json:
    drawn: Json = {"type": "button", "text": plain_text(plain(button.label))}
    if isinstance(button, Link):
        return drawn | {"action_id": f"{LINK_PRESS}{number}", "url": button.address}
    style = _STYLES.get(button.style)
    return drawn | {"action_id": button.wire} | ({"style": style} if style else {})


def _menu(menu: Menu) -> Json:
    return {
        "type": "static_select",
        "action_id": menu.wire,
        "placeholder": plain_text(plain(menu.placeholder)),
        "options": [option(one) for one in menu.options],
    }
