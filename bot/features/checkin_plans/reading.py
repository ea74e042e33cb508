"""Reads what was typed about a check-in; whatever cannot be read is said in words, with an example."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.chat.phrases import N_
from bot.chat.text import Markup
from bot.desk import Desk, Seat
from bot.features.checkin_plans.audience import read_audience
from bot.features.checkin_plans.coming import read_at, read_open, read_rule, too_short
from bot.features.checkin_plans.subjects import read_subjects
from bot.features.checkin_plans.values import (
    ABOUT,
    ASKS,
    AT,
    EACH,
    FOR,
    NAME,
    OPEN,
    QUESTION,
    REMINDERS,
    RULE,
    Draft,
    Values,
)
from bot.schedule import check_in as kinds
from bot.store.models import Schedule

_LONGEST_NAME, _LONGEST_QUESTION = 40, 300
_SLOT_GAPS: Final = re.compile(r"[^a-z0-9]+")
_SAMPLE_QUESTION = N_("What should we talk about at the next meeting?")


def read(desk: Desk, seat: Seat, values: Values, now: Schedule | None = None) -> Draft:
    """The check-in that was meant: what is not in `values` is as usual; `now` is the one that is changed."""
    draft = Draft(starts_on=seat.reader.today)
    if now is not None and values.get(RULE, now.rule) == now.rule:
        draft.starts_on = now.starts_on
    for name, reader in _READERS.items():
        if words := reader(desk, seat, draft, unquoted(values.get(name, ""))):
            draft.problems[name] = words
    if not draft.problems and (words := too_short(desk, draft)):
        draft.problems[OPEN] = words
    return draft


def unquoted(given: str) -> str:
    """What was typed, without blanks too many; quotes around it only kept it together."""
    return " ".join(given.split()).strip('"“”')


def _name(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    draft.title = given
    draft.slot = _SLOT_GAPS.sub("-", given.casefold()).strip("-")
    if len(given) > _LONGEST_NAME:
        return desk.t(
            "The name has {length} letters; {longest} fit. For example: {example}",
            length=len(given),
            longest=_LONGEST_NAME,
            example="weekly",
        )
    if not draft.slot:
        return desk.t("Give it a name in letters or digits, for example: {example}", example="weekly")
    return None


def _asks(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    asks = given.casefold() or kinds.PROGRESS
    draft.check_in = replace(draft.check_in, asks=asks)
    if asks in kinds.ASKS:
        return None
    draft.check_in = replace(draft.check_in, asks=kinds.PROGRESS)
    return desk.t("A check-in asks for {kinds}, not for {given}.", kinds=", ".join(kinds.ASKS), given=given)


def _question(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    draft.check_in = replace(draft.check_in, question=given)
    if draft.check_in.asks != kinds.QUESTION:
        draft.check_in = replace(draft.check_in, question="")
        return desk.t("Only a check-in that asks a question has one: `asks:question`") if given else None
    if not given:
        return desk.t("Write the question, for example: {example}", example=desk.t(_SAMPLE_QUESTION))
    if len(given) > _LONGEST_QUESTION:
        return desk.t(
            "This has {length} characters; {longest} fit. Please shorten it.",
            length=len(given),
            longest=_LONGEST_QUESTION,
        )
    return None


def _each(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    count = _number(given or "1", 1, kinds.MOST_PER_PERSON)
    if count is None:
        return desk.t("A person is asked about 1 to {most} at a time.", most=kinds.MOST_PER_PERSON)
    draft.check_in = replace(draft.check_in, per_person=count)
    return None


def _reminders(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    count = _number(given or "1", 0, kinds.MOST_REMINDERS)
    if count is None:
        return desk.t("I remind at most {most} times: 0, 1 or 2.", most=kinds.MOST_REMINDERS)
    draft.check_in = replace(draft.check_in, reminders=count)
    return None


def _number(given: str, least: int, most: int) -> int | None:
    return int(given) if given.isdecimal() and len(given) == 1 and least <= int(given) <= most else None


_READERS: Final[Mapping[str, Callable[[Desk, Seat, Draft, str], Markup | None]]] = {
    NAME: _name,
    ASKS: _asks,
    QUESTION: _question,
    RULE: read_rule,
    AT: read_at,
    OPEN: read_open,
    EACH: _each,
    REMINDERS: _reminders,
    FOR: read_audience,
    ABOUT: read_subjects,
}
