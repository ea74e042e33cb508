"""What the facilitators read when something cannot arrive, and who tried out direct messages."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.cards import Button, Buttons, Card, Paragraph, card
from bot.chat.phrases import N_
from bot.chat.routes import wire
from bot.desk import Desk
from bot.naming import called
from bot.notices import Recipient
from bot.store.models import Delivery, Person, Team

_NO_HISTORY = N_(
    "I may not read there whether it did, and I send nothing twice by guessing. "
    "Whoever runs me can allow me to read the history; `stem-bot doctor` says how."
)
_TOO_LATE = N_(
    "Their time was over before I could send them, so I did not send them late. The next ones come as usual. "
    "Whoever runs me sees each with `stem-bot deliveries`."
)
_PERSON = {
    "no-direct-messages": (
        N_("I cannot send {who} direct messages on {platform}: they do not allow them, or have left."),
        N_(
            "Please ask them to allow direct messages there. Until then what is for them waits behind a "
            "button in the team's channel, shown to nobody else. If they have left: `/stem roster end`"
        ),
    ),
    "account-gone": (
        N_("{who} is not on {platform} any more: the account is closed, or has left."),
        N_(
            "I send nothing more there. If they left the team: `/stem roster end`. "
            "If they come back, they begin again with `/stem hello`."
        ),
    ),
    "expired": (
        N_(
            "Messages to people of {team} did not go out on {platform} today, to {who} and perhaps to others."
        ),
        _TOO_LATE,
    ),
    "parked": (
        N_("A message to {who} on {platform} may or may not have arrived: the connection broke meanwhile."),
        _NO_HISTORY,
    ),
}
_PERSON_OTHERWISE = (
    N_("A message to {who} could not be delivered on {platform}."),
    N_("It is nothing that they did. Whoever runs me finds the reason in my log."),
)
_CHANNEL = {
    "place-gone": (
        N_("I cannot post to {team} on {platform}: the channel is gone or archived."),
        N_("Please ask whoever runs me to name another channel in my configuration."),
    ),
    "not-in-place": (
        N_("I cannot post to {team} on {platform}: I am not in the channel."),
        N_("Please add me to it, the way you add a person."),
    ),
    "no-permission": (
        N_("I cannot post to {team} on {platform}: I am not allowed to write in the channel."),
        N_("Please ask whoever manages {platform} to let me see the channel and write there."),
    ),
    "expired": (N_("Messages to the channel of {team} did not go out on {platform} today."), _TOO_LATE),
    "parked": (
        N_("A message to the channel of {team} on {platform} may or may not have arrived."),
        _NO_HISTORY,
    ),
}
_CHANNEL_OTHERWISE = (
    N_("A message for the channel of {team} on {platform} could not be delivered."),
    N_("Whoever runs me finds the reason in my log."),
)


@dataclass(frozen=True, slots=True)
class PersonNotReached:
    """Draws, for one facilitator, that somebody cannot be reached and what to do."""

    desk: Desk
    team: Team
    person: Person
    delivery: Delivery
    reason: str

    def __call__(self, to: Recipient) -> Card:
        """The card for this facilitator."""
        what, remedy = _PERSON.get(self.reason, _PERSON_OTHERWISE)
        who, platform = called(self.desk.session, self.person, to.home), _name(self.delivery)
        said = to.t(what, who=who, platform=platform, team=self.team.name)
        return card(Paragraph(said), Paragraph(to.t(remedy)))


@dataclass(frozen=True, slots=True)
class ChannelNotReached:
    """Draws, for one facilitator, that a channel cannot be written to and what to do."""

    team: Team
    delivery: Delivery
    reason: str

    def __call__(self, to: Recipient) -> Card:
        """The card for this facilitator."""
        what, remedy = _CHANNEL.get(self.reason, _CHANNEL_OTHERWISE)
        platform = _name(self.delivery)
        return card(
            Paragraph(to.t(what, team=self.team.name, platform=platform)),
            Paragraph(to.t(remedy, platform=platform)),
        )


def test_refused(to: Recipient, team: Team, delivery: Delivery) -> Card:
    """How to allow direct messages, for who just said yes to them."""
    t, platform = to.t, _name(delivery)
    return card(
        Paragraph(
            t("My test message did not reach you: {platform} lets me send you none.", platform=platform)
        ),
        Paragraph(
            t(
                "To allow it: open this server's privacy settings, switch direct messages on, then press "
                "“{again}”. Until then a button like this one stands in the team's channel when something "
                "is for you.",
                again=t("Try again"),
            )
        ),
        Buttons(
            (
                Button(t("Try again"), wire("hello-yes", team.id), "main"),
                Button(t("In the channel is fine"), wire("hello-channel", team.id)),
            )
        ),
    )


def _name(delivery: Delivery) -> str:
    return delivery.platform.capitalize()
