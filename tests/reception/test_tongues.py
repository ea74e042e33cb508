"""In which language the front desk speaks to somebody, on both databases."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from bot.chat.events import CommandCall
from bot.store.models import Account, Person
from tests.reception.front_desk import ANA, HERE, Counter, words_of


@dataclass
class Desk:
    """Ana at the front desk, with an app in some language."""

    counter: Counter

    async def is_there(self, locale: str = "en", *, chosen: bool = False) -> None:
        """Ana is known, and in which language."""

        def add(session: Session) -> None:
            ana = Person(name="Ana", zone="UTC", locale=locale, locale_chosen=chosen)
            session.add(ana)
            session.flush()
            session.add(
                Account(person_id=ana.id, platform=ANA.platform, workspace=ANA.workspace, account=ANA.account)
            )

        await self.counter.store.write(add)

    async def says(self, line: str, app: str = "", key: str = "slack:1") -> str:
        """What Ana hears whose app is in a language, or does not say in which."""
        return words_of(await self.counter.desk.answer(CommandCall(key, ANA, HERE, "", line, locale=app)))

    async def kept(self) -> str:
        """The locale on her record."""
        return await self.counter.store.read(lambda session: session.get_one(Person, 1).locale)


@pytest.fixture
def desk(counter: Counter) -> Desk:
    return Desk(counter)


async def test_her_record_follows_her_app_when_something_is_written(desk: Desk) -> None:
    await desk.is_there("en")
    await desk.says("note yes", app="es-419")
    assert await desk.kept() == "es-419"


async def test_reading_answers_in_the_language_of_the_app_and_stores_nothing(desk: Desk) -> None:
    await desk.is_there("en")
    assert await desk.says("count", app="es-ES") == "0 notes"
    assert "No existe /stem cuont" in await desk.says("cuont", app="es-ES")
    assert await desk.kept() == "en"


async def test_what_she_chose_stays_and_so_does_her_region(desk: Desk) -> None:
    await desk.is_there("es-MX", chosen=True)
    assert "No existe" in await desk.says("cuont", app="en-US")
    await desk.says("note yes", app="en-US")
    assert await desk.kept() == "es-MX"


@pytest.mark.parametrize("app", ["", "es-ES"])
async def test_an_app_that_says_nothing_new_changes_nothing(desk: Desk, app: str) -> None:
    await desk.is_there("es-MX")
    await desk.says("note yes", app=app)
    assert await desk.kept() == "es-MX"


async def test_somebody_whom_nobody_knows_hears_the_language_of_the_app(desk: Desk) -> None:
    assert "No existe /stem cuont" in await desk.says("cuont", app="es-419")
    assert "There is no /stem cuont" in await desk.says("cuont", app="fr")


async def test_words_without_the_database_are_in_the_language_heard_before(desk: Desk) -> None:
    await desk.is_there("es", chosen=True)
    await desk.says("count", app="en-US")
    call = CommandCall("slack:2", ANA, HERE, "", "count", locale="en-US")
    assert desk.counter.desk.phrases(call).locale == "es"


async def test_what_breaks_is_said_in_her_language(desk: Desk) -> None:
    await desk.is_there("es")
    assert "Algo falló de mi lado" in await desk.says("break")
