"""`/stem digest share`: the digest of now for the channels, once a facilitator has seen it as it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import select

from bot.chat.card_data import card_to_data
from bot.chat.cards import Button, Buttons, Card, Paragraph, Part, Rule, SmallPrint, card
from bot.chat.events import ActionCall, CommandCall
from bot.chat.replies import Replace, Reply, Say, refusal
from bot.chat.routes import wire
from bot.desk import Desk, Seat
from bot.features.digest import recipients
from bot.features.digest.commands import finding
from bot.features.digest.sending import GRACE, KIND, Sending
from bot.permissions import Act
from bot.schedule.anew import FILLED
from bot.schedule.digest_settings import (
    CHANNELS,
    STEPBACK,
    DigestSettings,
    digest_settings,
    settings_to_store,
)
from bot.schedule.report import TEAM, Issue, Recipient, Report
from bot.store.models import Occurrence, Schedule
from bot.store.queries.roster import IN_CHAT

# A role's digest is its holders', and a district's report stays with those whom the settings name.
SHAREABLE: Final = (TEAM, STEPBACK)
# Two within this time were meant as one.
_ONE_SHARE: Final = timedelta(minutes=10)
# What was shown longer ago is shown anew before it is posted.
_SHOWN_FOR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Sharing:
    """The handlers; `reports` are those that there are."""

    reports: Sequence[Report]

    def share(self, desk: Desk, call: CommandCall) -> Reply:
        """Show what would be posted, as it would be."""
        seat = desk.allowed(call, Act.RUN_DIGESTS)
        return Say(self._asked(desk, seat, call.options.get(finding.REPORT, "")))

    def asked(self, desk: Desk, call: ActionCall) -> Reply:
        """The same from under the digest of now."""
        team_id, report = call.argument.split(":")
        return Say(self._asked(desk, desk.allowed_in(call, team_id, Act.RUN_DIGESTS), report))

    def post(self, desk: Desk, call: ActionCall) -> Reply:
        """Post it as it was shown; if that would be another by now, show it anew."""
        team_id, name, at, mark = call.argument.split(":")
        seat, until = desk.allowed_in(call, team_id, Act.RUN_DIGESTS), datetime.fromtimestamp(int(at), UTC)
        _refuse_in_a_pause(desk, seat)
        wanted = finding.wanted(desk, seat, self.reports, name)
        schedule = _shared(desk, seat, name)
        _refuse_twice(desk, seat, schedule, until)
        issue = wanted.issue(desk, seat, until)
        if desk.now - until > _SHOWN_FOR or _mark(issue.card(_first_channel(desk, seat))) != mark:
            again = desk.t("Nothing is posted yet: this is how it is now. Please look at it again.")
            return Replace(self._asked(desk, seat, name, again))
        occurrence = _occurrence(desk, seat, schedule, until)
        Sending(desk, seat.team, occurrence, issue).to_all(digest_settings(schedule.settings))
        desk.note_change(seat, call, KIND, occurrence.id, f"shared: {name}")
        words = desk.t("Posted in the team's channels. It can be opened again: `/stem digest past`")
        return Replace(card(Paragraph(words)))

    def not_now(self, desk: Desk, call: ActionCall) -> Reply:
        """It is not to be."""
        desk.allowed_in(call, call.argument, Act.RUN_DIGESTS)
        return Replace(card(Paragraph(desk.t("Nothing was posted. To look again: `/stem digest share`"))))

    def _asked(self, desk: Desk, seat: Seat, given: str, *said: str) -> Card:
        _refuse_in_a_pause(desk, seat)
        wanted = finding.wanted(desk, seat, self.reports, given)
        name, until = wanted.report.name, desk.now.replace(microsecond=0)
        if name not in SHAREABLE:
            raise refusal(
                desk.t(
                    "This report is not for the whole team, so it is not shared. What can be: {names}. "
                    "Try: `/stem digest share team`",
                    names=", ".join(SHAREABLE),
                )
            )
        return card(*map(Paragraph, said), *_shown(desk, seat, name, wanted.issue(desk, seat, until), until))


def _shown(desk: Desk, seat: Seat, name: str, issue: Issue, until: datetime) -> list[Part]:
    """What would be posted, just as it would be, and the question whether it shall."""
    to, t = _first_channel(desk, seat), desk.t
    drawn, picture = issue.card(to), finding.picture_in_words(desk, issue, to)
    ask = t.plural(
        "This would be posted in {count} channel of the team:",
        "This would be posted in {count} channels of the team:",
        len(recipients.channels(desk, seat.team)),
    )
    posts = wire("digest-share", seat.team.id, name, int(until.timestamp()), _mark(drawn))
    not_now = wire("digest-share-not", seat.team.id)
    return [
        Paragraph(ask),
        Rule(),
        *drawn.parts,
        *([picture] if picture else []),
        Rule(),
        SmallPrint(t("Only you see this so far. Once posted it is not changed, only corrected.")),
        Buttons((Button(t("Post it"), posts, "main"), Button(t("Not now"), not_now))),
    ]


def _refuse_in_a_pause(desk: Desk, seat: Seat) -> None:
    if seat.team.paused_at is not None:
        words = desk.t("{team} is paused. First end the pause: `/stem team resume`", team=seat.team.name)
        raise refusal(words)


def _first_channel(desk: Desk, seat: Seat) -> Recipient:
    """Who reads it in the first of the team's channels."""
    for _, to in recipients.channels(desk, seat.team):
        return to
    words = desk.t(
        "{team} has no channel to post in. Whoever runs me names it in the settings.", team=seat.team.name
    )
    raise refusal(words)


