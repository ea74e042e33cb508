"""The lead of an implementation as a message: the duties under their headings, each with how often."""

from __future__ import annotations

from bot.chat.cards import Card, Heading, Paragraph, SmallPrint, card
from bot.chat.limits import HEADING
from bot.chat.phrases import N_, Phrases
from bot.chat.text import Markup, join, shorten
from bot.features.role.equity_cards import RHYTHMS
from bot.features.role.lines import bulleted
from rubric.cadence import Cadence
from rubric.implementation_lead import Duty, ImplementationLead

HEADINGS = {
    "planning": N_("Planning"),
    "coordination": N_("Coordination"),
    "communication": N_("Communication"),
}


def lead_card(lead: ImplementationLead, t: Phrases) -> Card:
    """What the lead answers for; the criteria for choosing one are a private checklist and not shown."""
    duties = [
        part
        for heading in dict.fromkeys(each.heading for each in lead.duties.values())
        for part in bulleted(
            t(HEADINGS.get(heading, heading)),
            [_duty(each, t) for each in lead.duties.values() if each.heading == heading],
        )
    ]
    return card(
        Heading(shorten(lead.title, HEADING)),
        Paragraph(join(" ", lead.about)),
        *duties,
        *bulleted(lead.helper.title, lead.helper.does),
        SmallPrint(t("Source: {source}.", source=shorten(lead.source.rstrip("."), 300))),
    )


def _duty(duty: Duty, t: Phrases) -> Markup:
    if duty.cadence is Cadence.NOT_SAID:
        return join("", [duty.what])
    return join(" · ", [duty.what, t(RHYTHMS[duty.cadence])])
