"""The help as messages: the list, one command, several of one word, and what was probably meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from bot.chat.cards import Card, Heading, Paragraph, Part, SmallPrint, card
from bot.chat.parameters import Parameter
from bot.chat.phrases import Phrases
from bot.chat.routes import COMMAND_WORD, Command
from bot.chat.text import Markup, bold, join
from bot.features.help.purposes import by_purpose
from bot.permissions import Act, Reach, Who, allowed_to, may, reach


def overview(commands: Sequence[Command], t: Phrases, hats: Collection[str]) -> Card:
    """Everything that one can type, by purpose; what is not for everybody is shown to those who may."""
    reserved = [one for one in commands if one.act and not may(Who.MEMBER, Act(one.act))]
    everyone = [one for one in commands if one not in reserved]
    own = [one for one in reserved if reach(Act(one.act), tuple(hats)) > Reach.NONE]
    parts: list[Part] = [Paragraph(t("What you can type, here or in your team's channel:"))]
    for heading, group in by_purpose(everyone):
        parts.append(Paragraph(join("\n", [bold(t(heading)), *_lines(group, t)])))
    if own:
        heading = t("For facilitators") if Who.FACILITATOR in hats else t("Also for you")
        parts.append(Paragraph(join("\n", [bold(heading), *_lines(own, t)])))
    return card(*parts, _closing(len(reserved) - len(own), t))


def detail(command: Command, others: Sequence[Command], t: Phrases) -> Card:
    """One command: what it does, what it takes, an example; `others` begin with the same word."""
    return card(
        Heading(_typed(command)),
        Paragraph(t(command.summary)),
        _parameters(command, t),
        Paragraph(t("For example: `{example}`", example=command.example)),
        _remarks(command, t),
        Paragraph(join("\n", [t("See also:"), *_lines(others, t)])) if others else None,
    )


def family(commands: Sequence[Command], t: Phrases) -> Card:
    """Several commands that begin with the same word."""
    example = f"/{COMMAND_WORD} help {commands[0].path}"
    return card(
        Paragraph(join("\n", _lines(commands, t))),
        SmallPrint(t("One of them with an example: `{example}`", example=example)),
    )


def unknown(given: str, nearest: Command | None, t: Phrases) -> Card:
    """There is no such command; the nearest one, with an example that works."""
    words = t("There is no `/stem {given}`.", given=given)
    if nearest is None:
        return card(Paragraph(join(" ", [words, t("All that I can do: `/stem help`")])))
    path = nearest.shorthand or nearest.path
    hint = t("Closest: `/stem {path}`. Try: `{example}`", path=path, example=nearest.example)
    return card(
        Paragraph(join(" ", [words, hint])),
        SmallPrint(t("More about it: `/stem help {path}`", path=path)),
    )


def _lines(commands: Iterable[Command], t: Phrases) -> list[Markup]:
    return [
        t("`{typed}` · {summary}", typed=_typed(command), summary=t(command.summary)) for command in commands
    ]


def _typed(command: Command) -> str:
    return f"/{COMMAND_WORD} {command.shorthand or command.path}"


def _parameters(command: Command, t: Phrases) -> Paragraph | None:
    lines = [_parameter(one, t, asked_for=command.opens_form) for one in command.parameters]
    return Paragraph(join("\n", lines)) if lines else None


def _parameter(parameter: Parameter, t: Phrases, *, asked_for: bool) -> Markup:
    line = _described(parameter, t, asked_for=asked_for)
    if not parameter.choices:
        return line
    choices = ", ".join(option.id for option in parameter.choices)
    return join(" ", [line, t("One of: {choices}.", choices=choices)])


def _described(parameter: Parameter, t: Phrases, *, asked_for: bool) -> Markup:
    name, summary = parameter.name, t(parameter.summary)
    if parameter.required:
        return t("`{name}` (needed): {summary}.", name=name, summary=summary)
    if asked_for:
        return t("`{name}`: {summary}.", name=name, summary=summary)
    return t("`{name}` (optional): {summary}.", name=name, summary=summary)


def _remarks(command: Command, t: Phrases) -> SmallPrint | None:
    """Who can do it, and that a form asks for what is left out."""
    said = []
    if command.opens_form:
        said.append(t("Leave out what you like: I ask for the rest."))
    if command.act:
        said += _who_may(allowed_to(Act(command.act)), t)
    return SmallPrint(join(" ", said)) if said else None


def _who_may(allowed: Collection[Who], t: Phrases) -> list[Markup]:
    """Who can do something, where not everybody can."""
    if Who.OBSERVER in allowed:
        return []
    if Who.MEMBER in allowed:
        return [t("Observers look on, so this is not for them.")]
    if Who.LEADER in allowed:
        return [t("Only facilitators and leaders can do this.")]
    return [t("Only facilitators can do this.")]


def _closing(left_out: int, t: Phrases) -> Part:
    example = t("One command with an example: `/stem help rate`")
    if not left_out:
        return SmallPrint(example)
    more = t.plural(
        "Facilitators have {count} more command.",
        "Facilitators have {count} more commands.",
        left_out,
    )
    return SmallPrint(join(" ", [more, example]))