def _mark(drawn: Card) -> str:
    """By what a message is known to be the one that was shown."""
    return sha256(json.dumps(card_to_data(drawn), sort_keys=True).encode()).hexdigest()[:16]


def _shared(desk: Desk, seat: Seat, name: str) -> Schedule:
    """What shared reports are kept under: a schedule that has ended, so that none falls due by itself.

    The reports that do are told apart by it: a shared one does not shorten the time that the next tells of.
    """
    slot = f"shared {name}"
    known = desk.session.scalar(
        select(Schedule).where(Schedule.team_id == seat.team.id, Schedule.slot == slot)
    )
    if known is not None:
        return known
    schedule = Schedule(
        team_id=seat.team.id,
        slot=slot,
        kind=KIND,
        title=slot,
        rule=f"on {seat.reader.today}",
        at=desk.now.time(),
        starts_on=seat.reader.today,
        settings=settings_to_store(DigestSettings(name, to=(CHANNELS,))),
        managed=IN_CHAT,
        ended_at=desk.now,
    )
    desk.session.add(schedule)
    desk.session.flush()
    return schedule


def _refuse_twice(desk: Desk, seat: Seat, schedule: Schedule, until: datetime) -> None:
    before = desk.session.scalar(
        select(Occurrence.due_at)
        .where(Occurrence.schedule_id == schedule.id, Occurrence.due_at > until - _ONE_SHARE)
        .limit(1)
    )
    if before is not None:
        at = seat.reader.moment(before)
        raise refusal(
            desk.t("It was posted already ({moment}); once is enough. `/stem digest past`", moment=at)
        )


def _occurrence(desk: Desk, seat: Seat, schedule: Schedule, until: datetime) -> Occurrence:
    occurrence = Occurrence(
        team_id=seat.team.id,
        schedule_id=schedule.id,
        day=desk.team_reader(seat.team).today,
        slot=f"shared {int(until.timestamp())}",
        due_at=until,
        closes_at=desk.now + GRACE,
        state=FILLED,
        cursor=0,
        details={},
    )
    desk.session.add(occurrence)
    desk.session.flush()
    return occurrence
