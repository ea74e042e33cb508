"""What is said about partners and webhooks that cannot be written to as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config.problems import Invalid
from bot.config.tokens import missing_tokens, resolve_tokens
from tests.config.writing import GOOD, complaints, load

pytestmark = pytest.mark.unit

EMAIL = "email: {host: smtp.example.org, from_address: bot@example.org, reply_to: office@example.org}\n"
ANA = "{id: rotary, name: Ana Lima, email: ana@example.org, agreed_on: 2026-09-01}"
HOOK = "{id: board, url: https://example.org/hook, secret_env: BOARD}"
TOKENS = {"SLACK_APP_TOKEN": "xapp-1", "SLACK_BOT_TOKEN": "xoxb-1", "DISCORD_BOT_TOKEN": "discord-1"}
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def config(*partners: str) -> str:
    return f"{EMAIL}{GOOD}    partners: [{', '.join(partners)}]\n"


def hooked(*hooks: str) -> str:
    return f"{GOOD}    webhooks: [{', '.join(hooks)}]\n"


@pytest.mark.parametrize(
    ("instead_of", "stands", "said"),
    [
        (
            ", agreed_on: 2026-09-01",
            "",
            "partners[0]: agreed_on is missing: nobody gets e-mail who did not agree to it. Ask them and",
        ),
        (
            "2026-09-01",
            "yes",
            "partners[0].agreed_on: 'yes' is not a date. Write it as year-month-day",
        ),
        (
            "Ana Lima",
            '"Ana\\nBcc: eve@example.org"',
            "partners[0].name: the name holds a line break or another sign that steers. Write it in one",
        ),
        (
            "ana@example.org",
            "Ana <ana@example.org>",
            "partners[0].email: 'Ana <ana@example.org>' is not an e-mail address. Write only the address",
        ),
    ],
)
def test_a_partner_that_cannot_be_written_to(tmp_path: Path, instead_of: str, stands: str, said: str) -> None:
    (found,) = complaints(tmp_path, config(ANA.replace(instead_of, stands)))
    assert found.startswith(f"15: teams.riverbend.{said}")


def test_what_stands_twice_is_told_with_the_first_line(tmp_path: Path) -> None:
    one, other = complaints(tmp_path, config(ANA, ANA.replace("ana@", "ANA@")))
    assert one.startswith("15: teams.riverbend.partners[1].id: 'rotary' stands here already, on line 15.")
    assert other.startswith("15: teams.riverbend.partners[1].email: 'ANA@example.org' stands here already")


@pytest.mark.parametrize(
    "url",
    ["http://localhost:8080/hook", "http://127.0.0.1/hook", '"http://[::1]:9/hook"', "https://10.0.0.8/h"],
)
def test_this_machine_may_be_called_without_encryption(tmp_path: Path, url: str) -> None:
    assert complaints(tmp_path, hooked(HOOK.replace("https://example.org/hook", url))) == []


@pytest.mark.parametrize(
    "url",
    ['"https://?x"', "https://exa mple.org", '"https://[::1"', "https://a.org:99999/", "https://a..org/"],
)
def test_an_address_that_cannot_be_called_is_not_repeated(tmp_path: Path, url: str) -> None:
    (said,) = complaints(tmp_path, hooked(HOOK.replace("https://example.org/hook", url)))
    assert said.startswith("14: teams.riverbend.webhooks[0].url: th")
    assert url.strip('"') not in said


def test_the_ports_are_those_that_are_usual(tmp_path: Path) -> None:
    ports = {}
    for security in ("starttls", "tls", "none"):
        email = load(tmp_path, EMAIL.replace("}", f", security: {security}}}") + GOOD).email
        assert email is not None
        ports[security] = email.port_used
    assert ports == {"starttls": 587, "tls": 465, "none": 25}


def test_secrets_come_from_the_environment(tmp_path: Path) -> None:
    text = EMAIL.replace("}", ", username: bot, password_env: SMTP}") + hooked(HOOK)
    settings = load(tmp_path, text)
    tokens = resolve_tokens(settings, {**TOKENS, "SMTP": " two words\n", "BOARD": SECRET}, "config.yaml")
    assert tokens.email_password == "two words"
    assert len(tokens.webhook_secrets["riverbend", "board"]) == 24
    assert repr(tokens) == "Tokens()"
    assert [one.key for one in missing_tokens(settings, TOKENS, "config.yaml")] == [
        "email.password",
        "teams.riverbend.webhooks.board.secret",
    ]


@pytest.mark.parametrize(
    ("secret", "said"),
    [
        ("hunter2-hunter2", "does not begin with whsec_"),
        ("whsec_hunter2", "is not whsec_ and base 64"),
        ("whsec_aHVudGVyMg==", "a secret of 7 bytes, 24 are the least. Make a new one: echo whsec_"),
    ],
)
def test_a_weak_secret_is_told_without_repeating_it(tmp_path: Path, secret: str, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        resolve_tokens(load(tmp_path, hooked(HOOK)), {**TOKENS, "BOARD": secret}, "config.yaml")
    assert secret.removeprefix("whsec_") not in str(refused.value)
