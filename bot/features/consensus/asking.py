"""Asks those who stand apart what they saw: in private, so that nobody learns who they are."""

from __future__ import annotations

from functools import partial

from bot.chat.cards import Button, Buttons, Card, Paragraph, SmallPrint, card
from bot.chat.routes import wire
from bot.desk import Desk
from bot.features.consensus.view import View
from bot.notices import Recipient, tell
from bot.store.models import ConsensusVote, Person
from bot.store.queries import consensus


def ask_those_apart(desk: Desk, seen: View) -> None:
    """Write to everybody whose vote is more than one level from the median, or at an end where none is."""
    for vote in _apart(desk, seen):
        person = desk.session.get_one(Person, vote.person_id)
        purpose = f"consensus-saw:{seen.round.id}:{seen.round.ballot}:{person.id}"
        tell(desk, person, seen.team.id, purpose, partial(_card, seen, vote.level or 0))


def _apart(desk: Desk, seen: View) -> list[ConsensusVote]:
    judged = seen.judged
    given = [vote for vote in consensus.votes(desk.session, seen.round) if vote.level is not None]
    if judged is None:
        return []
    far = [vote for vote in given if vote.level is not None and abs(vote.level - judged.median) > 1]
    return far or [vote for vote in given if vote.level in {judged.lowest, judged.highest}]


def _card(seen: View, level: int, who: Recipient) -> Card:
    t = who.t
    return card(
        Paragraph(
            t(
                "{title}: you voted {level}, and others see it otherwise. What did you see? "
                "It helps the team before it votes again.",
                title=seen.title,
                level=seen.level(level),
            )
        ),
        Buttons((Button(t("Write what I saw"), wire("consensus-saw", seen.round.id), "main"),)),
        SmallPrint(t("The team reads your words without your name; nobody is told that I asked you.")),
    )
