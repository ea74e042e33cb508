"""`/stem digest preview`: what the next one would tell the channels, when it goes and to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.chat.cards import Card, Paragraph, Rule, SmallPrint, card
from bot.chat.events import ActionCall, Call, CommandCall
from bot.chat.replies import Reply, Say, refusal
from bot.chat.text import Markup, bold, join
from bot.desk import Desk, Seat
from bot.features.digest import recipients
from bot.features.digest.commands import choosing, finding, plans
from bot.features.digest.commands.finding import Wanted
from bot.features.digest.commands.reading import NAME
from bot.features.digest.planner import DigestPlanner
from bot.features.digest.recipients import strangers
from bot.permissions import Act
from bot.schedule.digest_settings import CHANNELS, DigestSettings, digest_settings
from bot.schedule.report import Recipient
from bot.store.models import Schedule

_MOST_NAMES: Final = 10


@dataclass(frozen=True, slots=True)
class Preview:
    """The handlers."""

    planner: DigestPlanner

    def preview(self, desk: Desk, call: CommandCall) -> Reply:
        """The next of the one that is named, or of them all."""
        seat = desk.allowed(call, Act.RUN_DIGESTS)
        schedule = choosing.named(desk, seat, call.options.get(NAME, ""), "preview")
        return Say(self._next(desk, call, seat, schedule))

    def pressed(self, desk: Desk, call: ActionCall) -> Reply:
        """Preview was pressed."""
        seat, schedule = choosing.of_call(desk, call)
        return Say(self._next(desk, call, seat, schedule))

    def _next(self, desk: Desk, call: Call, seat: Seat, schedule: Schedule) -> Card:
        at = plans.next_due(desk, self.planner, schedule)
        if at is None:
            raise refusal(
                desk.t("{name} has no day left on which it would go.", name=plans.title(desk, schedule))
            )
        then, settings = replace(desk, now=at), digest_settings(schedule.settings)
        issue = Wanted(self.planner.report(schedule), settings, schedule).issue(then, seat, at)
        to = _reader(then, call, seat, settings)
        paused = (
            desk.t("It is paused, so this only goes when you let it go on.") if schedule.paused_at else None
        )
        moment = seat.reader.moment(at)
        return card(
            Paragraph(
                desk.t("{name} goes next on {moment}.", name=bold(plans.title(desk, schedule)), moment=moment)
            ),
            Paragraph(paused) if paused else None,
            Paragraph(_to_whom(desk, seat, settings)),
            Rule(),
            *issue.card(to).parts,
            finding.picture_in_words(desk, issue, to),
            Rule(),
            SmallPrint(desk.t("Nothing is sent yet. What is said until then still changes it.")),
        )


def _reader(desk: Desk, call: Call, seat: Seat, settings: DigestSettings) -> Recipient:
    """What the channels read; where it goes to none, what the caller would read."""
    if CHANNELS in settings.to:
        for _, to in recipients.channels(desk, seat.team):
            return to
    return Recipient(desk.t, desk.reader(seat.person), call.person.platform, seat.person, seat.permission)


def _to_whom(desk: Desk, seat: Seat, settings: DigestSettings) -> Markup:
    t = desk.t
    said: list[Markup] = []
    if CHANNELS in settings.to:
        count = len(recipients.channels(desk, seat.team))
        said.append(
            t.plural(
                "It goes to {count} channel of the team.", "It goes to {count} channels of the team.", count
            )
        )
    if names := [person.name for person, _ in recipients.people(desk, seat.team, settings)]:
        said.append(t("By direct message, with what is theirs alone: {names}.", names=_first(desk, names)))
    if count := len(strangers(desk, seat.team, settings.to)):
        said.append(
            t.plural(
                "To {count} address outside, as a channel reads it.",
                "To {count} addresses outside, as a channel reads it.",
                count,
            )
        )
    return join(" ", said) if said else t("It goes to nobody: nobody holds what it is for.")


def _first(desk: Desk, names: Sequence[str]) -> str:
    left = len(names) - _MOST_NAMES
    if left <= 0:
        return ", ".join(names)
    return ", ".join([*names[:_MOST_NAMES], desk.t.plural("and {count} more", "and {count} more", left)])
