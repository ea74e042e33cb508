"""Writes an instrument as the YAML that the program reads."""

from __future__ import annotations

from typing import Any

import yaml

from rubric.model import Descriptor, Indicator, Instrument, Outcome

WIDTH = 110
_HEAD = """\
# {source}.
# Lists of levels run from the lowest to the highest. `summary` is the line for chat (at most 140 characters),
# `behaviours` are the wording in full. After a change give `version` another value.
"""


def as_yaml(instrument: Instrument) -> str:
    """The file of an instrument; what is empty, and a source that is that of the whole, is left out."""
    data: dict[str, Any] = {
        "id": instrument.id,
        "version": instrument.version,
        "title": instrument.title,
        "source": instrument.source,
        "standard": instrument.standard,
        "audiences": list(instrument.audiences),
        "levels": list(instrument.level_names),
        "outcomes": [_outcome(each, instrument.source) for each in instrument.outcomes],
        "indicators": [_indicator(each, instrument.source) for each in instrument.indicators],
    }
    body = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=WIDTH)
    return _HEAD.format(source=" ".join(instrument.source.split()).removesuffix(".")) + body


def _outcome(outcome: Outcome, source: str) -> dict[str, Any]:
    data = {
        "id": outcome.id,
        "short_title": outcome.short_title,
        "title": outcome.title,
        "map_title": outcome.map_title,
        "source": _own(outcome.source, source),
    }
    return _filled(data)


def _indicator(indicator: Indicator, source: str) -> dict[str, Any]:
    data = {
        "id": indicator.id,
        "aliases": list(indicator.aliases),
        "outcome": indicator.outcome_id,
        "audience": indicator.audience,
        "short_title": indicator.short_title,
        "title": indicator.title,
        "map_title": indicator.map_title,
        "whole_team": indicator.whole_team,
        "source": _own(indicator.source, source),
        "levels": [_descriptor(each) for each in indicator.descriptors],
    }
    return _filled(data)


def _descriptor(descriptor: Descriptor) -> dict[str, Any]:
    return {
        "level": descriptor.level.number,
        "summary": descriptor.summary,
        "behaviours": list(descriptor.behaviours),
    }


def _own(source: str, of_the_whole: str) -> str:
    return "" if source == of_the_whole else source


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value}
