"""`stem-bot rubric list`: what there is, by kind."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

import click

from bot.cli.rubric.folders import installation_option, library_with, rubrics_option, settings_of
from bot.cli.rubric.wrapping import wrapped
from rubric.catalogue import Entry, entries


@click.command("list")
@click.option("--kind", help="Only one kind, such as indicator, role or protocol.")
@rubrics_option
@installation_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def list_entries(kind: str | None, rubrics: tuple[Path, ...], config: Path | None, *, as_json: bool) -> None:
    """Print what there is, by kind: rubrics, indicators, roles, norms, protocols and more."""
    everything = list(entries(library_with(settings_of(config), rubrics)))
    kinds = list(dict.fromkeys(each.kind for each in everything))
    if kind is not None and kind not in kinds:
        raise click.UsageError(f"There is no kind '{kind}'. There are: {', '.join(kinds)}.")
    listed = [each for each in everything if kind in (None, each.kind)]
    if as_json:
        data = [{"kind": one.kind, "id": one.id, "title": one.title, "source": one.source} for one in listed]
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        listed.sort(key=lambda each: kinds.index(each.kind))
        click.echo(
            "\n\n".join(_block(of, list(group)) for of, group in groupby(listed, lambda each: each.kind))
        )


def _block(kind: str, group: list[Entry]) -> str:
    width = max(len(each.id) for each in group) + 2
    lines = [f"{kind} ({len(group)})"]
    for each in group:
        lines += wrapped(f"{each.id:<{width}}{each.title}", "  ", " " * (width + 2))
    return "\n".join(lines)
