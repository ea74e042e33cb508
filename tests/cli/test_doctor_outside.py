"""`stem-bot doctor` about the mail server and the webhooks, against real local ones."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.cli.program import program
from tests.cli.local_platforms import TOKENS, local_platforms
from tests.cli.terminal import runner
from tests.platforms.email.mail_server import mail_server
from tests.platforms.webhook.receiver import SECRET, Answer, receiver

if TYPE_CHECKING:
    from click.testing import Result

pytestmark = pytest.mark.wire

EMAIL = (
    "email: {{host: 127.0.0.1, port: {port}, security: none, from_address: bot@school.example, "
    "reply_to: office@school.example}}\n"
)
HOOK = "    webhooks: [{{id: board, url: '{url}', secret_env: BOARD}}]\n"


async def doctor(folder: Path, port: int, url: str) -> Result:
    """What it says; the platforms are local ones."""
    async with local_platforms(folder) as platforms:
        text = platforms.config.read_text(encoding="utf-8")
        platforms.config.write_text(EMAIL.format(port=port) + text + HOOK.format(url=url), encoding="utf-8")
        secret = f"whsec_{b64encode(SECRET).decode()}"
        line = ["doctor", "--config", str(platforms.config)]
        return await asyncio.to_thread(runner({**TOKENS, "BOARD": secret}).invoke, program, line)


async def test_what_takes_messages_is_right_and_nothing_but_a_ping_is_sent(tmp_path: Path) -> None:
    async with mail_server() as mail, receiver() as hook:
        result = await doctor(tmp_path, mail.port, hook.address)
    assert result.exit_code == 0, result.output
    said = f"ok   The mail server 127.0.0.1:{mail.port} takes e-mail from bot@school.example (not encrypted)."
    assert said in result.stdout
    assert "ok   The webhook board of riverbend takes messages (204)." in result.stdout
    assert mail.arrived == []
    (ping,) = hook.came
    assert ping == {"id": ping["id"], "type": "ping", "team": "riverbend", "team_name": "Riverbend SLT"}


async def test_what_does_not_is_told_with_its_remedy_and_without_its_address(tmp_path: Path) -> None:
    async with mail_server(answers={"sender": "550 not yours"}) as mail, receiver(Answer(401)) as hook:
        result = await doctor(tmp_path, mail.port, hook.address)
    assert result.exit_code == 2
    assert (
        "cannot be used: the mail server says 550.\n     Name an address in email.from_address"
        in result.stdout
    )
    assert (
        "NOT  The webhook board of riverbend answers 401.\n     Most likely it has another" in result.stdout
    )
    assert hook.address not in result.output
    assert "whsec_" not in result.output


async def test_what_is_down_is_told(tmp_path: Path) -> None:
    async with mail_server() as mail, receiver() as hook:
        pass
    result = await doctor(tmp_path, mail.port, hook.address)
    assert (
        "cannot be used: no connection to the mail server: SMTPConnectError.\n     Check em" in result.stdout
    )
    assert "NOT  The webhook board of riverbend does not answer: ClientConnectorError." in result.stdout
