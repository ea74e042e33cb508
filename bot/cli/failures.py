"""What a person at a terminal is told when something fails, and with which exit code."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click
import structlog

from bot.config.problems import Invalid
from bot.store.problems import StoreAway, StoreProblem
from rubric.problems import RubricInvalid
from rubric.unknown import UnknownInstrument

_log = structlog.get_logger(__name__)


class Told(click.ClickException):
    """What an operator can mend, as a plain message on standard error."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message without a prefix."""
        click.echo(self.message, file=file, err=file is None)


class Broken(Told):
    """A fault of the program itself."""

    exit_code = 1


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what an operator can mend into its message, all else into a reference that the log explains."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except (Invalid, StoreProblem, RubricInvalid, UnknownInstrument) as error:
        raise Told(str(error)) from error
    except StoreAway as error:
        raise Told(f"{error}. Check that the database runs and that database.url names it.") from error
    except Exception as error:
        reference = secrets.token_hex(4)
        _log.exception("stem_bot_broke", reference=reference)
        what = f"stem-bot stopped because of a fault of its own. Reference {reference}."
        where = "The log line with this reference, on standard error just before this one, says where."
        raise Broken(f"{what} {where}") from error
