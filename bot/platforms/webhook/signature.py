"""Signs what goes to a webhook: https://github.com/standard-webhooks/standard-webhooks, version 1."""

from __future__ import annotations

import hmac
from base64 import b64encode
from datetime import datetime


def signed(id_: str, at: datetime, body: bytes, secret: bytes) -> dict[str, str]:
    """The headers that say which message it is, and prove that it is from us and unchanged."""
    timestamp = str(int(at.timestamp()))
    digest = hmac.digest(secret, b".".join((id_.encode(), timestamp.encode(), body)), "sha256")
    return {
        "webhook-id": id_,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{b64encode(digest).decode()}",
    }
