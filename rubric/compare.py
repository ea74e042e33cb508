"""What differs between two versions of an instrument, by indicator and level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from rubric.carrying import matches
from rubric.model import Indicator, Instrument, Outcome


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: an empty `old` was added, an empty `new` taken away.

    `where` is what it is about, such as `EC1.Leaders2, level 3`, `what` the part of it, such as `summary`.
    """

    where: str
    what: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} “{self.old}” → “{self.new}”"


def differences(old: Instrument, new: Instrument) -> tuple[Difference, ...]:
    """Everything that differs but the version, in reading order; indicators go by their new ids."""
    return (*_of_the_whole(old, new), *_of_outcomes(old, new), *_of_indicators(old, new))


def _of_the_whole(old: Instrument, new: Instrument) -> Iterator[Difference]:
    where = "the whole rubric"
    yield from _texts(where, {each: (getattr(old, each), getattr(new, each)) for each in ("id", "title")})
    yield from _texts(
        where, {each: (getattr(old, each), getattr(new, each)) for each in ("source", "standard")}
    )
    for number, pair in enumerate(zip_longest(old.level_names, new.level_names, fillvalue=""), start=1):
        yield from _texts(f"level {number}", {"name": pair})


def _of_outcomes(old: Instrument, new: Instrument) -> Iterator[Difference]:
    before = {each.id: each for each in old.outcomes}
    after = {each.id: each for each in new.outcomes}
    for outcome_id in dict.fromkeys((*before, *after)):
        one, other = before.get(outcome_id), after.get(outcome_id)
        if one and other:
            yield from _texts(outcome_id, _outcome_texts(one, other))
        else:
            yield Difference(outcome_id, "outcome", one.title if one else "", other.title if other else "")
    kept = [each for each in before if each in after]
    yield from _order("outcomes", kept, [each for each in after if each in before])


def _outcome_texts(one: Outcome, other: Outcome) -> dict[str, tuple[str, str]]:
    return {
        "short title": (one.short_title, other.short_title),
        "title": (one.title, other.title),
        "title in the map": (one.map_title, other.map_title),
        "source": (one.source, other.source),
    }


def _of_indicators(old: Instrument, new: Instrument) -> Iterator[Difference]:
    now = matches(old, new)
    after = {each.id: each for each in new.indicators}
    for one in old.indicators:
        if one.id in now:
            yield from _of_an_indicator(one, after.pop(now[one.id]))
        else:
            yield Difference(one.id, "indicator", one.title, "")
    for other in after.values():
        yield Difference(other.id, "indicator", "", other.title)
    kept = [now[one.id] for one in old.indicators if one.id in now]
    yield from _order("indicators", kept, [one.id for one in new.indicators if one.id in kept])


def _of_an_indicator(one: Indicator, other: Indicator) -> Iterator[Difference]:
    yield from _texts(other.id, _indicator_texts(one, other))
    before = {each.level.number: each for each in one.descriptors}
    after = {each.level.number: each for each in other.descriptors}
    for number in sorted({*before, *after}):
        where = f"{other.id}, level {number}"
        older, newer = before.get(number), after.get(number)
        summaries = (older.summary if older else "", newer.summary if newer else "")
        yield from _texts(where, {"summary": summaries})
        yield from _entries(
            where, "behaviour", older.behaviours if older else (), newer.behaviours if newer else ()
        )


def _indicator_texts(one: Indicator, other: Indicator) -> dict[str, tuple[str, str]]:
    return {
        "id": (one.id, other.id),
        "other names": (", ".join(one.aliases), ", ".join(other.aliases)),
        "outcome": (one.outcome_id, other.outcome_id),
        "audience": (one.audience, other.audience),
        "short title": (one.short_title, other.short_title),
        "title": (one.title, other.title),
        "title in the map": (one.map_title, other.map_title),
        "asked of": (_asked(one), _asked(other)),
        "source": (one.source, other.source),
    }


def _asked(indicator: Indicator) -> str:
    return "the whole team" if indicator.whole_team else "its audience"


def _order(what: str, older: Sequence[str], newer: Sequence[str]) -> Iterator[Difference]:
    if older != newer:
        yield Difference("the whole rubric", f"order of the {what}", ", ".join(older), ", ".join(newer))


def _texts(where: str, pairs: dict[str, tuple[str, str]]) -> Iterator[Difference]:
    for what, (older, newer) in pairs.items():
        if older != newer:
            yield Difference(where, what, older, newer)


def _entries(where: str, what: str, older: Sequence[str], newer: Sequence[str]) -> Iterator[Difference]:
    """What was added to a list, taken from it or reworded in it; an entry that only moved is both."""
    for tag, first, end, new_first, new_end in SequenceMatcher(None, older, newer).get_opcodes():
        if tag != "equal":
            for one, other in zip_longest(older[first:end], newer[new_first:new_end], fillvalue=""):
                yield Difference(where, what, one, other)
