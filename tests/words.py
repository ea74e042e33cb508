"""What is on somebody's screen, as words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.seen import SeenButton, SeenForm, SeenMenu, SeenMessage, SeenPart, SeenRow, SeenText


def words_of(message: SeenMessage) -> str:
    """All that a message says, its buttons in brackets."""
    return words_of_parts(message.parts)


def words_of_parts(parts: Sequence[SeenPart]) -> str:
    """The same of a page."""
    lines = []
    for part in parts:
        if isinstance(part, SeenText):
            lines.append("".join(span.text for span in part.spans))
        elif isinstance(part, SeenRow):
            lines.append(" ".join(f"[ {_name(control)} ]" for control in part.controls))
    return "\n".join(lines)


def words_of_form(form: SeenForm) -> str:
    """All that a form shows."""
    lines = [form.title]
    for field in form.fields:
        lines += [
            field.label,
            field.hint,
            field.error,
            field.value,
            "".join(span.text for span in field.spans),
        ]
        lines += [f"{option.label} {option.description}" for option in field.options]
    return "\n".join(lines)


def _name(control: SeenButton | SeenMenu) -> str:
    return control.label if isinstance(control, SeenButton) else control.placeholder
