"""Makes sets of collaborative norms of their YAML document."""

from __future__ import annotations

from collections.abc import Mapping

from rubric.entries import by_id
from rubric.model import Norm, NormSet
from rubric.sections import Section

DOCUMENT_KEYS = frozenset({"id", "title", "source", "norms"})
NORM_KEYS = frozenset({"id", "title", "means", "looks_like", "sounds_like", "source"})
FEWEST_STEMS, MOST_STEMS = 2, 3
OUR_SET = "collaborative-norms"


def read_norms(section: Section, before: Mapping[str, NormSet]) -> dict[str, NormSet]:
    """Read the norms in the order they rotate.

    A file with the id of a set that was there before, or without an id, changes or adds norms of that set;
    a file with an id of its own is another set, and meetings hear that one.
    """
    set_id = section.identifier() if "id" in section.entries else OUR_SET
    known = before.get(set_id)
    norms = {each.id: each for each in known.norms} if known else {}
    norms |= by_id(section, "norms", NORM_KEYS, _read_norm, required=True)
    if known:
        title, source = section.optional_text("title") or known.title, known.source
    else:
        title, source = section.title(), section.source()
    others = {each: one for each, one in before.items() if each != set_id}
    return others | {set_id: NormSet(set_id, title, tuple(norms.values()), source)}


def _read_norm(section: Section) -> Norm:
    return Norm(
        id=section.identifier(),
        title=section.title(),
        means=section.text("means"),
        looks_like=section.texts("looks_like", least=0),
        sounds_like=section.texts("sounds_like", FEWEST_STEMS, MOST_STEMS),
        source=section.source(),
    )
