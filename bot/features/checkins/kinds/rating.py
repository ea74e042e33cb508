"""What does an indicator look like now: asks for a rating, which is given in the form of ratings."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Paragraph, Part, Quote
from bot.chat.phrases import N_
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, shorten
from bot.features.checkins.kinds.question import QUOTED, Kind, Question
from bot.schedule.check_in import RATING
from bot.store.models import Rating

_WITHOUT_LEVEL = {"dont-know": N_("I don't know"), "not-applicable": N_("Not applicable")}


def heading(question: Question) -> Markup:
    """What it is about."""
    return question.t("Rating · {title}", title=question.indicator.short_title if question.indicator else "")


def asked(question: Question) -> list[Part]:
    """The indicator, and the button that opens the form with the levels."""
    t, indicator = question.t, question.indicator
    if indicator is None:
        return []
    about = Paragraph(join(" ", [indicator.title.rstrip(".") + ".", f"({indicator.id})"]))
    form = wire("rate", question.prompt.team_id, indicator.id)
    return [
        about,
        Paragraph(bold(t("What does it look like now?"))),
        Buttons((Button(t("See the levels and rate"), form, "main"),)),
    ]


def all_of_them(questions: Sequence[Question]) -> Part | None:
    """Beside what is asked: the way through all that the person can rate, one at a time."""
    asked = next((one for one in questions if one.prompt.asks == RATING and not one.closed), None)
    if asked is None:
        return None
    way = wire("rate-walk", asked.prompt.team_id, asked.prompt.id)
    return Buttons((Button(asked.t("Rate all of mine, one at a time"), way),))


def recorded(question: Question) -> list[Part]:
    """The rating that was given, and the way to change it."""
    rating, t = question.rating, question.t
    if rating is None:
        return []
    day = question.reader.day_of(rating.given_at)
    line = t("Recorded: {level} · {day}", level=bold(_level(question, rating)), day=day)
    parts: list[Part] = [Paragraph(line)]
    if rating.evidence:
        parts.append(Quote(shorten(rating.evidence, QUOTED)))
    if question.closed:
        return parts
    form = wire("rate", rating.team_id, rating.indicator)
    return [*parts, Buttons((Button(t("Change"), form),))]


def _level(question: Question, rating: Rating) -> str:
    if rating.level is None or question.indicator is None:
        return question.t(_WITHOUT_LEVEL.get(rating.answer, _WITHOUT_LEVEL["dont-know"]))
    level = question.indicator.descriptor(rating.level).level
    return f"{level.number} · {level.name}"


KIND = Kind(heading, asked, recorded)
