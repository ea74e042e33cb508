"""What a person sees, as data: both servers translate their own wire JSON into these, the page draws them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

SpanKind = Literal["plain", "bold", "italic", "strike", "code", "link", "person", "channel"]
TextKind = Literal["text", "heading", "small", "quote", "code"]
FieldKind = Literal["text", "choice", "person", "date", "ticks", "file", "note"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one look; `target` is the address of a link or the id of a person or channel."""

    text: str
    kind: SpanKind = "plain"
    target: str = ""


@dataclass(frozen=True, slots=True)
class SeenText:
    """A paragraph."""

    spans: tuple[Span, ...]
    kind: TextKind = "text"
    type: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class SeenRule:
    """A dividing line."""

    type: Literal["rule"] = "rule"


@dataclass(frozen=True, slots=True)
class SeenPicture:
    """An image and the words that stand for it."""

    address: str
    words: str
    type: Literal["picture"] = "picture"


@dataclass(frozen=True, slots=True)
class SeenButton:
    """A button; `id` is what the app gave it (Slack action_id, Discord custom_id); a link has `address`."""

    id: str
    label: str
    style: Literal["plain", "main", "danger", "link"] = "plain"
    address: str = ""
    disabled: bool = False
    type: Literal["button"] = "button"


@dataclass(frozen=True, slots=True)
class SeenOption:
    """One choice of a menu or a field."""

    id: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class SeenMenu:
    """A select.

    `picks` says where the choices come from: `options`, the workspace's people, or the app, which is asked
    while one types (`Hands.searches`). Channels and roles are listed in `options` like any others. At most
    `most` choices can be taken.
    """

    id: str
    placeholder: str
    options: tuple[SeenOption, ...] = ()
    picks: Literal["option", "person", "search"] = "option"
    most: int = 1
    type: Literal["menu"] = "menu"


@dataclass(frozen=True, slots=True)
class SeenRow:
    """Controls side by side."""

    controls: tuple[SeenButton | SeenMenu, ...]
    type: Literal["row"] = "row"


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file that can be opened; `size` in bytes."""

    name: str
    address: str
    size: int
    type: Literal["file"] = "file"


SeenPart = SeenText | SeenRule | SeenPicture | SeenRow | SeenFile


@dataclass(frozen=True, slots=True)
class SeenReaction:
    """An emoji under a message and how many gave it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """A message in a place as one person sees it; `private` means that only this person does.

    `replies` counts the messages in its thread; `thread` is the id of the message that it replies to in a
    thread of its own, and `quoted` the words of the one that it answers in the same place (Discord).
    """

    id: str
    place: str
    author: str
    author_name: str
    at: datetime
    parts: tuple[SeenPart, ...]
    words: str
    private: bool = False
    edited: bool = False
    from_app: bool = False
    thread: str = ""
    replies: int = 0
    reactions: tuple[SeenReaction, ...] = ()
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class SeenField:
    """A field of an open form; `error` is the platform's own text at the field after a refused submission.

    A `note` field is text between fields: its `spans` are shown and it takes no value. The choices of a
    field that `searches` come from the app while one types (`Hands.searches`); `most` choices or files fit.
    """

    id: str
    label: str
    kind: FieldKind
    hint: str = ""
    placeholder: str = ""
    value: str = ""
    options: tuple[SeenOption, ...] = ()
    required: bool = False
    multiline: bool = False
    longest: int = 0
    error: str = ""
    spans: tuple[Span, ...] = ()
    searches: bool = False
    most: int = 1


@dataclass(frozen=True, slots=True)
class SeenForm:
    """The form (Slack modal, Discord modal) that is open before a person."""

    id: str
    title: str
    fields: tuple[SeenField, ...]
    submit: str = "Submit"


@dataclass(frozen=True, slots=True)
class SeenPlace:
    """A channel or the direct message with the app, as listed in a person's sidebar."""

    id: str
    name: str
    direct: bool
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion offered while a person types a command; `text` is the whole line if it is taken."""

    text: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the platform itself tells a person when the app did not answer in time or refused wrongly."""

    words: str
    at: datetime = field(compare=False)
