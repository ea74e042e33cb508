"""Decides which end of the scale is the lowest: by the document's own words."""

from __future__ import annotations

from collections.abc import Sequence

from rubric.importers.doubts import Doubts
from rubric.importers.scale import bare_name, direction, number_of


def ordered(columns: Sequence[str], text: str, where: str, doubts: Doubts) -> bool | None:
    """Whether the levels run from the lowest to the highest as they stand; None with a doubt that blocks."""
    way, why = direction(columns, text)
    names = [bare_name(each) for each in columns]
    reverse = ", ".join(reversed(names))
    if way == 0:
        what = f"it is not clear whether “{names[0]}” or “{names[-1]}” is the lowest level: {why}"
        doubts.block(where, what, f'Name the levels, the lowest first: --levels "{", ".join(names)}"')
        return None
    if all(number_of(each) is not None for each in columns):
        return way == 1  # the file says so itself
    lowest, otherwise = (names[0], reverse) if way == 1 else (names[-1], ", ".join(names))
    remedy = f'If it is the highest, turn the scale round with --levels "{otherwise}"'
    doubts.note(where, f"“{lowest}” was taken for the lowest level; so say {why}", remedy)
    return way == 1
