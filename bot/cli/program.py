"""The command with all its subcommands, and the outermost edge: here every error becomes a plain sentence."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import click

from bot.cli.apply import apply
from bot.cli.backup import backup
from bot.cli.check import check
from bot.cli.checkins import checkins
from bot.cli.db import db
from bot.cli.deliveries import deliveries
from bot.cli.demo import demo
from bot.cli.doctor import doctor
from bot.cli.export import export
from bot.cli.failures import told_plainly
from bot.cli.logs import logging_to_stderr
from bot.cli.manifest import manifest
from bot.cli.migrate import migrate
from bot.cli.restore import restore
from bot.cli.rubric.group import rubric
from bot.cli.run import run
from bot.cli.sandbox import sandbox
from bot.cli.schema import schema
from rubric.nearest import closest


def _version() -> str:
    try:
        return version("stem-bot")
    except PackageNotFoundError:
        return "from a checkout"


class _Program(click.Group):
    """Suggests the nearest subcommand, and lets no traceback reach a person."""

    def invoke(self, ctx: click.Context) -> object:
        with told_plainly():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and not name.startswith("-") and self.get_command(ctx, name) is None:
            meant = closest(name, {each: each for each in self.commands})
            hint = f"Did you mean '{meant}'?" if meant else f"There are: {', '.join(self.commands)}."
            raise click.UsageError(f"There is no subcommand '{name}'. {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(_version(), prog_name="stem-bot")
def program() -> None:
    """Help STEM leadership teams do what their rubric asks, in Slack and Discord.

    New here? `stem-bot demo` shows it all on this computer, without tokens.
    """
    click.get_current_context().with_resource(logging_to_stderr())


for _command in (
    demo,
    sandbox,
    run,
    check,
    doctor,
    apply,
    migrate,
    backup,
    restore,
    db,
    deliveries,
    checkins,
    export,
    schema,
    manifest,
    rubric,
):
    program.add_command(_command)


def main() -> None:
    """Run the command and end the process: 0 done, 2 refused with a reason, 1 broken with a reference."""
    program(prog_name="stem-bot")
