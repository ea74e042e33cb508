"""E-mail through a real local mail server: what arrives, and how it reads."""

from __future__ import annotations

import pytest

from bot.chat.cards import Heading, Paragraph, card
from bot.chat.events import Place
from bot.chat.messenger import File, NotSent
from tests.platforms.email.mail_server import MailServer, mail_server
from tests.platforms.email.sending import DIGEST, KEY, PICTURE, mailbox, messenger, send

pytestmark = pytest.mark.wire


def words(server: MailServer, kind: str) -> str:
    part = server.one().get_body((kind,))
    assert part is not None
    content: str = part.get_content()
    return content


async def test_a_partner_gets_the_message_as_text_and_as_html() -> None:
    async with mail_server() as server:
        await send(messenger(server.port))
    got = server.one()
    assert server.recipients == ["ana@example.org"]
    assert (got["From"], got["To"]) == ("Riverbend SLT <bot@school.example>", "Ana Lima <ana@example.org>")
    assert got["Subject"] == "Two indicators moved, one is stuck"
    assert got["Reply-To"] == "office@school.example"
    assert got["Message-ID"] == f"<{KEY}@school.example>"
    assert got["Date"] == "Mon, 30 Nov 2026 17:00:00 +0000"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["List-Unsubscribe"] == "<mailto:office@school.example?subject=unsubscribe>"
    for kind in ("plain", "html"):
        said = words(server, kind)
        for expected in ("School leaders: 2 to 3 (7 of 9)", "Dos ingenieras dijeron que sí — ¡por fin!"):
            assert expected in said
        for address in ("https://example.org/poster", "https://example.org/rubric"):
            assert address in said
        assert "because you agreed to" in said
        assert "Rate it" not in said
        assert "U0PAT" not in said


async def test_the_picture_stands_in_the_html_with_its_words() -> None:
    async with mail_server() as server:
        await send(messenger(server.port), file=PICTURE)
    got = server.one()
    (picture,) = (part for part in got.walk() if part.get_content_type() == "image/png")
    assert picture.get_content() == PICTURE.content
    assert picture.get_content_disposition() == "inline"
    html = words(server, "html")
    assert f'src="cid:{str(picture["Content-ID"]).strip("<>")}"' in html
    assert f'alt="{PICTURE.alternative}"' in html
    assert PICTURE.alternative in words(server, "plain")
    for number in ("EC1: 3 of 5", "EC2: 2 of 5"):
        assert number in words(server, "plain")
        assert number.removeprefix("EC1").removeprefix("EC2") in html


async def test_another_file_is_attached() -> None:
    sheet = File("riverbend.csv", "text/csv; charset=utf-8", "", b"a,b\r\n1,2\r\n")
    async with mail_server() as server:
        await send(messenger(server.port), file=sheet)
    (attached,) = server.one().iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("riverbend.csv", "text/csv")


@pytest.mark.parametrize(
    "name",
    ["José «Pepe» Núñez, Dr.", "שלום עולם", "名" * 12, "a, b; c <d@example.org>", 'The "Rotary" (club)'],
)
async def test_names_of_any_script_arrive_as_they_are(name: str) -> None:
    async with mail_server() as server:
        await send(messenger(server.port, to=mailbox(name, team=f"Equipo {name}")))
    (to,), (sender,) = server.one()["To"].addresses, server.one()["From"].addresses
    assert (to.display_name, to.addr_spec) == (name, "ana@example.org")
    assert (sender.display_name, sender.addr_spec) == (f"Equipo {name}", "bot@school.example")


async def test_a_partner_reads_it_in_their_language() -> None:
    async with mail_server() as server:
        await send(messenger(server.port, to=mailbox(locale="es-MX")))
    assert server.one()["Content-Language"] == "es-MX"
    assert "porque" in words(server, "plain")
    assert '<html lang="es-MX" dir="ltr">' in words(server, "html")


async def test_no_heading_becomes_a_header_of_its_own() -> None:
    sly = card(Heading("Moved\r\nBcc: eve@example.org\n\nHello"), Paragraph("Words"))
    async with mail_server() as server:
        await send(messenger(server.port), sly)
    assert server.one()["Bcc"] is None
    assert server.one()["Subject"] == "Moved"
    assert server.recipients == ["ana@example.org"]


async def test_a_name_that_is_a_header_is_never_sent() -> None:
    async with mail_server() as server:
        with pytest.raises(ValueError, match="CR or LF"):
            await send(messenger(server.port, to=mailbox("Ana\r\nBcc: eve@example.org")))
    assert server.arrived == []


async def test_a_partner_whom_the_config_does_not_name_gets_nothing_here() -> None:
    async with mail_server() as server:
        with pytest.raises(NotSent, match="names no such partner"):
            await messenger(server.port).send(Place("email", "riverbend", "ben"), DIGEST, KEY)
    assert server.arrived == []
