"""Reads what was typed about a digest, by line or by form; what cannot be read is said in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Final

from bot.chat.text import Markup, join
from bot.desk import Desk, Seat
from bot.language.clock_times import UnknownTime, time_named
from bot.schedule.digest_settings import (
    DISTRICT,
    HOLDERS,
    PICTURES,
    RECIPIENTS,
    REPORTS,
    ROLE,
    SECTIONS,
    DigestSettings,
    digest_settings,
    usual_recipients,
)
from bot.schedule.recurrence import describe
from bot.schedule.report import TEAM
from bot.schedule.rule_reading import UnfitRule, rule_meant
from bot.store.models import Schedule
from rubric.model import UnknownRole
from rubric.nearest import closest

Values = Mapping[str, str]
NAME, RULE, AT, TO, PICTURE = "name", "rule", "time", "to", "picture"
REPORT, PARTS = "report", "sections"
ORDER: Final = (NAME, REPORT, RULE, AT, TO, PICTURE, PARTS)
# Which teams a district's report is about, the installation's file alone says; a role goes by its name.
_IN_CHAT: Final = tuple(one for one in REPORTS if one not in {DISTRICT, ROLE})
USUAL: Final = "usual"
_AT: Final = re.compile(r"(?:(?P<rule>.*\S)\s+)?at\s+(?P<at>\S.*)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*(?:,|;|\band\b|&)\s*")
_GAPS: Final = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME: Final = 40
EXAMPLE: Final = '/stem digest schedule "weekly on Fri at 16:00"'


@dataclass(slots=True)
class Draft:
    """A digest as it is wanted; what is wrong with it stands in `problems`, by the value's name."""

    starts_on: date
    title: str = ""
    slot: str = ""
    rule: str = ""
    at: time = time(16)
    settings: DigestSettings = field(default_factory=DigestSettings)
    problems: dict[str, Markup] = field(default_factory=dict)


def given_values(options: Mapping[str, str]) -> dict[str, str]:
    """What was typed, without blanks; a time that stands with the days (`weekly on Fri at 16:00`) apart."""
    values = {name: " ".join(said.split()).strip('"“”') for name, said in options.items() if said.strip()}
    if AT not in values and (found := _AT.fullmatch(values.get(RULE, ""))):
        values[AT] = found["at"]
        values[RULE] = found["rule"] or ""
    return {name: said for name, said in values.items() if said}


def values_of(schedule: Schedule) -> dict[str, str]:
    """The digest as it could be typed."""
    settings = digest_settings(schedule.settings)
    return {
        NAME: schedule.title,
        REPORT: settings.role or settings.report,
        RULE: schedule.rule,
        AT: f"{schedule.at:%H:%M}",
        TO: ", ".join(settings.to),
        PICTURE: settings.picture or USUAL,
        PARTS: "" if settings.sections == SECTIONS else ", ".join(settings.sections),
    }


def read(desk: Desk, seat: Seat, values: Values, now: Schedule | None = None) -> Draft:
    """The digest that was meant: what is not in `values` is as usual; `now` is the one that is changed."""
    draft = Draft(seat.reader.today)
    if now is not None and values.get(RULE) == now.rule:
        draft.starts_on = now.starts_on
    if now is not None:
        draft.settings = replace(draft.settings, teams=digest_settings(now.settings).teams)
    for name, reader in _READERS.items():
        if words := reader(desk, seat, draft, values.get(name, "")):
            draft.problems[name] = words
    return draft


def _name(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    draft.title, draft.slot = given, _GAPS.sub("-", given.casefold()).strip("-")
    if len(given) > _LONGEST_NAME:
        return desk.t(
            "The name has {length} letters; {longest} fit. For example: {example}",
            length=len(given),
            longest=_LONGEST_NAME,
            example="weekly",
        )
    if given and not draft.slot:
        return desk.t("Give it a name in letters or digits, for example: {example}", example="weekly")
    return None


def _report(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    """A report by its name; a role means the report of what concerns it."""
    name, role = given.casefold() or TEAM, ""
    if name not in _IN_CHAT:
        try:
            name, role = ROLE, desk.library.role(given).id
        except UnknownRole:
            return _unknown(desk, given, (*_IN_CHAT, *desk.library.roles))
    draft.settings = replace(draft.settings, report=name, role=role, to=usual_recipients(name))
    return None


def _rule(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:
    try:
        draft.rule = describe(rule_meant(desk.t, seat.reader, seat.team, given, draft.starts_on))
    except UnfitRule as unfit:
        return unfit.words
    return None


def _at(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    try:
        draft.at = time_named(given)
    except UnknownTime:
        if not given:
            return desk.t("Say at what time, for example: {example}", example=EXAMPLE)
        return desk.t("No clock shows {given}. For example: {example}", given=given, example="16:00")
    return None


def _to(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    named = tuple(filter(None, _BETWEEN.split(given.casefold())))
    for word in named:
        if word not in RECIPIENTS:
            return _unknown(desk, word, RECIPIENTS)
    if named:
        draft.settings = replace(draft.settings, to=tuple(dict.fromkeys(named)))
    if HOLDERS in draft.settings.to and draft.settings.report != ROLE:
        return desk.t(
            "Only a role's digest goes to who holds the role. For example: {example}", example="to:leaders"
        )
    return None


def _picture(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    word = given.casefold()
    if word and word not in {USUAL, *PICTURES}:
        return _unknown(desk, given, PICTURES)
    draft.settings = replace(draft.settings, picture="" if word == USUAL else word)
    return None


def _sections(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    wanted = tuple(filter(None, _BETWEEN.split(given.casefold())))
    if wanted and draft.settings.report != TEAM:
        return desk.t("Only the team's digest is made of sections that can be chosen.")
    for word in wanted:
        if word not in SECTIONS:
            return _unknown(desk, word, SECTIONS)
    if wanted:
        draft.settings = replace(draft.settings, sections=tuple(dict.fromkeys(wanted)))
    return None


def _unknown(desk: Desk, given: str, names: Sequence[str]) -> Markup:
    nearest = closest(given, {one: one for one in names}) or names[0]
    words = [
        desk.t("I do not know {given} here. There are: {names}.", given=given, names=", ".join(names)),
        desk.t("For example: {example}", example=nearest),
    ]
    return join(" ", words)


_READERS: Final[Mapping[str, Callable[[Desk, Seat, Draft, str], Markup | None]]] = {
    NAME: _name,
    REPORT: _report,
    RULE: _rule,
    AT: _at,
    TO: _to,
    PICTURE: _picture,
    PARTS: _sections,
}
