"""The mail server that takes what goes to partners; never its password."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from bot.config.addresses import EmailAddress, Host, Port, is_this_machine
from bot.config.model import Section
from bot.config.platforms import EnvironmentName, TokenFile, just_one
from bot.config.problems import Wrong
from bot.config.values import WholeNumber

Security = Literal["starttls", "tls", "none"]
_USUAL_PORTS: dict[str, int] = {"starttls": 587, "tls": 465, "none": 25}


class EmailSettings(Section):
    """How e-mail goes out. It only goes out: nothing that is answered is read."""

    host: Host = Field(examples=["smtp.example.org"], description="The mail server.")
    port: Port | None = Field(
        default=None,
        examples=[587],
        description="Its port; left out, the usual one: 587, with `tls` 465, with `none` 25.",
    )
    security: Security = Field(
        default="starttls",
        examples=["starttls"],
        description="`starttls` and `tls` encrypt, and check the "
        "certificate; `none` is for a server on this machine.",
    )
    username: str | None = Field(
        default=None,
        min_length=1,
        examples=["stem-bot@example.org"],
        description="Whom the bot signs in as; left out, it does not sign in.",
    )
    password_env: EnvironmentName | None = Field(
        default=None,
        examples=["SMTP_PASSWORD"],
        description="The environment variable that holds the password.",
    )
    password_file: TokenFile | None = Field(
        default=None,
        examples=["/run/secrets/smtp-password"],
        description="A file that holds nothing but the password; a "
        "relative path starts at this file's folder.",
    )
    from_address: EmailAddress = Field(
        examples=["stem-bot@example.org"], description="The sender; the team's name stands before it."
    )
    reply_to: EmailAddress = Field(
        examples=["office@example.org"],
        description='Whose mailbox the answers go to, "please stop" among them: somebody must read it.',
    )
    messages_per_minute: WholeNumber = Field(
        default=30,
        ge=2,
        le=6000,
        examples=[30],
        description="The most messages that this process hands over in "
        "any minute; ask whoever runs the server.",
    )

    @model_validator(mode="after")
    def _signs_in_safely(self) -> Self:
        if self.username is None:
            if self.password_env or self.password_file:
                raise Wrong("there is a password and no username", "Add 'username: …' or take both out")
            return self
        just_one("password", self.password_env, self.password_file)
        if self.security == "none" and not is_this_machine(self.host):
            what = "with 'security: none' the password would cross the network for all to read"
            raise Wrong(what, "Write 'security: starttls', or 'tls' where the server asks for port 465")
        return self

    @property
    def port_used(self) -> int:
        """The port, or the usual one."""
        return self.port or _USUAL_PORTS[self.security]
