"""The at-a-glance as a message: as it would be, as it waits for a second person, as it stands."""

from __future__ import annotations

from datetime import date

from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, Part, Quote, SmallPrint, card
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.chat.text import Markup, bold, join, shorten
from bot.desk import Desk, Seat
from bot.language.reader import Reader
from bot.permissions import Act, may
from bot.records.glance import Glance, Line
from bot.store.models import AtAGlance, Person

_HASH_SHOWN = 12
_REASON = 300


def preview(desk: Desk, seat: Seat, glance: Glance) -> Card:
    """What would be frozen, and the way to do it."""
    t = desk.t
    next_step = (
        Buttons((Button(t("Prepare the record"), wire("snapshot-prepare", seat.team.id), "main"),))
        if may(seat.permission, Act.PREPARE_RECORD)
        else None
    )
    return card(
        Paragraph(
            t(
                "This would be the at-a-glance of {year} for {team}.",
                year=glance.year,
                team=bold(glance.team_name),
            )
        ),
        *body(glance, seat.reader, t),
        next_step,
        SmallPrint(t("Nothing is recorded yet. Once a second person confirms it, it never changes.")),
    )


def waiting(desk: Desk, seat: Seat, row: AtAGlance, glance: Glance, *, may_confirm: bool) -> Card:
    """What somebody prepared, for the second person."""
    t = desk.t
    by = desk.session.get_one(Person, row.prepared_by).name
    buttons = (
        Buttons(
            (
                Button(t("Confirm"), wire("snapshot-confirm", row.id), "main"),
                Button(t("Discard"), wire("snapshot-discard", row.id)),
            )
        )
        if may_confirm
        else Buttons((Button(t("Discard"), wire("snapshot-discard", row.id)),))
    )
    day = seat.reader.day_of(row.prepared_at)
    said = t("{name} prepared the at-a-glance of {year} on {day}.", name=by, year=row.year, day=day)
    return card(
        Paragraph(said),
        *body(glance, seat.reader, t),
        Quote(t("Why some are missing: {reason}", reason=shorten(row.reason, _REASON)))
        if row.reason
        else None,
        buttons,
        SmallPrint(t("A facilitator or leader who did not prepare it confirms it.")),
    )


def standing(desk: Desk, seat: Seat, row: AtAGlance, glance: Glance, *, intact: bool) -> Card:
    """A record as it was frozen."""
    t = desk.t
    people = [desk.session.get_one(Person, one).name for one in (row.prepared_by, row.confirmed_by or 0)]
    day = seat.reader.day_of(row.confirmed_at) if row.confirmed_at else ""
    broken = (
        None
        if intact
        else Paragraph(
            bold(t("Careful: this record was changed outside of stem-bot. Its hash does not fit."))
        )
    )
    return card(
        Paragraph(t("At-a-glance of {year}, {team}", year=row.year, team=bold(glance.team_name))),
        broken,
        *body(glance, seat.reader, t),
        Quote(t("Why some are missing: {reason}", reason=shorten(row.reason, _REASON)))
        if row.reason
        else None,
        SmallPrint(
            t(
                "Confirmed on {day}; prepared by {first}, confirmed by {second}. Agreed in consensus rounds. "
                "{instrument}, version {version}. Hash {hash}.",
                day=day,
                first=people[0],
                second=people[1],
                instrument=glance.instrument_title,
                version=glance.version,
                hash=row.hash[:_HASH_SHOWN],
            )
        ),
        Buttons((Button(t("As a file"), wire("snapshot-file", seat.team.id, row.year)),)),
    )


def announced(glance: Glance, t: Phrases, team_id: str) -> Card:
    """For the team's channels, once it stands."""
    return card(
        Paragraph(
            t(
                "The at-a-glance of {year} is on record: {agreed} of {count} indicators agreed.",
                year=glance.year,
                agreed=len(glance.lines) - len(glance.missing),
                count=len(glance.lines),
            )
        ),
        Buttons((Button(t("See it"), wire("snapshot-see", team_id)),)),
    )


def asking(glance: Glance, name: str, t: Phrases, row_id: int) -> Card:
    """For those who may confirm it."""
    return card(
        Paragraph(
            t(
                "{name} prepared the at-a-glance of {year} for {team}. A second person confirms it.",
                name=name,
                year=glance.year,
                team=glance.team_name,
            )
        ),
        Buttons((Button(t("Look at it"), wire("snapshot-look", row_id), "main"),)),
    )


def body(glance: Glance, reader: Reader, t: Phrases) -> list[Part]:
    """Outcome by outcome: previous, now, goal; then what is missing."""
    parts: list[Part] = []
    for section in glance.sections:
        lines = [_line(line, glance, reader, t) for line in glance.of_section(section) if line.state]
        if lines:
            parts += [Heading(f"{section.id} · {section.title}"), Paragraph(join("\n", lines))]
    if glance.missing:
        titles = ", ".join(f"{line.title} ({line.indicator})" for line in glance.missing)
        parts.append(Paragraph(t("Not agreed on yet: {titles}.", titles=titles)))
    return parts


def _line(line: Line, glance: Glance, reader: Reader, t: Phrases) -> Markup:
    title = join(" ", [bold(line.title), f"({line.indicator})"])
    return join("\n", [title, join(" · ", [_levels(line, glance, t), *_marks(line, reader, t)])])


def _levels(line: Line, glance: Glance, t: Phrases) -> Markup:
    """`2 → 3 Refining and Expanding → goal 4`."""
    state = line.state
    now = bold(f"{state.level} {glance.level_name(state.level)}") if state else ""
    steps = [str(line.previous)] if line.previous is not None else []
    goal = [t("goal {level}", level=line.goal)] if line.goal is not None else []
    return join(" → ", [*steps, now, *goal])


def _marks(line: Line, reader: Reader, t: Phrases) -> list[Markup]:
    state = line.state
    if state is None:
        return []
    marks = [
        t("{day}, {count} votes", day=reader.day(date.fromisoformat(state.agreed_on)), count=state.people)
    ]
    if state.agreement is not None:
        marks.append(t("agreement {agreement}", agreement=f"{state.agreement:.2f}"))
    if state.provisional:
        marks.append(t("no consensus, for now"))
    marks.append(t.plural("{count} item of evidence", "{count} items of evidence", line.evidence))
    return marks
