"""Makes collaborative norms of their YAML document."""

from __future__ import annotations

from rubric.model import Norm
from rubric.sections import Section, note_doubles

DOCUMENT_KEYS = frozenset({"norms"})
NORM_KEYS = frozenset({"id", "title", "means", "sounds_like"})
LONGEST_TITLE = 60
FEWEST_STEMS, MOST_STEMS = 2, 3


def read_norms(section: Section) -> tuple[Norm, ...]:
    """Read the norms in the order they rotate."""
    places = section.sections("norms", NORM_KEYS)
    norms = tuple(_read_norm(place) for place in places)
    note_doubles(places, [(norm.id,) for norm in norms])
    return norms


def _read_norm(section: Section) -> Norm:
    return Norm(
        id=section.text("id"),
        title=section.text("title", LONGEST_TITLE),
        means=section.text("means"),
        sounds_like=section.texts("sounds_like", FEWEST_STEMS, MOST_STEMS),
    )
