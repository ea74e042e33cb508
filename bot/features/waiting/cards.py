"""The call in the team's channel, and what its button shows to one person."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.cards import Button, Buttons, Card, Paragraph, Part, Rule, SmallPrint, card
from bot.chat.routes import wire
from bot.chat.text import Markup, join, mention
from bot.desk import Desk
from bot.schedule import missing_files
from bot.store.models import Delivery, Team

# Named in one call; with more it would be a list of names and no call.
MOST_NAMED = 12


def something_waits(desk: Desk, team: Team, accounts: Sequence[str], *, students: bool) -> Card:
    """The call: it says nothing of what is waiting, and names no student."""
    t = desk.phrases_in(team.locale)
    return card(
        Paragraph(_call(desk, team, accounts, students=students)),
        Buttons((Button(t("Show me mine"), wire("waiting-mine", team.id), "main"),)),
        SmallPrint(t("Only you see what the button shows you.")),
    )


def shown(desk: Desk, waiting: Sequence[Delivery]) -> Card:
    """What waits for one person, the newest first; of two messages about the same thing only the newer."""
    parts: list[Part] = []
    for delivery in waiting:
        own = missing_files.behind_a_button(desk, delivery).parts
        if not _wires(own) & _wires(parts):
            parts += [Rule(), *own] if parts else own
    return card(*parts)


def _call(desk: Desk, team: Team, accounts: Sequence[str], *, students: bool) -> Markup:
    t = desk.phrases_in(team.locale)
    who = join(", ", [mention(account) for account in accounts[:MOST_NAMED]])
    if not accounts:
        return t("Something is waiting for student leaders here.")
    if students or len(accounts) > MOST_NAMED:
        return t("{who} and others: something is waiting for you.", who=who)
    return t("{who}: something is waiting for you.", who=who)


def _wires(parts: Sequence[Part]) -> set[str]:
    rows = [part for part in parts if isinstance(part, Buttons)]
    return {button.wire for row in rows for button in row.buttons if isinstance(button, Button)}
