"""Shows the doubts of an import: those that stop it first, and those of the same kind together."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from rubric.importers.doubts import Doubt

MOST_PLACES = 60  # of one kind; a file with more is broken in a way that the first ones show
MOST_KINDS = 60
_HELD = "\N{NO-BREAK SPACE}"  # keeps the words of a place on one line


def doubt_lines(doubts: Sequence[Doubt], width: int) -> Iterator[str]:
    """Every doubt with its places and its remedy, in lines of at most `width` characters."""
    stopping = [each for each in doubts if each.blocks]
    noted = [each for each in doubts if not each.blocks]
    if stopping:
        yield from _part(f"To mend before it can be imported: {len(stopping)}", "✗", stopping, width)
    if noted:
        yield from _part(f"To look at: {len(noted)}", "?", noted, width)


def _part(heading: str, mark: str, doubts: Sequence[Doubt], width: int) -> Iterator[str]:
    yield ""
    yield heading
    kinds: dict[tuple[str, str], list[Doubt]] = {}
    for each in doubts:
        kinds.setdefault((each.what, each.remedy), []).append(each)
    for number, ((what, remedy), alike) in enumerate(kinds.items()):
        if number == MOST_KINDS:
            yield f"{mark} … and {len(kinds) - MOST_KINDS} more kinds. Mend these first."
            return
        yield from _kind(mark, what, remedy, alike, width)


def _kind(mark: str, what: str, remedy: str, alike: Sequence[Doubt], width: int) -> Iterator[str]:
    places = [each.where for each in alike if each.where]
    if len(places) > 1:
        yield from _wrapped(f"{mark} {what[:1].upper()}{what[1:]}:", width, "  ")
        yield from _wrapped(_listed(places), width, "      ", "      ")
    else:
        told = f"{places[0]}: {what}" if places else what
        yield from _wrapped(f"{mark} {told[:1].upper()}{told[1:]}.", width, "  ")
    yield from _wrapped(f"→ {remedy}.", width, "    ", "  ")


def _listed(places: Sequence[str]) -> str:
    shown = [place for place, _ in zip(places, range(MOST_PLACES), strict=False)]
    rest = len(places) - len(shown)
    together = "; ".join(place.replace(" ", _HELD) for place in shown)
    return together + (f"; and {rest} more" if rest else "")


def _wrapped(text: str, width: int, others: str, first: str = "") -> list[str]:
    lines = textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_HELD, " ") for line in lines]
