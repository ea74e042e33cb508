"""Makes roles of their YAML document."""

from __future__ import annotations

from collections.abc import Collection

from rubric.model import Role
from rubric.sections import Section, note_doubles

DOCUMENT_KEYS = frozenset({"source", "roles"})
ROLE_KEYS = frozenset({"id", "title", "audience", "is_student", "positions", "source"})
LONGEST_TITLE = 60


def read_roles(section: Section, audiences: Collection[str]) -> dict[str, Role]:
    """Read the roles by id; an audience that no instrument declares is noted."""
    places = section.sections("roles", ROLE_KEYS)
    roles = tuple(_read_role(place) for place in places)
    note_doubles(places, [(role.id,) for role in roles])
    for place, role in zip(places, roles, strict=True):
        if role.audience and audiences and role.audience not in audiences:
            what = f"'{role.audience}' is declared by no instrument"
            place.note("audience", what, f"Use one of: {', '.join(sorted(audiences))}")
    return {role.id: role for role in roles}


def _read_role(section: Section) -> Role:
    return Role(
        id=section.identifier(),
        title=section.text("title", LONGEST_TITLE),
        audience=section.text("audience"),
        is_student=section.flag("is_student"),
        positions=section.texts("positions", least=0),
        source=section.source(),
    )
