"""Discord's documented JSON error codes, as far as the local one answers with them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One error code with the HTTP status and the words that it comes with."""

    code: int
    status: int
    words: str


REASONS: dict[int, Reason] = {}


def _reason(code: int, status: int, words: str) -> Reason:
    return REASONS.setdefault(code, Reason(code, status, words))


UNAUTHORIZED = Reason(0, 401, "401: Unauthorized")
NOT_FOUND = Reason(0, 404, "404: Not Found")
UNKNOWN_CHANNEL = _reason(10003, 404, "Unknown Channel")
UNKNOWN_GUILD = _reason(10004, 404, "Unknown Guild")
UNKNOWN_MEMBER = _reason(10007, 404, "Unknown Member")
UNKNOWN_MESSAGE = _reason(10008, 404, "Unknown Message")
UNKNOWN_ROLE = _reason(10011, 404, "Unknown Role")
UNKNOWN_USER = _reason(10013, 404, "Unknown User")
UNKNOWN_EMOJI = _reason(10014, 400, "Unknown Emoji")
UNKNOWN_WEBHOOK = _reason(10015, 404, "Unknown Webhook")
UNKNOWN_INTERACTION = _reason(10062, 404, "Unknown interaction")
UNKNOWN_COMMAND = _reason(10063, 404, "Unknown application command")
UNKNOWN_EVENT = _reason(10070, 404, "Unknown Guild Scheduled Event")
TOO_MANY_REACTIONS = _reason(30010, 400, "Maximum number of reactions reached (20)")
TOO_MANY_FILES = _reason(30015, 400, "Maximum number of attachments in a message reached (10)")
TOO_MANY_COMMANDS = _reason(30032, 400, "Maximum number of application commands reached (100)")
TOO_MANY_CREATES = _reason(
    30034, 429, "Max number of daily application command creates has been reached (200)"
)
TOO_MANY_EVENTS = _reason(30038, 400, "Maximum number of uncompleted guild scheduled events reached (100)")
TOO_LARGE = _reason(40005, 413, "Request entity too large")
COMMAND_NAME_TAKEN = _reason(40041, 400, "An application command with that name already exists")
ALREADY_ACKNOWLEDGED = _reason(40060, 400, "Interaction has already been acknowledged.")
MISSING_ACCESS = _reason(50001, 403, "Missing Access")
NOT_IN_DM = _reason(50003, 403, "Cannot execute action on a DM channel")
NOT_THE_AUTHOR = _reason(50005, 403, "Cannot edit a message authored by another user")
EMPTY_MESSAGE = _reason(50006, 400, "Cannot send an empty message")
CANNOT_DM = _reason(50007, 403, "Cannot send messages to this user")
MISSING_PERMISSIONS = _reason(50013, 403, "Missing Permissions")
BAD_DELETE_COUNT = _reason(50016, 400, "You can only bulk delete between 2 and 100 messages at a time")
WRONG_CHANNEL_KIND = _reason(50024, 403, "Cannot execute action on this channel type")
INVALID_WEBHOOK_TOKEN = _reason(50027, 401, "Invalid Webhook Token")
TOO_OLD_TO_DELETE = _reason(50034, 400, "A message provided was too old to bulk delete")
INVALID_FORM = _reason(50035, 400, "Invalid Form Body")
INVALID_JSON = _reason(50109, 400, "The request body contains invalid JSON.")
FINISHED_EVENT = _reason(180000, 400, "Cannot update a finished event")
