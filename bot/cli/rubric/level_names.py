"""Reads the option that names the levels of a scale."""

from __future__ import annotations

import click


def level_names(_: click.Context, __: click.Parameter, given: str | None) -> tuple[str, ...]:
    """The names between the commas, each once; none where the option is not given."""
    names = tuple(" ".join(each.split()) for each in (given or "").split(",") if each.strip())
    if given is not None and (len(names) < 2 or len({each.casefold() for each in names}) < len(names)):  # noqa: PLR2004 - two ends make an order
        raise click.BadParameter('name each level once, the lowest first: --levels "Low, Middle, High"')
    return names
