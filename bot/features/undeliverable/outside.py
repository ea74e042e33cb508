"""When a partner or a webhook, which are in neither workspace, cannot be reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat.cards import Card, Paragraph, card
from bot.chat.phrases import N_
from bot.desk import Desk
from bot.notices import Recipient, tell
from bot.schedule.delivery import EXPIRED
from bot.store.models import Change, Delivery, Outside, Team
from bot.store.queries.outside import EMAIL, WEBHOOK, of_delivery
from bot.store.queries.seats import facilitators

GONE = "place-gone"
# These stay as they are until somebody does something; of anything else facilitators hear once a day.
_TOLD_ONCE = frozenset({"account-gone", "no-permission", GONE})
_LOG = N_("Whoever runs me finds the reason in my log, and can try it with `stem-bot doctor`.")
_BOTH_LOST = N_(
    "I sent it twice, and both times the mail server's answer was lost. I do not try again by guessing: "
    "please ask whether it came."
)
_SAID: Mapping[tuple[str, str], tuple[str, str]] = {
    (EMAIL, "account-gone"): (
        N_("The mailbox of {who}, a partner of {team}, does not take my e-mail: it is gone, or mistyped."),
        N_("Please ask for the address, and whoever runs me to correct it in my configuration."),
    ),
    (EMAIL, "no-permission"): (
        N_("The mail server of {who}, a partner of {team}, does not take e-mail from me."),
        N_(
            "Please ask them for another address, or to let my address through. I try again with the next "
            "message."
        ),
    ),
    (EMAIL, EXPIRED): (
        N_("My e-mail to {who}, a partner of {team}, could not go out in time, so I did not send it late."),
        N_("The next one comes as usual. Whoever runs me can try the mail server with `stem-bot doctor`."),
    ),
    (EMAIL, "parked"): (
        N_("My e-mail to {who}, a partner of {team}, may or may not have arrived."),
        _BOTH_LOST,
    ),
    (WEBHOOK, GONE): (
        N_("The webhook {who} of {team} says that it is closed for good, so I send nothing more there."),
        N_(
            "Whoever runs me can take it out of my configuration. If it should go on, let it answer again; "
            "I begin again when I am started anew."
        ),
    ),
    (WEBHOOK, EXPIRED): (
        N_("The webhook {who} of {team} did not take a message until its time was over."),
        N_("I did not send it late; the next one comes as usual. Whoever runs me can try `stem-bot doctor`."),
    ),
}
_OTHERWISE: Mapping[str, tuple[str, str]] = {
    EMAIL: (N_("An e-mail to {who}, a partner of {team}, could not be delivered."), _LOG),
    WEBHOOK: (N_("The webhook {who} of {team} refused a message."), _LOG),
}


@dataclass(frozen=True, slots=True)
class NotReached:
    """Draws, for one facilitator, that somebody outside cannot be reached; their name here is their id."""

    team: Team
    delivery: Delivery
    reason: str

    def __call__(self, to: Recipient) -> Card:
        """The card for this facilitator."""
        platform = self.delivery.platform
        what, remedy = _SAID.get((platform, self.reason), _OTHERWISE[platform])
        said = to.t(what, who=self.delivery.channel, team=self.team.name)
        return card(Paragraph(said), Paragraph(to.t(remedy)))


def is_outside(delivery: Delivery) -> bool:
    """Whether it goes to a partner or a webhook."""
    return delivery.platform in _OTHERWISE


def on_failure(desk: Desk, team: Team, delivery: Delivery, reason: str) -> None:
    """Tell the facilitators, unless it was ended meanwhile; a webhook that says it is closed is ended."""
    found = of_delivery(desk.session, team.id, delivery.platform, delivery.channel or "")
    if found is None:
        return
    if (delivery.platform, reason) == (WEBHOOK, GONE):
        _end(desk, found)
    today = desk.team_reader(team).today
    about = reason if reason in _TOLD_ONCE else f"{reason}:{today}"
    for one in facilitators(desk.session, team.id, today):
        purpose = f"outside:{found.id}:{about}:{one.id}"
        tell(desk, one, team.id, purpose, NotReached(team, delivery, reason))


def _end(desk: Desk, found: Outside) -> None:
    found.ended_at = desk.now
    desk.session.add(
        Change(
            team_id=found.team_id,
            at=desk.now,
            who="stem-bot",
            through="webhook",
            record="team",
            record_id=found.team_id,
            what=f"ended: webhook {found.name}, which answered 410",
        )
    )
