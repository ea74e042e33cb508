"""`stem-bot rubric show`: a rubric in full."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

import click

from rubric.load import instrument_as_data, load_library
from rubric.model import Indicator, Instrument

_WIDTH = 100


@click.command
@click.argument("instrument")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def show(instrument: str, *, as_json: bool) -> None:
    """Print a rubric: its outcomes, indicators and what each level looks like.

    INSTRUMENT is an id such as engaged-stem-community.
    """
    found = load_library().instrument(instrument)
    if as_json:
        click.echo(json.dumps(instrument_as_data(found), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(instrument_lines(found)))


def instrument_lines(instrument: Instrument) -> Iterator[str]:
    """The instrument as a text, the levels of every indicator lowest first."""
    yield f"{instrument.title} ({instrument.id}, version {instrument.version})"
    yield from _wrapped(instrument.source, "")
    yield ""
    yield from _wrapped(instrument.standard, "")
    for outcome in instrument.outcomes:
        yield ""
        yield f"{outcome.id} · {outcome.short_title}"
        yield from _wrapped(outcome.title, "  ")
        for indicator in instrument.indicators:
            if indicator.outcome_id == outcome.id:
                yield from _indicator_lines(indicator)


def _indicator_lines(indicator: Indicator) -> Iterator[str]:
    whom = f"{indicator.audience}, and the whole team" if indicator.whole_team else indicator.audience
    yield ""
    yield f"  {indicator.id} · {indicator.short_title} ({whom})"
    yield from _wrapped(indicator.title, "    ")
    for each in indicator.descriptors:
        yield from _wrapped(f"{each.level.number} {each.level.name}: {each.summary}", "    ", "      ")
        for behaviour in each.behaviours:
            yield from _wrapped(f"- {behaviour}", "      ", "        ")


def _wrapped(text: str, first: str, others: str | None = None) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=others or first)
