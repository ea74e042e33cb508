"""Makes an instrument of its plain data again: how a stored version keeps its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rubric.model import Descriptor, Indicator, Instrument, Level, Outcome


def instrument_from_data(data: Mapping[str, Any]) -> Instrument:
    """The instrument that `instrument_as_data` made the data of; KeyError where the data is no such thing."""
    levels = tuple(Level(each["number"], each["name"]) for each in data["levels"])
    indicators = tuple(_indicator(each, levels) for each in data["indicators"])
    return Instrument(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        source=data["source"],
        standard=data["standard"],
        # Only an instrument's file lists audiences that no indicator has; nothing hangs on those.
        audiences=tuple(data.get("audiences") or dict.fromkeys(each.audience for each in indicators)),
        levels=levels,
        outcomes=tuple(_outcome(each) for each in data["outcomes"]),
        indicators=indicators,
    )


def _outcome(data: Mapping[str, Any]) -> Outcome:
    return Outcome(
        id=data["id"],
        short_title=data["short_title"],
        title=data["title"],
        map_title=_map_title(data),
        source=data["source"],
    )


def _indicator(data: Mapping[str, Any], levels: tuple[Level, ...]) -> Indicator:
    return Indicator(
        id=data["id"],
        aliases=tuple(data["aliases"]),
        outcome_id=data["outcome"],
        audience=data["audience"],
        short_title=data["short_title"],
        title=data["title"],
        map_title=_map_title(data),
        whole_team=data["whole_team"],
        descriptors=tuple(
            Descriptor(level, each["summary"], tuple(each["behaviours"]))
            for level, each in zip(levels, data["levels"], strict=True)
        ),
        source=data["source"],
    )


def _map_title(data: Mapping[str, Any]) -> str:
    """The map's wording where it differs: the data repeats the title where it does not."""
    return "" if data["map_title"] == data["title"] else str(data["map_title"])
