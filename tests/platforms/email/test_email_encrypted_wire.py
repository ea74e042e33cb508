"""Encryption and signing in, against a real local mail server with a certificate of its own."""

from __future__ import annotations

import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.chat.messenger import NotSent
from bot.platforms.email.doctor import examine
from bot.platforms.email.mailbox import Server
from tests.platforms.email.mail_server import mail_server
from tests.platforms.email.sending import messenger, send

if TYPE_CHECKING:
    from bot.platforms.email.mailbox import Security

pytestmark = pytest.mark.wire
MAKE = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout key.pem -out cert.pem"


@dataclass(frozen=True)
class Certificate:
    """A certificate for localhost that nobody vouches for."""

    folder: Path

    @property
    def file(self) -> str:
        return str(self.folder / "cert.pem")

    def server_side(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file, self.folder / "key.pem")
        return context


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    folder = tmp_path_factory.mktemp("certificate")
    command = [*MAKE.split(), "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - our own words
    return Certificate(folder)


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_what_is_sent_is_encrypted(
    security: Security, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", certificate.file)
    tls = certificate.server_side()
    async with mail_server(tls=tls, starttls=security == "starttls") as server:
        await send(messenger(server.port, security))
    assert server.encrypted == [True]


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_certificate_that_nobody_vouches_for_gets_nothing(
    security: Security, certificate: Certificate
) -> None:
    tls = certificate.server_side()
    async with mail_server(tls=tls, starttls=security == "starttls") as server:
        with pytest.raises(NotSent, match="no connection"):
            await send(messenger(server.port, security))
    assert server.arrived == []


async def test_a_server_that_does_not_encrypt_gets_nothing() -> None:
    async with mail_server() as server:
        with pytest.raises(NotSent, match="no connection"):
            await send(messenger(server.port, "starttls"))
    assert server.arrived == []


async def test_a_password_that_is_wrong_stops_all_mail_and_is_not_told(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", certificate.file)
    async with mail_server(password="right", tls=certificate.server_side(), starttls=True) as server:
        with pytest.raises(NotSent, match="does not let the bot sign in") as not_sent:
            await send(messenger(server.port, "starttls", username="bot", password="hunter2"))
        assert (not_sent.value.alone, not_sent.value.seconds) == (False, 300.0)
        assert "hunter2" not in repr(not_sent.value) + repr(not_sent.value.__cause__)
        await send(messenger(server.port, "starttls", username="bot", password="right"))
    assert len(server.arrived) == 1


async def test_the_doctor_says_what_to_do_and_sends_nothing(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with mail_server(password="right", tls=certificate.server_side(), starttls=True) as server:

        async def said(password: str) -> tuple[bool, str]:
            (found,) = await examine(
                Server("localhost", server.port, "starttls", "bot@a.example", "o@a.example", "bot", password)
            )
            assert "hunter2" not in found.what
            return found.ok, found.remedy or found.what

        assert (await said("right"))[1].startswith("Its certificate is for another name")
        monkeypatch.setenv("SSL_CERT_FILE", certificate.file)
        assert (await said("hunter2"))[1].startswith("Check email.username and its password")
        ok, what = await said("right")
        assert ok
        assert what.endswith("takes e-mail from bot@a.example (encrypted, signed in as bot).")
    assert server.arrived == []
