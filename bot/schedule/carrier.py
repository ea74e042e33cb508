"""Carries one letter to its platform, or asks there what became of it, and says what came of that."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from bot.chat.events import MessageRef
from bot.chat.messenger import FileNotSent, Messenger, NotSent, Refused, Unclear
from bot.schedule import outbox, outcomes
from bot.schedule.clock_time import Clock
from bot.schedule.letters import Letter
from bot.schedule.outcomes import Outcome
from bot.schedule.pace import Line, Pace
from bot.schedule.rests import Rests, Way

log = structlog.get_logger()

PARKED, FILE = "parked", "file"
_UNTIL_CONNECTED = 60.0
# A platform that says "again in 0 seconds" is not asked again in the same breath.
_SHORTEST_WAIT = 1.0
# After so many tries a message goes without a picture that cannot be brought.
TRIES_WITH_PICTURE = 3
# Refusals of a lookup by which the message is out of everybody's sight, sent or not.
_GONE = {"place-gone", "no-direct-messages", "account-gone"}


@dataclass(frozen=True, slots=True)
class GivenUp:
    """The platform will never take it, or nobody can find out whether it did; `reason` as in `Refused`."""

    letter: Letter
    state: str
    reason: str
    why: str


Ending = Outcome | GivenUp


@dataclass(slots=True)
class Carrier:
    """Knows the platforms, and which of their workspaces want to be left alone."""

    clock: Clock
    messengers: Mapping[str, Messenger]
    pace: Pace
    sending: Rests = field(default_factory=Rests)
    looking: Rests = field(default_factory=Rests)

    async def carry(self, letter: Letter, deadline: float, settle: timedelta) -> Ending:
        """Send it, unless its time is over meanwhile; `deadline` in seconds of the event loop's clock."""
        if (kept_back := self._not_now(letter, deadline)) is not None:
            return kept_back
        try:
            ref = await self._send(letter, deadline)
        except NotSent as error:
            if isinstance(error, FileNotSent) and _without_picture(letter):
                return _given_up(letter, outbox.FAILED, FILE, error)
            again = self.clock.now() + timedelta(seconds=max(error.seconds, _SHORTEST_WAIT))
            if not error.alone:
                self.sending.rest(self._ways(letter), again)
            return outcomes.put_back(letter.attempt, again, str(error))
        except Unclear as error:
            self.sending.trouble(self._ways(letter), self.clock.now())
            return self._unclear(letter, error, settle)
        except Refused as error:
            return _given_up(letter, outbox.FAILED, error.reason, error)
        self.sending.well(self._ways(letter))
        return outcomes.sent(letter.attempt, ref, self.clock.now())

    def _not_now(self, letter: Letter, deadline: float) -> Outcome | None:
        now = self.clock.now()
        if _monotonic() >= deadline or letter.expires_at <= now:
            soon = now + timedelta(seconds=_SHORTEST_WAIT)
            return outcomes.put_back(letter.attempt, soon, "its turn came too late")
        rested = self.sending.until(self._ways(letter), now)
        if rested is None:
            return None
        return outcomes.put_back(letter.attempt, rested, "the platform wants to be left alone")

    async def look_up(self, letter: Letter, settle: timedelta) -> Ending:
        """Ask the platform's history for what may or may not have been sent."""
        if letter.edits is not None:
            return outcomes.put_back(letter.attempt, self.clock.now(), "made again")
        try:
            ref = await self._messenger(letter).find(letter.to, letter.key, letter.since)
        except NotSent as error:
            pause = timedelta(seconds=error.seconds)
            self.looking.rest(self._ways(letter), self.clock.now() + pause)
            return self._unclear(letter, error, max(settle, pause))
        except Unclear as error:
            return self._unclear(letter, error, settle)
        except Refused as error:
            # Parked and not failed even where the place is gone: should it come back, so may the message.
            reason = error.reason if error.reason in _GONE else PARKED
            return _given_up(letter, outbox.PARKED, reason, error)
        now = self.clock.now()
        if ref is None:
            return outcomes.put_back(letter.attempt, now, "not found in the history")
        return outcomes.sent(letter.attempt, ref, now)

    def lines_not_to_ask(self) -> frozenset[Line]:
        """Where nothing is looked up for now."""
        return frozenset(line for line, _ in self.looking.resting(self.clock.now()))

    async def _send(self, letter: Letter, deadline: float) -> MessageRef:
        try:
            async with asyncio.timeout_at(deadline):
                messenger = self._messenger(letter)
                if letter.edits is None:
                    return await messenger.send(letter.to, letter.card, letter.key, letter.file)
                await messenger.edit(letter.edits, letter.card)
                return letter.edits
        except TimeoutError as error:
            raise Unclear("no answer within the lease") from error

    def _unclear(self, letter: Letter, error: Exception, settle: timedelta) -> Outcome:
        log.warning("delivery_unclear", delivery=letter.attempt.delivery_id, why=str(error))
        return outcomes.unclear(letter.attempt, self.clock.real() + settle, str(error))

    def _messenger(self, letter: Letter) -> Messenger:
        messenger = self.messengers.get(letter.to.platform)
        if messenger is None:
            raise NotSent(f"{letter.to.platform} is not connected", _UNTIL_CONNECTED)
        return messenger

    def _ways(self, letter: Letter) -> tuple[Way, ...]:
        """What a platform means that wants to be left alone: all posts of the workspace, or all edits."""
        line = self.pace.line(letter.to.platform, letter.to.workspace)
        if letter.parcel.lane == "edit":
            return ((line, "edit"),)
        return ((line, "urgent"), (line, "fan-out"))


def _without_picture(letter: Letter) -> bool:
    """Whether it is time to send the words alone."""
    return letter.file is not None and letter.file.is_picture and letter.attempt.number >= TRIES_WITH_PICTURE


def _given_up(letter: Letter, state: str, reason: str, error: Exception) -> GivenUp:
    log.warning("delivery_given_up", delivery=letter.attempt.delivery_id, state=state, why=str(error))
    return GivenUp(letter, state, reason, str(error))


def _monotonic() -> float:
    return asyncio.get_running_loop().time()
