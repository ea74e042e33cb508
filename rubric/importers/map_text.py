"""Reads the text of an innovation configuration map as it comes out of a PDF.

Such a text has headings ("Outcome A1: …", "A1.Leaders1: …"), and under each indicator either a row of cells
parted by tabs or bars, or loose paragraphs; the names of the levels stand above, on every page again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rubric.importers.doubts import Doubts
from rubric.importers.draft import Draft, IndicatorDraft, Kind, OutcomeDraft
from rubric.importers.level_headings import LevelHeading, headings, level_names
from rubric.importers.map_cells import cells_of
from rubric.importers.map_lines import Is, Line, lines_of
from rubric.importers.map_parts import Gathering, Mention, Part, Parts
from rubric.importers.map_titles import facts_of
from rubric.importers.options import Options
from rubric.importers.ordering import ordered
from rubric.importers.scale import bare_name
from rubric.importers.wording import identifier, same_words
from rubric.read_instrument import FEWEST_LEVELS, MOST_LEVELS

MOST_LINES = 20_000
LONGEST_LINE = 50_000  # characters; the longest row of a real map has a tenth of it
_HOW = (
    "Write their names in one row above the first outcome, parted by tabs, "
    'or name them as the document does, the lowest first: --levels "Low, …, High"'
)


@dataclass(frozen=True, slots=True)
class _Scale:
    names: tuple[str, ...]
    headings: list[LevelHeading]
    rising: bool  # whether `names` run from the lowest to the highest
    highest_first: bool  # how the document has them


def read_map(text: str, options: Options, doubts: Doubts) -> Draft | None:
    """What the text says; None with a doubt that blocks where it is no such map at all."""
    if text.count("\n") > MOST_LINES:
        doubts.block("", f"the text has more than {MOST_LINES:,} lines", "Check that it is a rubric")
        return None
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            what = f"the line has more than {LONGEST_LINE:,} characters"
            doubts.block(f"line {number}", what, "Check that the text was copied with its line ends")
            return None
    lines = list(lines_of(text))
    if not any(line.what is Is.INDICATOR for line in lines):
        what = "no indicator was found, such as “A1.Leaders1: Work well together”"
        doubts.block(
            "", what, "Check that it is the text of a map; for others use `stem-bot rubric template`"
        )
        return None
    scale = _scale(lines, text, options, doubts)
    if scale is None:
        return None
    _note_other_orders(scale, doubts)
    return _draft(Gathering(scale.headings, len(scale.names)).take(lines), scale, lines, doubts)


def _scale(lines: Sequence[Line], text: str, options: Options, doubts: Doubts) -> _Scale | None:
    names = options.levels or level_names(lines)
    found = headings(lines, names) if FEWEST_LEVELS <= len(names) <= MOST_LEVELS else []
    if not found:
        _refuse_levels(names, options, doubts)
        return None
    if options.levels:
        return _Scale(names, found, rising=True, highest_first=found[0].order[0] > found[0].order[-1])
    names = tuple(names[place] for place in found[0].order)
    rising = ordered(names, text, f"line {found[0].first}", doubts)
    if rising is None:
        return None
    return _Scale(names, headings(lines, names), rising=rising, highest_first=not rising)


def _refuse_levels(names: Sequence[str], options: Options, doubts: Doubts) -> None:
    if options.levels:
        what = f"the levels {', '.join(names)} stand nowhere in one row or directly below each other"
    elif names:
        counts = f"{FEWEST_LEVELS} to {MOST_LEVELS}"
        what = f"the names of the levels seem to be {', '.join(names)}; a scale has {counts} levels"
    else:
        what = "no line with the names of the levels was found above an outcome or an indicator"
    doubts.block("", what, _HOW)


def _note_other_orders(scale: _Scale, doubts: Doubts) -> None:
    for other in scale.headings:
        if other.order != scale.headings[0].order:
            what = (
                "the levels stand in another order here than at their first place; the cells below follow it"
            )
            doubts.note(f"line {other.first}", what, "Check that the document means it")


def _draft(parts: Parts, scale: _Scale, lines: Sequence[Line], doubts: Doubts) -> Draft:
    indicators = tuple(_indicator(each, scale, doubts) for each in parts.indicators.values())
    outcomes = tuple(_outcome(each, doubts) for each in parts.outcomes.values())
    _note_outside(parts.outside, doubts)
    levels = tuple(map(bare_name, scale.names if scale.rising else reversed(scale.names)))
    return Draft(Kind.MAP, levels, scale.highest_first, outcomes, indicators, facts_of(lines, doubts))


def _outcome(part: Part, doubts: Doubts) -> OutcomeDraft:
    title, map_title = _wordings(part, doubts)
    return OutcomeDraft(part.id, title, f"line {part.mentions[0].number}", map_title)


def _indicator(part: Part, scale: _Scale, doubts: Doubts) -> IndicatorDraft:
    if part.again:
        what = f"the id {part.id} stands at line {part.mentions[0].number} already"
        doubts.block(f"line {part.again[0]}", what, "Give each indicator an id of its own")
    title, map_title = _wordings(part, doubts)
    id_ = identifier(part.id)
    return IndicatorDraft(
        id=id_,
        outcome_id=part.outcome_id,
        audience=part.audience,
        title=title,
        where=f"line {part.mentions[-1].number}",
        cells=cells_of(part, scale.names, rising=scale.rising, doubts=doubts),
        map_title=map_title,
        aliases=(part.id,) if part.id != id_ else (),
    )


def _wordings(part: Part, doubts: Doubts) -> tuple[str, str]:
    """The title where it stands first, on the overview page if there is one, and another one further on."""
    first = part.mentions[0]
    for each in part.mentions:
        if each.last != each.number:
            where = f"lines {each.number} to {each.last}, {part.id}"
            doubts.note(
                where, "these lines were read as one title", "Write the title on one line if it is not"
            )
    others = [each for each in part.mentions[1:] if not same_words(each.title, first.title)]
    if not others:
        return _without_stop(first.title), ""
    where = f"lines {first.number} and {others[0].number}, {part.id}"
    what = "the two places have different wordings; the first became `title`, the second `map_title`"
    doubts.note(where, what, "Take one out of the file if it is a slip")
    for each in _third_wordings(others):
        doubts.note(
            f"line {each.number}, {part.id}", "this is a third wording, and was left out", "Keep two at most"
        )
    return _without_stop(first.title), _without_stop(others[0].title)


def _third_wordings(others: Sequence[Mention]) -> list[Mention]:
    return [each for each in others[1:] if not same_words(each.title, others[0].title)]


def _without_stop(title: str) -> str:
    return title.removesuffix(".").strip()


def _note_outside(outside: Sequence[Line], doubts: Doubts) -> None:
    if not outside:
        return
    runs: list[list[int]] = []
    for line in outside:
        if runs and line.number - runs[-1][1] <= 2:  # noqa: PLR2004 - an empty line between
            runs[-1][1] = line.number
        else:
            runs.append([line.number, line.number])
    for first, last in runs:
        where = f"line {first}" if first == last else f"lines {first} to {last}"
        doubts.note(where, "this stands outside the map and was left out", "Look whether a cell is among it")
