"""Signs what Slack posts to an app's URL, so that the app can tell that it comes from Slack."""

from __future__ import annotations

import hashlib
import hmac
import time


def signed(secret: str, body: bytes) -> dict[str, str]:
    """The headers of a signed request (version v0: HMAC-SHA256 of `v0:timestamp:body`).

    The timestamp is the real time, whatever the workspace clock says: apps compare it with their own.
    """
    timestamp = str(int(time.time()))
    signature = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={signature}"}
