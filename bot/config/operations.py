"""Where the bot answers whoever watches over it: probes and measures."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from bot.config.addresses import Port
from bot.config.model import Section
from bot.config.values import matching

_HOST = r"[A-Za-z0-9_.:-]{1,253}"


class Operations(Section):
    """An address without a password: only those who watch over the bot should be able to reach it."""

    host: Annotated[
        str,
        BeforeValidator(
            matching(
                _HOST, "a name or an address of this machine", "Write 127.0.0.1, or 0.0.0.0 in a container"
            )
        ),
        WithJsonSchema({"type": "string", "pattern": f"^{_HOST}$"}),
    ] = Field(
        default="127.0.0.1",
        examples=["127.0.0.1"],
        description="Where it listens: 127.0.0.1 for this machine alone, 0.0.0.0 in a container.",
    )
    port: Port = Field(
        default=9090, examples=[9090], description="The port of /healthz, /readyz and /metrics."
    )
