"""A role of the team as a message: what it answers for by area, to whom, and what comes round for it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Card, Heading, Paragraph, Part, SmallPrint, card
from bot.chat.limits import HEADING
from bot.chat.phrases import N_, Phrases
from bot.chat.text import Markup, join, shorten
from bot.desk import Desk, Seat
from bot.features.role.known import AnyRole, choice
from bot.features.role.lines import bulleted
from bot.features.role.rhythm import rhythm
from rubric.model import Library, Role
from rubric.responsibilities import AccountabilityLine, Responsibility

IN_AN_EQUITY_TEAM = N_("In an equity team this is often…")


def role_card(desk: Desk, seat: Seat, role: Role, *, is_own: bool) -> Card:
    """The role's responsibilities area by area, what comes round, whom it answers to, and related roles."""
    t, library = desk.t, desk.library
    cells = library.responsibilities.of_role(role.id)
    akin: list[AnyRole] = [
        each for each in library.equity_team.roles.values() if role.id in each.often_held_by
    ]
    return card(
        Heading(shorten(role.title, HEADING)),
        Paragraph(_opening(role, t, is_own=is_own)),
        *_areas(cells, library, t),
        *bulleted(t("What comes round"), rhythm(desk, seat.team, role)),
        *bulleted(t("Accountability"), _accountability(role, library, t)),
        *choice(seat.team.id, akin, IN_AN_EQUITY_TEAM, t),
        SmallPrint(_small_print(role, cells, library, t)),
    )


def _opening(role: Role, t: Phrases, *, is_own: bool) -> Markup:
    words = [t("This is your role.")] if is_own else []
    if role.positions:
        words.append(t("Often held by: {positions}.", positions="; ".join(role.positions)))
    words.append(t("It is asked about the indicators on {audience}.", audience=role.audience))
    return join(" ", words)


def _areas(cells: Sequence[Responsibility], library: Library, t: Phrases) -> list[Part]:
    if not cells:
        return [Paragraph(t("Nothing is written down yet about what this role answers for."))]
    titles = library.responsibilities.areas
    return [part for cell in cells for part in bulleted(titles[cell.area_id].title, cell.does)]


def _accountability(role: Role, library: Library, t: Phrases) -> list[Markup]:
    held = library.responsibilities
    upwards = [_answers_to(line, library, t) for line in held.lines_from(role.id)]
    downwards = [
        t("Holds to account: {who}, for {what}", who=library.roles[line.holder].title, what=line.for_what)
        for line in held.lines_to(role.id)
    ]
    return [*upwards, *downwards]


def _answers_to(line: AccountabilityLine, library: Library, t: Phrases) -> Markup:
    who = library.roles[line.answers_to].title if line.answers_to else line.answers_to_others
    if not who:
        return t("Answers for {what}; to whom is not said", what=line.for_what)
    answers = t("Answers to: {who}, for {what}", who=who, what=line.for_what)
    if not line.assisted_by:
        return answers
    helper = library.roles[line.assisted_by].title
    return join("", [answers, t(" (with the help of: {helper})", helper=helper)])


def _small_print(role: Role, cells: Sequence[Responsibility], library: Library, t: Phrases) -> Markup:
    titles = library.responsibilities.areas
    left_out = [titles[cell.area_id].title for cell in cells if cell.not_applicable]
    words = [t("Not for this role: {areas}.", areas=", ".join(left_out))] if left_out else []
    source = shorten(role.source.rstrip("."), 300)
    return join(" ", [*words, t("Source: {source}.", source=source)])
