"""Whatever a person in Spanish does, no sentence of the source is shown to them in English."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.app import App, assemble
from bot.chat.card_data import card_from_data
from bot.chat.cards import Card
from bot.chat.events import Person, Place
from bot.chat.messenger import Reception
from bot.chat.text import plain
from bot.language.extract import TEMPLATE
from bot.language.update import catalogue_file, catalogue_in
from bot.store.engine import open_store
from bot.store.models import Delivery, Team
from bot.suggestions import behaviour_option
from rubric.behaviours import described
from rubric.load import load_library
from tests.builders import (
    TEAM,
    Someone,
    add_goal,
    add_rating,
    add_schedule,
    add_state,
    add_team,
    person_called,
)
from tests.features.wanderer import Wanderer, shown
from tests.schedule.set_clock import SetClock
from tests.town import SLACK_CHANNEL, SLACK_IDS, SLACK_TEAM

MONDAY = datetime(2026, 11, 30, 14, tzinfo=UTC)
LUZ = Person("slack", SLACK_TEAM, SLACK_IDS["luz"])
HERE = Place("slack", SLACK_TEAM, SLACK_CHANNEL)
# They change the language, or end what the walk needs.
AVOIDED = frozenset({"language:en", "language:app", f"hello-no:{TEAM}"})
# Hours. From nine in the morning in New York they lead to three in the afternoon, when check-ins are due.
STEP = 3
LETTERS = re.compile(r"[A-Za-z]{2,}")
# A word alone may be a name.
FEWEST = 2


@dataclass
class School:
    """A team in Spanish with everything that can be told of it, on a clock that can be moved."""

    app: App
    clock: SetClock
    reception: Reception

    def walker(self) -> Wanderer:
        """Luz, who runs the team and holds a role."""
        day = (self.clock.at + timedelta(days=20)).date().isoformat()
        return Wanderer(self.reception, LUZ, HERE, day, SLACK_IDS["pat"], AVOIDED)

    async def lives_on(self, *, days: int, hours: int = 0) -> None:
        """Let the time pass, and everything happen that falls due."""
        for _ in range(0, 24 * days + hours, STEP):
            self.clock.goes_on(hours=STEP)
            await self.app.keeper.tick()

    async def sent(self, *, to_luz: bool) -> Sequence[Card]:
        """Every message so far for Luz herself, or for the team's channel."""

        def look(session: Session) -> list[Card]:
            luz = person_called(session, "luz").id
            whose = Delivery.person_id == luz if to_luz else Delivery.person_id.is_(None)
            return [card_from_data(one) for one in session.scalars(select(Delivery.card).where(whose))]

        return await self.app.store.read(look)


@pytest.fixture
async def school(migrated_sqlite_url: str) -> AsyncIterator[School]:
    clock, receptions = SetClock(MONDAY, MONDAY), list[Reception]()

    def connect(reception: Reception) -> tuple[()]:
        receptions.append(reception)
        return ()

    store = open_store(migrated_sqlite_url)
    app = assemble(store, clock, load_library(), connect)
    await store.write(_furnish)
    yield School(app, clock, receptions[0])
    await store.close()


def _furnish(session: Session) -> None:
    names = ("luz", "pat", "cora", "theo", "sam", "finn")
    roles = ("building-administration", "instructional-coach")
    people = [Someone("luz", ("slack",), roles, permission="facilitator")]
    people += [Someone(name, ("slack",), roles[:1]) for name in names[1:]]
    add_team(session, tuple(people))
    session.get_one(Team, TEAM).locale = "es-MX"
    for name in names:
        person = person_called(session, name)
        person.locale, person.locale_chosen = "es", True
        add_rating(session, name, "EC1.Leaders2", 2)
    add_state(session, "EC1.Leaders1", 2, date(2026, 9, 14), people=6)
    add_goal(session, "EC1.Leaders1", 4, date(2027, 5, 1))
    add_schedule(session, "check-in", "weekly on Tue", time(15), {"per_person": 2})
    add_schedule(session, "digest", "weekly on Fri", time(16))
    add_schedule(session, "digest", "weekly on Fri", time(16), {"to": "leaders"}, slot="digest-2")
    add_schedule(session, "meeting", "weekly on Thu", time(15), {"place": "biblioteca"})


async def test_no_english_sentence_is_left_wherever_somebody_goes(school: School) -> None:
    walker = school.walker()
    await school.lives_on(days=1, hours=6)
    for card in await school.sent(to_luz=True):
        await walker.receives(card)
    await walker.tries_everything()
    await school.lives_on(days=8)
    for card in [*await school.sent(to_luz=True), *await school.sent(to_luz=False)]:
        walker.words += shown(card)
    assert len(walker.words) > len(school.reception.router.commands)
    assert _english(walker.words) == []


def _english(words: Sequence[str]) -> list[str]:
    """The sentences of the source that stand in what was read, with where."""
    rubric = _of_the_rubric()
    text = "\n".join(one for one in dict.fromkeys(words) if one not in rubric)
    spanish = catalogue_in(catalogue_file("es"))
    found = []
    for message in read_po(io.BytesIO(TEMPLATE.read_bytes())):
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        said = spanish.get(originals[0])
        same = said is not None and said.string in (message.id, originals[0])
        patterns = [_pattern(original, text) for original in originals] if not same else []
        matches = [pattern.search(text) for pattern in patterns if pattern]
        found += [f"{originals[0]!r} in {match[0]!r}" for match in matches if match]
    return found


def _of_the_rubric() -> set[str]:
    """What people tick is said in the rubric's own language."""
    indicators = [one for each in load_library().instruments.values() for one in each.indicators]
    options = [behaviour_option(one, with_level=True) for each in indicators for one in described(each)]
    return {plain(words) for option in options for words in (option.label, option.description)}


def _pattern(original: str, text: str) -> re.Pattern[str] | None:
    """Finds a sentence with whatever stands for its placeholders; None where it surely is not in the text.

    So it is with words too few to tell apart.
    """
    pieces = [piece.replace("`", "").replace("**", "") for piece, *_ in Formatter().parse(original)]
    longest = max(pieces, key=len, default="")
    if len(LETTERS.findall(longest)) < FEWEST or longest not in text:
        return None
    return re.compile(r"(?<!\w)" + "[^\n]*?".join(map(re.escape, pieces)) + r"(?!\w)")
