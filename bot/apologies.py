"""What a person is told when something cannot be done, whatever the feature: plain, with what to do."""

from __future__ import annotations

from bot.chat.cards import Card, Paragraph, card
from bot.chat.phrases import Phrases
from bot.chat.router import Router, UnknownCommand
from bot.chat.text import join


def no_such_command(error: UnknownCommand, router: Router, t: Phrases) -> Card:
    """The nearest subcommand with an example, or the way to the list."""
    unknown = t("There is no `/stem {given}`.", given=error.given)
    nearest = router.commands.get(error.nearest)
    if nearest is None:
        return card(Paragraph(join(" ", [unknown, t("All that I can do: `/stem help`")])))
    path = nearest.shorthand or nearest.path
    hint = t("Closest: `/stem {path}`. Try: `{example}`", path=path, example=nearest.example)
    return card(Paragraph(join(" ", [unknown, hint])))


def old_control(t: Phrases) -> Card:
    """A button or form from a version that is gone."""
    return card(
        Paragraph(
            t(
                "This button is from an older message and does nothing any more. "
                "`/stem help` lists what I can do."
            )
        )
    )


def failed(reference: str, t: Phrases) -> Card:
    """Something broke; the reference stands in the log."""
    return card(
        Paragraph(
            t(
                "Something went wrong on my side, and nothing was recorded. Please try again. "
                "If it happens twice, tell your facilitator this reference: `{reference}`",
                reference=reference,
            )
        ),
    )
