"""Makes roles of their YAML document."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from rubric.entries import by_id
from rubric.model import Role
from rubric.sections import Section

DOCUMENT_KEYS = frozenset({"source", "roles"})
ROLE_KEYS = frozenset({"id", "title", "audience", "is_student", "positions", "source"})


def read_roles(section: Section, audiences: Collection[str]) -> dict[str, Role]:
    """Read the roles by id; an audience that no instrument declares is noted."""
    return by_id(section, "roles", ROLE_KEYS, partial(_read_role, audiences=audiences), required=True)


def _read_role(section: Section, audiences: Collection[str]) -> Role:
    audience = section.text("audience")
    if audience and audiences and audience not in audiences:
        what = f"'{audience}' is declared by no instrument"
        section.note("audience", what, f"Use one of: {', '.join(sorted(audiences))}")
    return Role(
        id=section.identifier(),
        title=section.title(),
        audience=audience,
        is_student=section.flag("is_student"),
        positions=section.texts("positions", least=0),
        source=section.source(),
    )
