"""Shows what an import understood: the scale, and how many behaviours each indicator has at each level."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from rubric.importers.draft import Cell, Draft, IndicatorDraft, OutcomeDraft
from rubric.nearest import plain

NARROWEST, WIDEST = 60, 120
LEVEL_WIDTH = 4
INDENT = "  "
_HELD = "\N{NO-BREAK SPACE}"  # keeps a name on one line
LEAST_TITLE = 24  # characters; with less room for it the title is left out


def understood_lines(draft: Draft, width: int) -> Iterator[str]:
    """The draft as lines of at most `width` characters, within 60 and 120."""
    width = max(NARROWEST, min(WIDEST, width))
    yield from _wrapped(_counts(draft), width)
    yield ""
    yield from _scale(draft, width)
    yield ""
    yield from _table(draft, width)


def _counts(draft: Draft) -> str:
    cells = sum(bool(cell.behaviours) for each in draft.indicators for cell in each.cells)
    wanted = len(draft.indicators) * len(draft.levels)
    parts = [
        _counted(len(draft.outcomes), "outcome"),
        _counted(len(draft.indicators), "indicator"),
        f"{len(draft.levels)} levels",
        f"{cells} of {wanted} cells",
    ]
    return f"Read as {draft.kind}: {', '.join(parts)}."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _scale(draft: Draft, width: int) -> Iterator[str]:
    printed = " (the file has the highest first)" if draft.highest_first else ""
    yield f"Levels, lowest first{printed}"
    held = (name.replace(" ", _HELD) for name in draft.levels)
    names = " · ".join(f"{number}{_HELD}{name}" for number, name in enumerate(held, start=1))
    yield from (line.replace(_HELD, " ") for line in _wrapped(names, width, "  "))


def _table(draft: Draft, width: int) -> Iterator[str]:
    ids = max([len("Indicator"), *(len(each.id) for each in draft.indicators)]) + 2
    audiences = max([len("Audience"), *(len(each.audience) for each in draft.indicators)]) + 1
    counts = LEVEL_WIDTH * len(draft.levels)
    room = width - len(INDENT) - ids - audiences - counts - 2
    numbers = "".join(f"{number:>{LEVEL_WIDTH}}" for number in range(1, len(draft.levels) + 1))
    title = "  Title" if room >= LEAST_TITLE else ""
    yield "Behaviours found at each level (– where the cell is empty)"
    yield f"{INDENT}{'Indicator':<{ids}}{'Audience':<{audiences}}{numbers}{title}"
    yield "─" * min(width, len(INDENT) + ids + audiences + counts + (room + 2 if title else 0))
    for outcome, indicators in _groups(draft):
        if outcome:
            yield _first_line(f"{outcome.id} · {outcome.title}".rstrip(" ·"), width)
        for each in indicators:
            found = _numbers(each.cells, len(draft.levels))
            row = f"{INDENT}{each.id:<{ids}}{each.audience:<{audiences}}{found}"
            yield f"{row}  {_first_line(each.title, room)}" if title else row


def _groups(draft: Draft) -> Iterator[tuple[OutcomeDraft | None, Sequence[IndicatorDraft]]]:
    known = {plain(each.id) for each in draft.outcomes}
    for outcome in draft.outcomes:
        yield outcome, [each for each in draft.indicators if plain(each.outcome_id) == plain(outcome.id)]
    if strays := [each for each in draft.indicators if plain(each.outcome_id) not in known]:
        yield None, strays


def _numbers(cells: Sequence[Cell], levels: int) -> str:
    found = [len(cell.behaviours) for cell in cells] or [0] * levels
    return "".join(f"{number or '–':>{LEVEL_WIDTH}}" for number in found)


def _first_line(text: str, width: int) -> str:
    return textwrap.shorten(text, width, placeholder=" …")


def _wrapped(text: str, width: int, margin: str = "") -> list[str]:
    return textwrap.wrap(text, width, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)
