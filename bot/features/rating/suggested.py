"""Which level somebody's ticks suggest, said before they choose one or beside what they chose."""

from __future__ import annotations

from collections.abc import Collection

from bot.chat.cards import Menu, Paragraph, Part
from bot.chat.events import FormSubmission
from bot.chat.forms import Form
from bot.chat.limits import OPTIONS
from bot.chat.replies import Correct
from bot.chat.routes import wire
from bot.chat.text import Markup
from bot.desk import Desk
from bot.features.rating.forms import SUGGEST, offered
from bot.features.rating.given import seen_in
from bot.features.rating.words import level_words
from bot.store.models import Rating
from bot.suggestions import behaviour_option
from rubric import behaviours
from rubric.model import Indicator


def before_choosing(desk: Desk, indicator: Indicator, seen: Collection[str]) -> Markup:
    """What the ticks suggest, for somebody who has not chosen yet."""
    t = desk.t
    if not seen:
        return t("You have ticked nothing yet. Tick what you have seen, or choose the level that fits best.")
    number = behaviours.suggestion(offered(indicator), seen)
    if number is None:
        return t(
            "Your ticks suggest no level: at none have you ticked most of it and of what stands below it. "
            "Choose the one that fits best."
        )
    found = indicator.descriptor(number)
    return t(
        "Your ticks suggest {level}: {summary}. It is only a suggestion: choose the level that fits best.",
        level=level_words(found.level),
        summary=found.summary,
    )


def not_chosen(desk: Desk, call: FormSubmission, indicator: Indicator, form: Form) -> Correct | None:
    """The form again while it has mistakes, or no level because the ticks are to suggest one first."""
    problems = form.check(call.values, desk.t)
    if not problems and call.values["level"] == SUGGEST:
        problems = {"level": before_choosing(desk, indicator, seen_in(call.values))}
    return Correct(form.filled(call.values), problems) if problems else None


def beside(desk: Desk, indicator: Indicator, rating: Rating) -> Part | None:
    """That the ticks suggest another level than was chosen; what was chosen counts."""
    if not rating.seen:
        return None
    number = behaviours.suggestion(offered(indicator), rating.seen)
    if number is None or number == rating.level:
        return None
    level = level_words(indicator.descriptor(number).level)
    return Paragraph(desk.t("Your ticks suggest {level}. What you chose counts.", level=level))


def to_take_up(desk: Desk, indicator: Indicator, rating: Rating) -> Part | None:
    """What is left of the next level, for who ticked what they saw, to make a task of."""
    if rating.level is None or not rating.seen:
        return None
    left = behaviours.above(indicator, rating.level, rating.seen)
    options = tuple(behaviour_option(one) for one in left[:OPTIONS])
    placeholder = desk.t("Make a task of the next level…")
    return Menu(wire("rate-task", rating.id), placeholder, options) if options else None
