"""`stem-bot deliveries`: what waits, what did not arrive and why; try it again or put it away."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import click
from sqlalchemy.orm import Session

from bot.cli.failures import Told
from bot.cli.files import config_option, read_settings
from bot.schedule import dead_letters
from bot.schedule.dead_letters import DeadLetter, Refusal
from bot.store.engine import open_store
from bot.store.jobs import Job, T
from bot.store.migrate import schema_state

_SHOWN = 50
# Before the subcommand's name or behind it.
_config_here = click.option("--config", type=click.Path(path_type=Path, dir_okay=False), hidden=True)
_ids = click.argument("ids", nargs=-1, required=True, type=click.IntRange(min=1), metavar="ID…")


@click.group(invoke_without_command=True)
@config_option
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
@click.option(
    "--limit", default=_SHOWN, show_default=True, type=click.IntRange(min=1), help="At most so many."
)
@click.pass_context
def deliveries(context: click.Context, config: Path, *, as_json: bool, limit: int) -> None:
    """Show how many messages are in which state, and what did not arrive with the reason.

    `retry ID…` lets some go again, `cancel ID…` puts them away. The bot may be running.
    """
    context.obj = config
    if context.invoked_subcommand is None:
        counted, dead = _run(config, partial(_look, limit=limit), writing=False)
        click.echo(_as_json(counted, dead) if as_json else _as_text(counted, dead))


@deliveries.command
@_ids
@_config_here
@click.option("--even-if-twice", is_flag=True, help="Also what may have arrived already.")
@click.pass_obj
def retry(given: Path, ids: tuple[int, ...], config: Path | None, *, even_if_twice: bool) -> None:
    """Let messages that were refused go again, once what was in the way is mended."""
    now = datetime.now(UTC)
    again = partial(dead_letters.retry, ids=ids, now=now, even_if_twice=even_if_twice)
    _tell("goes out again", ids, _run(config or given, again, writing=True))


@deliveries.command
@_ids
@_config_here
@click.pass_obj
def cancel(given: Path, ids: tuple[int, ...], config: Path | None) -> None:
    """Send messages not at all, and take them off the list."""
    _tell("is put away", ids, _run(config or given, partial(dead_letters.cancel, ids=ids), writing=True))


def _look(session: Session, limit: int) -> tuple[Mapping[str, int], Sequence[DeadLetter]]:
    return dead_letters.counts(session), dead_letters.dead_letters(session, limit)


def _run(config: Path, job: Job[T], *, writing: bool) -> T:
    url = read_settings(config).database.url
    if not schema_state(url).ready:
        raise Told(f"The database is not ready. `stem-bot migrate --config {config}` brings it up to date.")
    return asyncio.run(_in_store(url, job, writing=writing))


async def _in_store(url: str, job: Job[T], *, writing: bool) -> T:
    store = open_store(url)
    try:
        return await (store.write(job) if writing else store.read(job))
    finally:
        await store.close()


def _tell(done: str, ids: Sequence[int], refused: Sequence[Refusal]) -> None:
    for id_ in ids:
        if id_ not in {one.id for one in refused}:
            click.echo(f"{id_} {done}.")
    if refused:
        raise Told("\n".join(f"{one.id} stays as it is: {one.why}." for one in refused))


def _as_text(counted: Mapping[str, int], dead: Sequence[DeadLetter]) -> str:
    now = datetime.now(UTC)
    states = ", ".join(f"{count} {state}" for state, count in counted.items())
    lines = [f"Deliveries: {states or 'none yet'}."]
    if not dead:
        return "\n".join([*lines, "Nothing is lost or in doubt."])
    lines += ["", "Not arrived, the newest first:"]
    lines += [
        f"{one.id:>8}  {one.state:<9}  {_age(now - one.since):>4}  {one.kind} to {one.to}"
        f"{f' ({one.team})' if one.team else ''}: {one.reason}."
        for one in dead
    ]
    return "\n".join([*lines, "", "`stem-bot deliveries retry ID…` sends again, `cancel ID…` puts away."])


def _age(age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    for unit, size in (("d", 24 * 60), ("h", 60)):
        if minutes >= size:
            return f"{minutes // size} {unit}"
    return f"{minutes} min"


def _as_json(counted: Mapping[str, int], dead: Sequence[DeadLetter]) -> str:
    letters = [{name: _plain(value) for name, value in asdict(one).items()} for one in dead]
    return json.dumps({"counts": dict(counted), "not_arrived": letters}, indent=2)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
