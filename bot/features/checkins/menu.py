"""The menu under a check-in: later, skip, not my indicator, away. One a message, however much it asks."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Menu, Option
from bot.chat.limits import OPTION_LABEL
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, shorten
from bot.features.checkins.kinds.question import Question
from bot.features.checkins.later import HOUR, MORNING, Choice
from bot.language.reader import Reader

# What comes back: `later:hour`, `skip:12`, `not-mine:12`, `away`.
LATER, SKIP, NOT_MINE, AWAY = "later", "skip", "not-mine", "away"


def menu(open_: Sequence[Question], later: Sequence[Choice]) -> Menu | None:
    """What can be done with the questions that are open instead of answering them; None without any."""
    if not open_:
        return None
    reader, t = open_[0].reader, open_[0].t
    options = [
        *(Option(f"{LATER}:{choice.name}", later_words(choice, reader, t)) for choice in later),
        *_skipping(open_),
        Option(AWAY, t("I am away")),
    ]
    return Menu(wire("checkin-not-now", open_[0].prompt.id), t("Not now…"), tuple(options))


def later_words(choice: Choice, reader: Reader, t: Phrases) -> Markup:
    """A time to put it off to, as people say it."""
    if choice.name == HOUR:
        return t("Later: in an hour")
    tomorrow = (choice.day - reader.today).days == 1
    if choice.name == MORNING and tomorrow:
        return t("Later: tomorrow morning")
    return t("Later: {day}, in the morning", day=reader.day(choice.day))


def _skipping(open_: Sequence[Question]) -> list[Option]:
    t, only = open_[0].t, len(open_) == 1
    found: list[Option] = []
    for question in open_:
        label = t("Skip this time") if only else t("Skip: {title}", title=_title(question))
        found.append(_option(f"{SKIP}:{question.prompt.id}", label, question, only=only))
    for question in open_:
        if question.indicator is not None:
            label = t("Not my indicator") if only else t("Not mine: {title}", title=_title(question))
            found.append(_option(f"{NOT_MINE}:{question.prompt.id}", label, question, only=only))
    return found


def _option(id_: str, label: Markup, question: Question, *, only: bool) -> Option:
    indicator = question.indicator
    return Option(id_, Markup(shorten(label, OPTION_LABEL)), indicator.id if indicator and not only else "")


def _title(question: Question) -> str:
    if question.indicator is not None:
        return question.indicator.short_title
    return question.prompt.question or question.t("looking back")
