"""In which language somebody is spoken to: their app's, until they choose another."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from bot.store.models import Team
from tests.builders import TEAM, Someone, add_team, person_called
from tests.town import LOCALES, Town

pytestmark = pytest.mark.wire


@pytest.fixture
async def team(town: Town, platform: str) -> None:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("luz", (platform,), ("building-administration",)),
    )
    await town.tell(lambda session: add_team(session, people))


@pytest.mark.usefixtures("team")
async def test_an_app_in_spanish_is_answered_in_spanish(town: Town, platform: str) -> None:
    luz = town.person("luz", platform)
    await luz.types("/stem rate EC1.Leaders2 3")
    await luz.sees("Guardado para Riverbend SLT", "Es su primera valoración de este indicador.")
    await luz.types("/stem indicator EC9.Nothing")
    await luz.sees("No existe el indicador EC9.Nothing.")
    # What is sent to them later is drawn in it too.
    assert await town.ask(lambda session: person_called(session, "luz").locale) == LOCALES["luz", platform]


@pytest.mark.usefixtures("team")
async def test_a_chosen_language_stays_whatever_the_app_says(town: Town, platform: str) -> None:
    pat = town.person("pat", platform)
    await pat.types("/stem language")
    await pat.sees("I write to you in English, the language of your app.")
    await pat.presses("Español")
    await pat.sees("Desde ahora le escribo en español.")
    await pat.types("/stem hello")
    await pat.sees("Dijo que sí el mar 1 sept. Para dejarlo, presione «No es para mí».")
    await pat.types("/stem language")
    await pat.sees("Le escribo en español, como usted eligió.")
    await pat.presses("Como mi aplicación")
    await pat.sees("From now on I follow the language of your app: English for now.")


@pytest.mark.usefixtures("team")
async def test_a_language_can_be_typed(town: Town, platform: str) -> None:
    pat = town.person("pat", platform)
    await pat.types("/stem language language:es")
    await pat.sees("Desde ahora le escribo en español.")


@pytest.mark.parametrize("platform", ["slack"])
@pytest.mark.usefixtures("team")
async def test_a_language_that_is_not_spoken_is_refused_in_words(town: Town, platform: str) -> None:
    # Discord's app offers only what there is.
    pat = town.person("pat", platform)
    await pat.types("/stem language Klingon")
    await pat.sees("I do not speak Klingon. I speak English, Español. Try: /stem language Español")
    await pat.types("/stem language Español")
    await pat.sees("Desde ahora le escribo en español.")


@pytest.mark.usefixtures("team")
async def test_the_teams_channel_is_in_the_teams_language(town: Town, platform: str) -> None:
    def speak_spanish(session: Session) -> None:
        session.get_one(Team, TEAM).locale = "es-MX"

    await town.tell(speak_spanish)
    fay = town.person("fay", platform)
    await fay.types("/stem team pause")
    await fay.sees("Paused, and the team's channels are told.")
    await town.app.settle()
    await fay.sees("Hago una pausa para Riverbend SLT", channel=True)
