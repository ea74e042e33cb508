"""The moments at which a home page is shown: it is opened, pressed, or its person did something elsewhere."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import replace

import structlog

from bot.chat.cards import Card
from bot.chat.forms import Form
from bot.chat.messenger import BotAway, NotSent, Refused, Unclear
from bot.platforms.slack import own_words
from bot.platforms.slack.delivery import Way
from bot.platforms.slack.first_answer import FirstAnswer
from bot.platforms.slack.home import HomePages
from bot.platforms.slack.home_view import fits_as_note
from bot.platforms.slack.homes_shown import Shown
from bot.platforms.slack.markup import Json
from bot.platforms.slack.reach import PLATFORM, Reach
from bot.platforms.slack.tasks import Tasks
from bot.platforms.slack.visits import Visit

# Several things that somebody does within so many seconds change their page once.
SETTLES = 1.0
# A page that could not be shown for a rate limit is tried once more, if that ends within so many seconds.
WAITS = 60.0
_log = structlog.get_logger(__name__)


class HomeTab:
    """Shows pages in their moments; the way back (`Way`) for what is pressed on one."""

    def __init__(self, pages: HomePages, messages: Way, tasks: Tasks) -> None:
        self._pages = pages
        self._messages = messages
        self._tasks = tasks

    async def visited(self, visit: Visit, patience: float) -> Json:
        """Show the page; raises `BotAway` when the event must stay unacknowledged."""
        self._pages.of(visit.person).looked()
        first = FirstAnswer()
        self._tasks.start(self._welcome(visit, first))
        return await first.within(patience)

    def follow(self, reach: Reach) -> None:
        """Somebody did something: their page follows in a moment, if they looked at it lately."""
        shown = self._pages.looked_at(reach.person())
        if reach.home or shown is None or shown.follows:
            return
        shown.follows = True
        self._tasks.start(self._follow(_visit(reach), shown))

    async def say(self, reach: Reach, cards: tuple[Card, ...], *, private: bool) -> None:
        """What just happened, above the page; where there is no room or no page, in the direct message."""
        visit, note = _visit(reach), [part for card in cards for part in card.parts]
        fits = fits_as_note(note)
        try:
            shown = note if fits else own_words.in_messages(await self._pages.phrases(visit)).parts
            await self._pages.publish(visit, shown)
        except Exception as problem:  # noqa: BLE001 - the answer goes on, whatever broke the page around it
            _failed(visit, problem)
            fits = False
        if not fits:
            await self._messages.say(replace(reach, home=False, direct=True), cards, private=private)

    async def replace(self, reach: Reach, card: Card) -> bool:
        """The same: the page itself shows how things stand now."""
        await self.say(reach, (card,), private=True)
        return True

    async def ask(self, reach: Reach, form: Form) -> None:
        """Open a form, as everywhere."""
        await self._messages.ask(reach, form)

    async def _welcome(self, visit: Visit, first: FirstAnswer) -> None:
        try:
            await self._pages.publish(visit)
        except NotSent as problem:
            first.give({})
            await self._show_later(visit, problem)
        except BotAway as away:
            if not first.fail(away):
                _failed(visit, away)
        except Exception as problem:  # noqa: BLE001 - the outermost edge: nothing above would hear of it
            _failed(visit, problem)
        finally:
            first.give({})

    async def _follow(self, visit: Visit, shown: Shown) -> None:
        await asyncio.sleep(SETTLES)
        shown.follows = False
        try:
            await self._pages.publish(visit)
        except Exception as problem:  # noqa: BLE001 - as above
            _failed(visit, problem)

    async def _show_later(self, visit: Visit, problem: NotSent) -> None:
        if problem.seconds > WAITS:
            _failed(visit, problem)
            return
        await asyncio.sleep(problem.seconds)
        try:
            await self._pages.publish(visit)
        except Exception as still:  # noqa: BLE001 - as above
            _failed(visit, still)


def _visit(reach: Reach) -> Visit:
    """The look at the page that follows an event, with a key of its own."""
    return Visit(f"{PLATFORM}:home:{reach.trigger_id}", reach.person())


def _failed(visit: Visit, problem: Exception) -> None:
    # An exception's own words may hold a person's words; Slack's word for a refusal holds none.
    is_slacks = isinstance(problem, Refused | NotSent | Unclear)
    _log.error(
        "slack.home_not_published",
        reference=secrets.token_hex(4),
        event_key=visit.key,
        problem=str(problem) if is_slacks else type(problem).__name__,
    )
