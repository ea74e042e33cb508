"""The command with all its subcommands, and the outermost edge: here every error becomes a plain sentence."""

from __future__ import annotations

import gc
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Final

import click

from bot.cli.failures import told_plainly
from bot.cli.logs import logging_to_stderr
from rubric.nearest import closest


def _version() -> str:
    try:
        return version("stem-bot")
    except PackageNotFoundError:
        return "from a checkout"


# Where each subcommand is. It is loaded when it is called or listed: starting the bot need not wait for what
# only reading a workbook takes.
_WHERE: Final = {
    "demo": "bot.cli.demo",
    "sandbox": "bot.cli.sandbox",
    "run": "bot.cli.run",
    "check": "bot.cli.check",
    "doctor": "bot.cli.doctor",
    "apply": "bot.cli.apply",
    "migrate": "bot.cli.migrate",
    "backup": "bot.cli.backup",
    "restore": "bot.cli.restore",
    "db": "bot.cli.db",
    "deliveries": "bot.cli.deliveries",
    "checkins": "bot.cli.checkins",
    "digest": "bot.cli.digest",
    "export": "bot.cli.export",
    "log": "bot.cli.change_log",
    "schema": "bot.cli.schema",
    "manifest": "bot.cli.manifest",
    "rubric": "bot.cli.rubric.group",
}


class _Program(click.Group):
    """Suggests the nearest subcommand, and lets no traceback reach a person."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own shape
        return sorted(_WHERE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's own shape
        where = _WHERE.get(cmd_name)
        found: click.Command | None = getattr(import_module(where), cmd_name) if where else None
        return found

    def invoke(self, ctx: click.Context) -> object:
        with told_plainly():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and not name.startswith("-") and self.get_command(ctx, name) is None:
            meant = closest(name, {each: each for each in _WHERE})
            hint = f"Did you mean '{meant}'?" if meant else f"There are: {', '.join(_WHERE)}."
            raise click.UsageError(f"There is no subcommand '{name}'. {hint}", ctx)
        resolved = super().resolve_command(ctx, args)
        _collect_again()
        return resolved


def _collect_again() -> None:
    """Look for garbage from here on, if that was put off: not in what is loaded, which stays."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(_version(), prog_name="stem-bot")
def program() -> None:
    """Help STEM leadership teams do what their rubric asks, in Slack and Discord.

    New here? `stem-bot demo` shows it all on this computer, without tokens.
    """
    click.get_current_context().with_resource(logging_to_stderr())
