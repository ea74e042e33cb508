"""The composition root: the only file that names the concrete parts, and in which order they start."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import structlog
from sqlalchemy.orm import Session

from bot.chat.link import Link
from bot.chat.messenger import Messenger, Reception
from bot.chat.phrases import ENGLISH
from bot.chat.router import Router
from bot.config.load import Installation
from bot.config.settings import Settings
from bot.config.tokens import Tokens
from bot.declared.installation import sync_installation
from bot.desk import Desk
from bot.features import all as features
from bot.language.catalogue import phrases_in
from bot.operations.watch import Unwatched, Watch
from bot.outlets import Outlet, outlets
from bot.platforms.discord.connection import DiscordConnection
from bot.platforms.discord.limits import sending_limits as discord_limits
from bot.platforms.slack.connection import SlackConnection
from bot.platforms.slack.limits import sending_limits as slack_limits
from bot.reception import FrontDesk
from bot.replicas.fenced import Fenced
from bot.replicas.sole import SoleListener
from bot.replicas.tenure import Tenure
from bot.schedule import pictures
from bot.schedule.asked_for import AskedFor
from bot.schedule.calendar_watch import CalendarWatch
from bot.schedule.clock import Ticker
from bot.schedule.clock_time import Clock, SystemClock
from bot.schedule.delivery import Postman
from bot.schedule.occurrences import Keeper
from bot.schedule.pace import Pace
from bot.schedule.picture_waits import awaited
from bot.schedule.rounds import Rounds
from bot.schedule.worker import Work, Worker
from bot.store.engine import Store, open_store
from bot.store.schema import newest_schema
from rubric.model import Library

if TYPE_CHECKING:
    from bot.operations.measures import Measures

log = structlog.get_logger()

# Seconds until somebody who settles everything looks again for what is not made yet.
_A_MOMENT = 0.05


class Connection(Protocol):
    """A platform, connected or not."""

    platform: str

    @property
    def link(self) -> Link:
        """How it stands."""

    @property
    def messenger(self) -> Messenger:
        """What sends its messages."""

    async def start(self) -> None:
        """Connect; returns when events can come."""

    async def stop(self) -> None:
        """Finish what was begun, then disconnect."""


_UNWATCHED = Unwatched()
_LOOK_FOR_CIRCLES = 10_000
Connect = Callable[[Reception], Sequence[Connection]]


@dataclass(frozen=True, slots=True)
class App:
    """The whole bot."""

    store: Store
    keeper: Keeper
    postman: Postman
    ticker: Ticker
    rounds: Rounds
    worker: Worker
    connections: Sequence[Connection]
    outlets: Sequence[Outlet] = ()

    async def start(self) -> None:
        """Connect the platforms, then let the clock tick; one that cannot sign in ends it for all."""
        starting = [asyncio.create_task(connection.start()) for connection in self.connections]
        try:
            # Unlike gather, this cancels nothing by itself: who is cancelled twice cannot even tidy up.
            ended, _ = await asyncio.wait(starting, return_when=asyncio.FIRST_EXCEPTION)
            await asyncio.gather(*ended)
        except BaseException:
            await _cancelled(*starting)
            raise
        self.ticker.start()
        self.rounds.start()
        self.worker.start()

    async def stop(self) -> None:
        """No more ticks, then no more events, then no more writes: what was begun is finished."""
        self.postman.stop()
        await self.ticker.stop()
        await self.worker.stop()
        await self.rounds.stop()
        connections, outlets = self.connections, self.outlets
        await asyncio.gather(*(one.stop() for one in connections), *(one.stop() for one in outlets))
        await self.store.close()

    async def settle(self) -> None:
        """Do everything that is due by now, until nothing is."""
        while True:
            await self.keeper.tick()
            made = await self.worker.do_due()
            if not await self.postman.deliver_due() and not made and not await self._awaits_pictures():
                return

    async def _awaits_pictures(self) -> bool:
        """Whether something due waits for a picture, which is drawn again in a moment."""
        missing = await self.store.read(partial(awaited, now=self.keeper.clock.now()))
        if missing:
            await asyncio.sleep(_A_MOMENT)
        return bool(missing)


def assemble(
    store: Store,
    clock: Clock,
    library: Library,
    connect: Connect,
    watch: Watch = _UNWATCHED,
    outside: Sequence[Outlet] = (),
) -> App:
    """Put the parts together; nothing is started. `outside` reaches who is in neither workspace."""
    router = Router(features.ROUTES)
    ticker = Ticker()

    def wake() -> None:
        ticker.wake()
        postman.wake()
        worker.wake()

    def wrote() -> None:
        postman.wake()
        worker.wake()

    def desk(session: Session) -> Desk:
        return keeper.desk(session)

    reception = FrontDesk(router, store, library, clock, phrases_in, wake, on_happening=features.on_happening)
    connections = connect(watch.reception(reception))
    ways = [*(each.messenger for each in connections), *outside]
    messengers = {each.platform: watch.messenger(each) for each in ways}
    planners = {planner.kind: planner for planner in features.PLANNERS}
    pace = Pace({platform: one.limits for platform, one in messengers.items()})
    postman = Postman(store, clock, messengers, desk, features.ON_FAILURE, pace=pace)
    keeper = Keeper(store, clock, library, phrases_in, planners, features.CHORES, wrote)
    ticker.calls(keeper.tick)
    kinds: dict[str, Work] = {maker.kind: AskedFor(maker) for maker in features.MAKERS}
    worker = Worker(store, clock, {**kinds, pictures.KIND: pictures.Drawing()}, desk, postman.wake)
    return App(store, keeper, postman, ticker, Rounds(postman), worker, connections, outside)


async def run(installation: Installation, tokens: Tokens) -> None:
    """Run against the platforms of the settings until SIGTERM or Ctrl-C; what was begun is finished."""
    clock = SystemClock()
    settings, library = installation.settings, installation.library
    measures, watch = _watched(settings)
    store = watch.store(await _opened(settings, library, clock.now()))
    connect, outside = partial(connections, settings, tokens, store), outlets(settings, tokens, clock)
    app = assemble(store, clock, library, connect, watch, outside)
    sources = {team_id: team.calendar_sources() for team_id, team in settings.teams.items()}
    calendars = CalendarWatch(store, clock, {team_id: each for team_id, each in sources.items() if each})
    # What was made until here lives as long as the process: the collector need not walk through it each time.
    gc.freeze()
    # A transaction makes thousands of things that nothing points back to; looking for circles after every
    # seven hundred of them took a tenth of the processor time.
    gc.set_threshold(_LOOK_FOR_CIRCLES)
    gc.enable()
    told = asyncio.Event()
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signal_number, told.set)
    try:
        async with calendars.kept(), _operations(settings, app, clock, measures):
            if await _started(app, told):
                log.info("ready", platforms=[connection.platform for connection in app.connections])
                await told.wait()
    finally:
        await app.stop()
        log.info("stopped")


def _watched(settings: Settings) -> tuple[Measures | None, Watch]:
    """What is measured, and how; what that needs is loaded only where somebody watches."""
    if settings.operations is None:
        return None, _UNWATCHED
    from bot.operations.measured import Watched  # noqa: PLC0415
    from bot.operations.measures import Measures  # noqa: PLC0415

    measures = Measures()
    return measures, Watched(measures)


@asynccontextmanager
async def _operations(
    settings: Settings, app: App, clock: Clock, measures: Measures | None
) -> AsyncIterator[None]:
    """Answer whoever watches over the bot, if the settings say where; raises `CannotListen`."""
    place = settings.operations
    if place is None or measures is None:
        yield
        return
    from bot.operations.server import Bystander, answering  # noqa: PLC0415 - loaded only where somebody watches

    bystander = Bystander(app.store, clock, app.ticker, app.connections, newest_schema(), measures)
    async with answering(bystander, place.host, place.port):
        yield


async def _opened(settings: Settings, library: Library, now: datetime) -> Store:
    """The database with the installation's teams and rubrics in it; raises InstrumentsChanged."""
    store = open_store(settings.database.url)
    try:
        await store.write(partial(sync_installation, settings=settings, library=library, now=now))
    except BaseException:
        await store.close()
        raise
    return store


