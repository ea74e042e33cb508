"""What stands below a check-in: why one is asked, who sees the answer, until when it can be given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.cards import Part, SmallPrint
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, join
from bot.features.checkins.kinds.question import Question
from bot.schedule.check_in import PROGRESS, RATING
from rubric import measure


@dataclass(frozen=True, slots=True)
class Watchers:
    """The facilitators' names without the reader's own, and how many must have rated before the team sees."""

    others: Sequence[str]
    floor: int = measure.GROUP_FLOOR


def small_print(questions: Sequence[Question], watchers: Watchers, why: Markup | str = "") -> list[Part]:
    """Below all questions of a message; nothing where all is over and nothing was said."""
    first = questions[0]
    if all(question.closed for question in questions):
        stands = first.t(
            "This check-in closed on {moment}; what is recorded stands.",
            moment=first.reader.moment(first.prompt.closes_at),
        )
        return [SmallPrint(stands)] if any(question.answered for question in questions) else []
    waiting = any(question.open for question in questions)
    first_line = [why] if why and waiting else []
    return [
        SmallPrint(join("\n", [*first_line, join(" ", _who_sees_it(questions, watchers)), _until(questions)]))
    ]


def _until(questions: Sequence[Question]) -> Markup:
    first = questions[0]
    soonest = min(question.prompt.closes_at for question in questions if not question.closed)
    moment = first.reader.moment(soonest)
    if all(question.answered for question in questions):
        return first.t("You can change it until {moment}.", moment=moment)
    return first.t("Open until {moment}.", moment=moment)


def _who_sees_it(questions: Sequence[Question], watchers: Watchers) -> list[Markup]:
    t, kinds = questions[0].t, {question.prompt.asks for question in questions}
    said: list[Markup] = []
    if PROGRESS in kinds:
        said += [
            _names(watchers.others, t),
            t(
                "The team sees how this indicator moved and may guess who said so; "
                "leaders also read what is in the way."
            ),
        ]
    if RATING in kinds:
        said.append(
            t("Your team sees ratings once {floor} people have rated, without names.", floor=watchers.floor)
        )
    if kinds - {PROGRESS, RATING}:
        said.append(_reads(watchers.others, t))
    return said


def _names(others: Sequence[str], t: Phrases) -> Markup:
    if not others:
        return t("Only a facilitator of your team sees your name with it.")
    return t.plural(
        "Only your facilitator ({names}) sees your name with it.",
        "Only your facilitators ({names}) see your name with it.",
        len(others),
        names=", ".join(others),
    )


def _reads(others: Sequence[str], t: Phrases) -> Markup:
    if not others:
        return t("Only a facilitator of your team reads what you write.")
    return t.plural(
        "Only your facilitator ({names}) reads what you write.",
        "Only your facilitators ({names}) read what you write.",
        len(others),
        names=", ".join(others),
    )
