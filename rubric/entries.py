"""Reads lists of entries that each have an id of their own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Protocol, TypeVar

import yaml

from rubric.cadence import Cadence
from rubric.nearest import plain
from rubric.sections import Section


class HasId(Protocol):
    """An entry that is found by its id."""

    @property
    def id(self) -> str:
        """Stable, and once in its list."""


Entry = TypeVar("Entry", bound=HasId)


def by_id(
    section: Section,
    key: str,
    known: Collection[str],
    read: Callable[[Section], Entry],
    *,
    required: bool = False,
) -> dict[str, Entry]:
    """Read the entries below a key by id, in the order of the file; an id that comes twice is noted."""
    places = section.sections(key, known, required=required)
    entries = [read(place) for place in places]
    note_doubles(places, [(each.id,) for each in entries])
    return {each.id: each for each in entries}


def note_doubles(sections: Sequence[Section], names: Sequence[tuple[str, ...]]) -> None:
    """Note every name (an id or an alias) that an earlier section has already, case and blanks aside."""
    taken: set[str] = set()
    for section, own in zip(sections, names, strict=True):
        plain_names = {plain(name): name for name in own if name}
        for doubled in sorted(taken & set(plain_names)):
            what = f"'{plain_names[doubled]}' is taken already (case and blanks do not tell ids apart)"
            section.note("id", what, "Choose another id")
        taken |= set(plain_names)


def ids_below(section: Section, key: str) -> tuple[str, ...]:
    """Return the ids of the entries below a key before they are read, for references among them."""
    node = section.entries.get(key)
    items = node.value if isinstance(node, yaml.SequenceNode) else ()
    pairs = [pair for item in items if isinstance(item, yaml.MappingNode) for pair in item.value]
    return tuple(str(value.value).strip() for name, value in pairs if name.value == "id")


def cadence(section: Section) -> Cadence:
    """Read how often; not said where a problem was noted."""
    given = section.one_of("cadence", [each.value for each in Cadence])
    return next((each for each in Cadence if each.value == given), Cadence.NOT_SAID)