async def _started(app: App, told: asyncio.Event) -> bool:
    """Start the bot; False when it was told to stop meanwhile, for a platform may be away for hours."""
    starting, stopping = asyncio.create_task(app.start()), asyncio.create_task(told.wait())
    await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
    await _cancelled(stopping)
    if not starting.done():
        await _cancelled(starting)
        return False
    await starting
    return True


async def _cancelled(*tasks: asyncio.Task[Any]) -> None:
    """Cancel the tasks; returns when they are over."""
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)


def connections(
    settings: Settings, tokens: Tokens, store: Store, reception: Reception
) -> tuple[Connection, ...]:
    """The platforms that the settings name."""
    t = phrases_in(ENGLISH)
    slack, discord = settings.platforms.slack, settings.platforms.discord
    made: list[Connection] = []
    if slack:
        posts = slack_limits(slack.posts_per_minute)
        made.append(
            SlackConnection(slack.api_url, tokens.slack_app, tokens.slack_bots, reception, t, limits=posts)
        )
    if discord:
        # Slack shares events between connections; Discord sends them all to each, so only one listens.
        tenure = Tenure(store, "discord-gateway")
        fenced, address, gateway = Fenced(reception, tenure), discord.api_url, discord.gateway_url
        requests = discord_limits(discord.requests_per_second)
        listener = DiscordConnection(address, gateway, tokens.discord_bot, fenced, phrases_in, requests)
        made.append(SoleListener(tenure, listener))
    return tuple(made)
