"""An instrument and an indicator as a text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cli.rubric.wrapping import bullets, wrapped
from rubric.model import Indicator, Instrument


def instrument_lines(instrument: Instrument) -> Iterator[str]:
    """The instrument as a text, the levels of every indicator lowest first."""
    yield f"{instrument.title} ({instrument.id}, version {instrument.version})"
    yield from wrapped(instrument.source)
    yield ""
    yield from wrapped(instrument.standard)
    for outcome in instrument.outcomes:
        yield ""
        yield f"{outcome.id} · {outcome.short_title}"
        yield from wrapped(outcome.title, "  ")
        yield from _map_wording(outcome.map_title, "  ")
        for indicator in instrument.indicators:
            if indicator.outcome_id == outcome.id:
                yield ""
                yield from indicator_lines(indicator, "  ")


def indicator_lines(indicator: Indicator, margin: str = "") -> Iterator[str]:
    """The indicator and what each level of it looks like, lowest first."""
    whom = f"{indicator.audience}, and the whole team" if indicator.whole_team else indicator.audience
    yield f"{margin}{indicator.id} · {indicator.short_title} ({whom})"
    yield from wrapped(indicator.title, f"{margin}  ")
    yield from _map_wording(indicator.map_title, f"{margin}  ")
    for each in indicator.descriptors:
        summary = f"{each.level.number} {each.level.name}: {each.summary}"
        yield from wrapped(summary, f"{margin}  ", f"{margin}    ")
        yield from bullets(each.behaviours, f"{margin}    ")


def _map_wording(text: str, margin: str) -> Iterator[str]:
    if text:
        yield from wrapped(f"In the map: {text}", margin)
