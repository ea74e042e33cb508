"""What Slack itself tells people when the app is away, late or wrong."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

from bot.sandbox.seen import Trouble
from bot.sandbox.slack.town import Town

FORM_NOT_SENT = "We had some trouble connecting. Try again?"
MESSAGES_OFF = "Sending messages to this app has been turned off."
NOT_INTERACTIVE = "This app is not configured to handle interactive responses."
# The words for what Slack shows in an empty menu.
CHOICES_FAILED = "The choices could not be loaded: the app did not give any that can be shown."
# The words for the sign that Slack shows, as for a button.
SHORTCUT_FAILED = "The shortcut did not work: the app did not respond."
# Slack shows no words here, only the sign.
BUTTON_FAILED = "A warning sign stands beside the button: the app did not respond."
KEPT = 1000


class Troubles:
    """The latest troubles by person, oldest first."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._told: defaultdict[str, deque[Trouble]] = defaultdict(lambda: deque(maxlen=KEPT))

    def tell(self, user: str, words: str) -> None:
        """Show this to the person."""
        self._told[user].append(Trouble(words, self._town.stamps.now()))
        self._town.changed()

    def command_failed(self, user: str, command: str, error: str) -> None:
        """The line that Slackbot shows when a command came to nothing."""
        self.tell(user, f'{command} failed with the error "{error}"')

    def not_in_threads(self, user: str, command: str) -> None:
        """The line that Slackbot shows for a command that was typed into a thread."""
        self.tell(user, f"{command} is not supported in threads. Sorry!")

    def not_a_command(self, user: str, command: str) -> None:
        """The line that Slackbot shows for a command that no app of the workspace has."""
        self.tell(
            user,
            f'{command} is not a valid command. In Slack, all messages that start with the "/" character '
            "are interpreted as commands.",
        )

    def of(self, user: str) -> Sequence[Trouble]:
        """What the person was told."""
        return tuple(self._told.get(user, ()))
