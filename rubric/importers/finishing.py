"""Makes an instrument of what was understood, or says what is missing; nothing is filled in unsaid."""

from __future__ import annotations

from collections.abc import Sequence

from rubric.importers.audiences import audience_of
from rubric.importers.doubts import Doubts
from rubric.importers.draft import Draft, IndicatorDraft, OutcomeDraft
from rubric.importers.options import Options
from rubric.importers.short_texts import short_title_of, summary_of, team_among_actors
from rubric.importers.wording import same_words, slug
from rubric.model import Descriptor, Indicator, Instrument, Level, Outcome
from rubric.nearest import plain
from rubric.read_instrument import LONGEST_TITLE
from rubric.sections import IDENTIFIER, LONGEST_ID

FIRST_VERSION = "1"


def finished(draft: Draft, options: Options, doubts: Doubts) -> Instrument | None:
    """The instrument, or None where a doubt blocks; every doubt is noted either way."""
    title = _title(draft, options, doubts)
    id_ = _id(draft, title, options, doubts)
    like = options.known_instruments.get(id_)
    _check_outcomes(draft, doubts)
    outcomes = tuple(_outcome(each, like, doubts) for each in draft.outcomes)
    levels = tuple(Level(number, name) for number, name in enumerate(draft.levels, start=1))
    audiences = _audiences(draft.indicators, options, doubts)
    indicators = tuple(
        _indicator(each, levels, audiences.get(each.audience, ""), like, doubts) for each in draft.indicators
    )
    if doubts.blocked:
        return None
    source = draft.facts.get("source") or f"{title}, imported from {doubts.file}"
    return Instrument(
        id=id_,
        version=options.version or draft.facts.get("version") or FIRST_VERSION,
        title=title,
        source=source,
        standard=_standard(draft, title, doubts),
        audiences=tuple(dict.fromkeys(each.audience for each in indicators)),
        levels=levels,
        outcomes=outcomes,
        indicators=indicators,
    )


def _title(draft: Draft, options: Options, doubts: Doubts) -> str:
    title = options.title or draft.facts.get("title", "")
    if not title:
        doubts.block("", "no title of the rubric was found", 'Give it one with --title "…"')
    _check_length(title, "", 'Give a shorter one with --title "…"', doubts)
    return title


def _check_length(title: str, where: str, remedy: str, doubts: Doubts) -> None:
    if len(title) > LONGEST_TITLE:
        what = (
            f"the title “{summary_of((title,))[0]}” has {len(title)} characters, {LONGEST_TITLE} are allowed"
        )
        doubts.block(where, what, remedy)


def _id(draft: Draft, title: str, options: Options, doubts: Doubts) -> str:
    if given := options.instrument_id or draft.facts.get("id", ""):
        if slug(given) != given:
            remedy = f"Use small letters, digits and hyphens: --id {slug(given) or 'our-rubric'}"
            doubts.block("", f"“{given}” cannot be the id of a rubric", remedy)
        return given
    made = slug(title)
    if made:
        doubts.note("", f"the id “{made}” was made of the title", "Say another with --id if you like")
    elif title:
        doubts.block("", "no id can be made of the title", "Give one with --id, such as --id our-rubric")
    return made


def _standard(draft: Draft, title: str, doubts: Doubts) -> str:
    standard = draft.facts.get("standard", "")
    if not standard:
        what = "no line “Standard: …” was found; the title stands in its place"
        doubts.note("", what, "Add the line to the file if the rubric has a standard")
    return standard or title


def _check_outcomes(draft: Draft, doubts: Doubts) -> None:
    known = {plain(each.id) for each in draft.outcomes}
    for outcome in draft.outcomes:
        _check_identifier(outcome.id, outcome.where, doubts)
    for each in draft.indicators:
        if plain(each.outcome_id) not in known:
            known.add(plain(each.outcome_id))
            what = f"the outcome {each.outcome_id} of {each.id} stands nowhere"
            doubts.block(each.where, what, f"Add its title: “Outcome {each.outcome_id}: …”")


def _check_identifier(given: str, where: str, doubts: Doubts) -> None:
    if given and (len(given) > LONGEST_ID or not IDENTIFIER.fullmatch(given)):
        remedy = f"Use at most {LONGEST_ID} letters, digits, “.”, “-” and “_”"
        doubts.block(where, f"“{given}” cannot be an id", remedy)


def _outcome(draft: OutcomeDraft, like: Instrument | None, doubts: Doubts) -> Outcome:
    ours = {each.id: each.short_title for each in like.outcomes} if like else {}
    return Outcome(
        id=draft.id,
        short_title=draft.short_title or short_title_of(draft.title, draft.id, draft.where, ours, doubts),
        title=draft.title,
        map_title="" if same_words(draft.map_title, draft.title) else draft.map_title,
        source="",
    )


def _audiences(indicators: Sequence[IndicatorDraft], options: Options, doubts: Doubts) -> dict[str, str]:
    """What each audience of the file is here; each is decided once, at its first indicator."""
    first = {each.audience: each.where for each in reversed(indicators) if each.audience}
    ordered = dict.fromkeys(each.audience for each in indicators if each.audience)
    return {given: audience_of(given, first[given], options, doubts) for given in ordered}


def _indicator(
    draft: IndicatorDraft, levels: Sequence[Level], audience: str, like: Instrument | None, doubts: Doubts
) -> Indicator:
    ours = {each.id: each.short_title for each in like.indicators} if like else {}
    _check_identifier(draft.id, draft.where, doubts)
    _check_length(draft.title, draft.where, "Say it shorter in the file", doubts)
    return Indicator(
        id=draft.id,
        aliases=draft.aliases,
        outcome_id=draft.outcome_id,
        audience=audience,
        short_title=draft.short_title or short_title_of(draft.title, draft.id, draft.where, ours, doubts),
        title=draft.title,
        map_title="" if same_words(draft.map_title, draft.title) else draft.map_title,
        whole_team=_whole_team(draft, doubts),
        descriptors=_descriptors(draft, levels, doubts),
        source="",
    )


def _whole_team(draft: IndicatorDraft, doubts: Doubts) -> bool:
    if draft.whole_team is not None:
        return draft.whole_team
    if not (actors := team_among_actors(draft.title)):
        return False
    what = "it is asked of the whole team, because its title begins with leaders and their team"
    doubts.note(
        f"{draft.where}, {draft.id}",
        what,
        "Set `whole_team: false` in the new file if only its audience is meant",
    )
    return bool(actors)


def _descriptors(draft: IndicatorDraft, levels: Sequence[Level], doubts: Doubts) -> tuple[Descriptor, ...]:
    made = [summary_of(cell.behaviours) for cell in draft.cells]
    empty = [level for level, cell in zip(levels, draft.cells, strict=False) if not cell.behaviours]
    for level in empty:
        where = f"{draft.cells[level.number - 1].where}, {draft.id} at “{level.name}”"
        doubts.block(where, "nothing is said at this level", "Fill the cell, and look whether it was merged")
    short = [str(number) for number, (_, whole) in enumerate(made, start=1) if not whole]
    if short and not empty:
        what = "the line for chat is the beginning of a longer cell; `behaviours` has it in full"
        at = "every level" if len(short) == len(levels) else f"level {', '.join(short)}"
        where = f"{draft.where}, {draft.id} {at}"
        doubts.note(where, what, "Word `summary` afresh in the new file where it reads badly")
    return tuple(
        Descriptor(level, summary, cell.behaviours)
        for level, (summary, _), cell in zip(levels, made, draft.cells, strict=False)
    )
