"""The help as messages: the list, one command, several of one word, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.chat.cards import Card, Heading, Paragraph, Part, SmallPrint, card
from bot.chat.parameters import Parameter
from bot.chat.phrases import Phrases
from bot.chat.routes import COMMAND_WORD, Command
from bot.chat.text import Markup, bold, join
from bot.features.help.purposes import by_purpose


def overview(commands: Sequence[Command], t: Phrases, *, facilitates: bool) -> Card:
    """Everything that one can type, by purpose; what only facilitators can do is shown to them."""
    everyone = [one for one in commands if not one.for_facilitators]
    reserved = [one for one in commands if one.for_facilitators]
    parts: list[Part] = [Paragraph(t("What you can type, here or in your team's channel:"))]
    for heading, group in by_purpose(everyone):
        parts.append(Paragraph(join("\n", [bold(t(heading)), *_lines(group, t)])))
    if facilitates and reserved:
        parts.append(Paragraph(join("\n", [bold(t("For facilitators")), *_lines(reserved, t)])))
    return card(*parts, *_closing(reserved, t, facilitates=facilitates))


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
    if command.for_facilitators:
        said.append(t("Only facilitators can do this."))
    return SmallPrint(join(" ", said)) if said else None


def _closing(reserved: Sequence[Command], t: Phrases, *, facilitates: bool) -> list[Part]:
    lines = [t("One command with an example: `/stem help rate`")]
    if reserved and not facilitates:
        lines.insert(
            0,
            t.plural(
                "Facilitators have {count} more command.",
                "Facilitators have {count} more commands.",
                len(reserved),
            ),
        )
    return [SmallPrint(join(" ", lines))]
