"""Gives each event its first answer in time, and brings the rest of the reply after it."""

from __future__ import annotations

import secrets
import traceback
from typing import assert_never

import structlog

from bot.chat.cards import Card, split
from bot.chat.events import CommandCall, FormSubmission
from bot.chat.forms import Form
from bot.chat.messenger import BotAway, NotSent, Reception, Refused, Unclear
from bot.chat.phrases import Phrases
from bot.chat.replies import Ask, Correct, Replace, Reply, Say
from bot.platforms.slack import own_words
from bot.platforms.slack.delivery import TooLate, Way, response_type
from bot.platforms.slack.first_answer import FirstAnswer
from bot.platforms.slack.forms import problems
from bot.platforms.slack.home_tab import HomeTab
from bot.platforms.slack.inbound import Arrival
from bot.platforms.slack.markup import Json
from bot.platforms.slack.render import message as drawn
from bot.platforms.slack.tasks import Tasks
from bot.platforms.slack.visits import Visit

# Slack waits 3 s. What is not done by half of that is acknowledged empty and follows.
PATIENCE = 1.5
_log = structlog.get_logger(__name__)


class Answers:
    """Takes calls to the bot and its replies back."""

    def __init__(
        self, reception: Reception, delivery: Way, home: HomeTab, tasks: Tasks, patience: float = PATIENCE
    ) -> None:
        self._reception = reception
        self._delivery = delivery
        self._home = home
        self._tasks = tasks
        self._patience = patience

    async def first(self, arrival: Arrival) -> Json:
        """What to acknowledge the event with; raises `BotAway` when it must stay unacknowledged.

        The work itself is a task of its own: bolt sends the acknowledgement only when its listener returns.
        """
        answer = FirstAnswer()
        self._tasks.start(self._work(arrival, answer))
        return await answer.within(self._patience)

    async def _work(self, arrival: Arrival, first: FirstAnswer) -> None:
        try:
            reply = await self._reception.answer(arrival.call)
            await self._give(arrival, reply, first)
        except BotAway as away:
            if not first.fail(away):
                await self._tell(arrival, first, own_words.away(self._words(arrival)))
        except (NotSent, Unclear) as problem:
            _log.warning("slack.reply_not_delivered", event_key=arrival.call.key, problem=str(problem))
        except Exception as problem:  # noqa: BLE001 - the outermost edge: nothing above would hear of it
            await self._apologise(arrival, first, problem)
        finally:
            first.give({})
            self._home.follow(arrival.reach)

    async def visited(self, visit: Visit) -> Json:
        """The same for somebody who looks at their home page."""
        return await self._home.visited(visit, self._patience)

    def _way(self, arrival: Arrival) -> Way:
        return self._home if arrival.reach.home else self._delivery

    async def _give(self, arrival: Arrival, reply: Reply, first: FirstAnswer) -> None:
        match reply:
            case Say():
                await self._say(arrival, reply.card, first, private=arrival.private)
            case Replace():
                if not await self._way(arrival).replace(arrival.reach, reply.card):
                    await self._say(arrival, reply.card, first, private=arrival.private)
            case Ask():
                await self._ask(arrival, reply.form, first)
            case Correct():
                await self._correct(arrival, reply, first)
            case _:
                assert_never(reply)

    async def _say(self, arrival: Arrival, words: Card, first: FirstAnswer, *, private: bool) -> None:
        cards = split(words)
        # Only a command's acknowledgement can carry a message. What takes several goes another way, all of
        # it: the second could overtake an acknowledgement.
        if isinstance(arrival.call, CommandCall) and len(cards) == 1:
            kind = response_type(arrival.reach, private=private)
            if first.give({**drawn(words), "response_type": kind}):
                return
        await self._way(arrival).say(arrival.reach, cards, private=private)

    async def _ask(self, arrival: Arrival, form: Form, first: FirstAnswer) -> None:
        if not arrival.opens_form:
            raise AssertionError(f"a route answered with the form {form.wire!r} without declaring opens_form")
        try:
            await self._way(arrival).ask(arrival.reach, form)
        except TooLate:
            await self._tell(arrival, first, own_words.too_late(self._words(arrival)))

    async def _correct(self, arrival: Arrival, reply: Correct, first: FirstAnswer) -> None:
        answer = {"response_action": "errors", "errors": problems(reply.form, reply.problems)}
        is_open = isinstance(arrival.call, FormSubmission) and first.give(answer)
        if not is_open:
            await self._say(arrival, own_words.corrections(reply, self._words(arrival)), first, private=True)

    async def _apologise(self, arrival: Arrival, first: FirstAnswer, problem: Exception) -> None:
        reference = secrets.token_hex(4)
        last = traceback.extract_tb(problem.__traceback__)[-1]
        # An exception's own words may hold a person's words; Slack's word for a refusal holds none.
        _log.error(
            "slack.answering_failed",
            reference=reference,
            event_key=arrival.call.key,
            problem=str(problem) if isinstance(problem, Refused) else type(problem).__name__,
            where=f"{last.filename}:{last.lineno}",
        )
        await self._tell(arrival, first, own_words.broken(reference, self._words(arrival)))

    def _words(self, arrival: Arrival) -> Phrases:
        return self._reception.phrases(arrival.call)

    async def _tell(self, arrival: Arrival, first: FirstAnswer, words: Card) -> None:
        try:
            await self._say(arrival, words, first, private=True)
        except (NotSent, Refused, Unclear) as problem:
            _log.warning("slack.person_not_told", event_key=arrival.call.key, problem=type(problem).__name__)
