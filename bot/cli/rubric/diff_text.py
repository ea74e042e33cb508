"""Two versions of a rubric as a text: every change with its old and new words, then what carries over."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from bot.cli.rubric.wrapping import bullets, wrapped
from rubric.carrying import carried
from rubric.compare import Difference, differences
from rubric.model import Instrument

_SIGNS = "  - ", "  + "


def diff_lines(old: Instrument, new: Instrument) -> Iterator[str]:
    """The changes in reading order, then which indicators of the old version count in the new one."""
    yield f"{_name(old)} → {_name(new)}"
    yield ""
    found = differences(old, new)
    if not found:
        yield "No difference."
    for where, group in groupby(found, key=lambda each: each.where):
        yield where
        for each in group:
            yield from _change(each)
    yield ""
    yield from _carried_lines(old, new)


def _name(instrument: Instrument) -> str:
    return f"{instrument.id}, version {instrument.version}"


def _change(difference: Difference) -> Iterator[str]:
    yield f"  {difference.what}"
    for sign, words in zip(_SIGNS, (difference.old, difference.new), strict=True):
        if words:
            yield from wrapped(words, f"  {sign}", "      ")


def _carried_lines(old: Instrument, new: Instrument) -> Iterator[str]:
    if old.id != new.id:
        yield "These are two instruments: nothing that was said under one counts in the other."
        return
    found = carried(old, new)
    yield f"Carried over: {len(found.ids)} of {len(old.indicators)} indicators."
    yield from bullets((f"{one} → {other}" for one, other in found.ids.items() if one != other), "  ")
    if found.other_scale:
        scales = (
            f"version {old.version} has {len(old.levels)} levels, version {new.version} {len(new.levels)}"
        )
        yield from wrapped(f"Not carried over, for the scale is another ({scales}):")
        yield from bullets([", ".join(found.other_scale)], "  ")
    if found.gone:
        yield f"Not carried over, for version {new.version} has no such id or alias:"
        yield from bullets([", ".join(found.gone)], "  ")
    if found.other_scale or found.gone:
        yield from wrapped(
            "What was said about these stays readable with its old words and counts in nothing. An alias in "
            "the new file (aliases: [OLD-ID]) carries over an indicator that only has a new id."
        )
