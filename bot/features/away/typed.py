"""Reads the days of a leave (`until 7 Dec`, `1 Dec to 7 Dec`), and says what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from bot.chat.events import CommandCall
from bot.chat.replies import Refusal, refusal
from bot.chat.text import join
from bot.desk import Desk
from bot.language.reader import Reader
from bot.spoken import day_ahead, day_meant

EXAMPLE: Final = "/stem away until:{day}"
WITH_BOTH: Final = "/stem away from:{first} until:{last}"
LONGEST: Final = timedelta(days=366)
_NAMED: Final = re.compile(r"\b(from|until):")
_FROM: Final = re.compile(r"^\s*(?:from|starting|desde|del)\s+", re.IGNORECASE)
_UNTIL: Final = re.compile(r"(?:^|\s+)(?:until|till|to|through|hasta|al|a|-|–)\s+", re.IGNORECASE)


def days_typed(desk: Desk, call: CommandCall, today: date) -> dict[str, str]:
    """`from` and `until` as YYYY-MM-DD, empty where nothing was said; raises `Refusal` for what is no day."""
    given = _read(call.line) if call.line and not _NAMED.search(call.line) else call.options
    values = {
        name: day_meant(desk, words, today, EXAMPLE).isoformat() if (words := given.get(name, "")) else ""
        for name in ("from", "until")
    }
    if values["from"] and not values["until"]:
        raise refuse(desk, {"until": desk.t("Until which day?")}, today)
    return values


def _read(line: str) -> dict[str, str]:
    """The words for the two days; a single day is the last one, unless it says from when."""
    rest = _FROM.sub("", line)
    before, until, after = _parted(rest)
    if until:
        return {"from": before, "until": after}
    return {"from": before, "until": ""} if rest != line else {"from": "", "until": before}


def _parted(words: str) -> tuple[str, bool, str]:
    found = _UNTIL.search(words)
    if found is None:
        return words.strip(), False, ""
    return words[: found.start()].strip(), True, words[found.end() :].strip()


def days_of(values: Mapping[str, str], today: date) -> tuple[date, date]:
    """The first and the last day; without a first one it is today."""
    first = values.get("from", "").strip()
    return date.fromisoformat(first) if first else today, date.fromisoformat(values["until"])


def problems(desk: Desk, reader: Reader, values: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the days, by field."""
    t, today = desk.t, reader.today
    first, last = days_of(values, today)
    if last < today:
        return {"until": t("{day} has passed. Choose today or a later day.", day=reader.day(last))}
    if first < today:
        return {"from": t("{day} has passed. Leave it out to begin today.", day=reader.day(first))}
    if last < first:
        return {
            "until": t(
                "It would end on {last}, before it begins on {first}.",
                last=reader.day(last),
                first=reader.day(first),
            )
        }
    if last - today > LONGEST:
        return {"until": t("That is more than a year. For a pause without a last day: `/stem away now:open`")}
    return {}


def refuse(desk: Desk, found: Mapping[str, str], today: date) -> Refusal:
    """The problems as one refusal, with an example to copy."""
    example = desk.t("Try: `{example}`", example=EXAMPLE.format(day=day_ahead(today)))
    return refusal(join(" ", [*found.values(), example]))
