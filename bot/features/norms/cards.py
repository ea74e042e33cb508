"""The norms as a message: the one in turn with all its examples, then the others."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.cards import Card, Heading, Paragraph, SmallPrint, card
from bot.chat.limits import HEADING
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, bold, join, shorten
from rubric.model import Norm, NormSet

# A district's own norms may be wordy: so much is shown of a sentence, and of an example.
_SENTENCE, _EXAMPLE = 300, 150


@dataclass(frozen=True, slots=True)
class Turn:
    """The norm that comes first, and whether it is the one of a meeting today."""

    norm: Norm
    is_today: bool


def norms(which: NormSet, turn: Turn, t: Phrases) -> Card:
    """Every norm of a set, a paragraph each, the one in turn first."""
    others = [each for each in which.norms if each.id != turn.norm.id]
    return card(
        Heading(shorten(which.title, HEADING)),
        Paragraph(join("\n", [_turn(turn, t), *_lines(turn.norm, t)])),
        *(Paragraph(join("\n", [bold(each.title), *_lines(each, t)])) for each in others),
        SmallPrint(
            t(
                "Each meeting's reminder carries one of them, in turn. Source: {source}.",
                source=shorten(which.source.rstrip("."), _SENTENCE),
            )
        ),
    )


def _turn(turn: Turn, t: Phrases) -> Markup:
    title = bold(turn.norm.title)
    if turn.is_today:
        return t("Today's norm: {norm}", norm=title)
    return t("Next in turn: {norm}", norm=title)


def _lines(norm: Norm, t: Phrases) -> list[Markup]:
    looks = join(" · ", [shorten(each, _EXAMPLE) for each in norm.looks_like])
    sounds = join(" ", [t("“{words}”", words=shorten(each, _EXAMPLE)) for each in norm.sounds_like])
    return [
        join("", [shorten(norm.means, _SENTENCE)]),
        *([t("Looks like: {examples}", examples=looks)] if looks else []),
        t("Sounds like: {examples}", examples=sounds),
    ]
