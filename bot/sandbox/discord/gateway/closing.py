"""The gateway's own close codes; 4004 and 4010 to 4014 tell a client not to come back."""

from __future__ import annotations

UNKNOWN_ERROR = 4000
UNKNOWN_OPCODE = 4001
DECODE_ERROR = 4002
NOT_AUTHENTICATED = 4003
AUTHENTICATION_FAILED = 4004
ALREADY_AUTHENTICATED = 4005
INVALID_SEQUENCE = 4007
RATE_LIMITED = 4008
SESSION_TIMED_OUT = 4009
INVALID_SHARD = 4010
SHARDING_REQUIRED = 4011
INVALID_VERSION = 4012
INVALID_INTENTS = 4013
DISALLOWED_INTENTS = 4014

WORDS = {
    UNKNOWN_ERROR: "Unknown error",
    UNKNOWN_OPCODE: "Unknown opcode",
    DECODE_ERROR: "Decode error",
    NOT_AUTHENTICATED: "Not authenticated",
    AUTHENTICATION_FAILED: "Authentication failed",
    ALREADY_AUTHENTICATED: "Already authenticated",
    INVALID_SEQUENCE: "Invalid seq",
    RATE_LIMITED: "Rate limited",
    SESSION_TIMED_OUT: "Session timed out",
    INVALID_SHARD: "Invalid shard",
    SHARDING_REQUIRED: "Sharding required",
    INVALID_VERSION: "Invalid API version",
    INVALID_INTENTS: "Invalid intent(s)",
    DISALLOWED_INTENTS: "Disallowed intent(s)",
}


class CloseSocket(Exception):  # noqa: N818 - an order to close, not a defect
    """The client broke the protocol: close with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(WORDS[code])
        self.code = code
