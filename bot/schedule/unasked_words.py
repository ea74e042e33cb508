"""Which indicators nobody is asked about, in words: a vacancy's are not passed over in silence."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.phrases import Phrases
from bot.chat.text import Markup
from bot.language.lists import listed
from rubric.asking import Unasked


def unasked_lines(unasked: Sequence[Unasked], t: Phrases) -> list[Markup]:
    """A sentence for each set of roles that nobody holds."""
    by_roles: dict[tuple[str, ...], list[str]] = {}
    for one in unasked:
        by_roles.setdefault(tuple(role.title for role in one.roles), []).append(one.indicator.id)
    return [
        t.plural(
            "Nobody is asked about {ids}: the role {roles} is vacant.",
            "Nobody is asked about {ids}: the roles {roles} are vacant.",
            len(roles),
            ids=", ".join(ids),
            roles=listed(roles, t),
        )
        for roles, ids in by_roles.items()
    ]
