"""A role of an equity team as a message: what is expected of it, by how often."""

from __future__ import annotations

from bot.chat.cards import Card, Heading, Paragraph, SmallPrint, card
from bot.chat.limits import HEADING
from bot.chat.phrases import N_, Phrases
from bot.chat.text import Markup, join, shorten
from bot.features.role.lines import bulleted
from rubric.cadence import Cadence
from rubric.equity_team import EquityRole, EquityTeam, Expectation
from rubric.model import Library

RHYTHMS = {
    Cadence.WEEKLY: N_("Every week"),
    Cadence.EVERY_TWO_WEEKS: N_("Every two weeks"),
    Cadence.MONTHLY: N_("Every month"),
    Cadence.QUARTERLY: N_("Every quarter"),
    Cadence.REGULARLY: N_("Regularly"),
    Cadence.ALWAYS: N_("All the time"),
    Cadence.WHEN_NEEDED: N_("When it is needed"),
    Cadence.ONCE: N_("Once, to stand"),
    Cadence.NOT_SAID: N_("How often is not said"),
}


def equity_role_card(library: Library, role: EquityRole, t: Phrases) -> Card:
    """What is expected, the most frequent first, and where concerns go."""
    team = library.equity_team
    expected = [
        part
        for cadence, heading in RHYTHMS.items()
        for part in bulleted(
            t(heading), [_expected(each, team, t) for each in role.expectations if each.cadence is cadence]
        )
    ]
    return card(
        Heading(shorten(role.title, HEADING)),
        Paragraph(_opening(role, t)),
        *expected,
        *bulleted(t("Questions and concerns"), _concerns(role, team, t)),
        SmallPrint(t("Source: {source}.", source=shorten(role.source.rstrip("."), 300))),
    )


def _opening(role: EquityRole, t: Phrases) -> Markup:
    about = shorten(role.about, 500)
    if not role.positions:
        return join("", [about])
    return join(" ", [about, t("Often held by: {positions}.", positions="; ".join(role.positions))])


def _expected(expectation: Expectation, team: EquityTeam, t: Phrases) -> Markup:
    with_whom = [team.title_of(each) for each in expectation.with_whom]
    people = ", ".join(each for each in with_whom if each not in expectation.what)
    aside = [t("in person")] if expectation.in_person else []
    if people:
        aside.append(t("with: {people}", people=people))
    if not aside:
        return join("", [expectation.what])
    return t("{what} ({aside})", what=expectation.what, aside=join("; ", aside))


def _concerns(role: EquityRole, team: EquityTeam, t: Phrases) -> list[Markup]:
    lines = [each for each in team.concerns.values() if each.holder == role.id]
    return [
        t("Go to: {people}", people=", ".join(team.title_of(one) for one in each.goes_to)) for each in lines
    ]
