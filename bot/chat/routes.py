"""Routes: one declaration of a subcommand makes its help, its parser and its place in a command tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.chat import limits
from bot.chat.events import ActionCall, CommandCall, FormSubmission, MessageCall
from bot.chat.forms import Form
from bot.chat.parameters import Parameter
from bot.chat.replies import Reply

COMMAND_WORD = "stem"

# The first argument is the desk that features work at; this room does not know what is on it.
RunCommand = Callable[[Any, CommandCall], Reply]
RunAction = Callable[[Any, ActionCall], Reply]
RunSubmission = Callable[[Any, FormSubmission], Reply]
RunMessage = Callable[[Any, MessageCall], Reply]
MakeForm = Callable[[Any, FormSubmission], Form]


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand such as `tasks add`.

    `shorthand` is a shorter spelling that free-text platforms accept (`tasks` for `tasks list`).
    `private`: only the person sees the answer. `opens_form`: may answer `Ask`, so it must be quick.
    `reads`: needs no write. `act` names what it lets a person do, which is refused to those who may not, and
    said in the help; empty where nobody is asked who they are.
    """

    path: str
    run: RunCommand
    summary: str
    example: str
    parameters: tuple[Parameter, ...] = ()
    shorthand: str = ""
    private: bool = True
    opens_form: bool = False
    reads: bool = False
    act: str = ""

    def __post_init__(self) -> None:
        limits.fits("a command summary", self.summary, limits.COMMAND_SUMMARY)
        for word in self.path.split():
            limits.fits("a command name", word, limits.COMMAND_NAME)


@dataclass(frozen=True, slots=True)
class Action:
    """What a button or menu does. `name` never changes once it was sent; a new name keeps `formerly`.

    `act` as for a `Command`, here and below.
    """

    name: str
    run: RunAction
    private: bool = True
    opens_form: bool = False
    reads: bool = False
    formerly: tuple[str, ...] = ()
    act: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """What happens when a form is sent. `name` never changes once it was shown.

    `form` makes the form that was sent once more, so that what was typed in vain can be edited.
    """

    name: str
    run: RunSubmission
    private: bool = True
    form: MakeForm | None = None
    formerly: tuple[str, ...] = ()
    act: str = ""


@dataclass(frozen=True, slots=True)
class MessageShortcut:
    """What the menu of any message offers under `label`. `name` never changes once it was offered.

    `summary` is for administrators, whom one of the platforms shows it. The rest as for a `Command`.
    """

    name: str
    run: RunMessage
    label: str
    summary: str
    private: bool = True
    opens_form: bool = False
    reads: bool = False
    formerly: tuple[str, ...] = ()
    act: str = ""

    def __post_init__(self) -> None:
        limits.fits("a shortcut's label", self.label, limits.SHORTCUT_LABEL)
        limits.fits("a shortcut's summary", self.summary, limits.COMMAND_SUMMARY)


Route = Command | Action | Submission | MessageShortcut


def wire(name: str, *arguments: object) -> str:
    """The id that a button or form carries: the route's name and ids, never state."""
    return ":".join([name, *map(str, arguments)])


def unwire(text: str) -> tuple[str, str]:
    """The route's name and the argument of a wire id."""
    name, _, argument = text.partition(":")
    return name, argument
