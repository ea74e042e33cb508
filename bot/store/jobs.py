"""How a job meets the database: a fresh session inside a transaction that only the store ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, NoReturn, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import CoreExecuteOptionsParameter
from sqlalchemy.orm import Session

from bot.store.changes import forget_changes

T = TypeVar("T")
Job = Callable[[Session], T]


class JobSession(Session):
    """The session of one job; to undo a part of its work a job uses `begin_nested()`."""

    def connection(
        self,
        bind_arguments: dict[str, Any] | None = None,
        execution_options: CoreExecuteOptionsParameter | None = None,
    ) -> Connection:
        """The job's one connection, without the search among many that a session else makes each time."""
        plainly = bind_arguments is None and execution_options is None
        # After an error that undid the transaction, SQLAlchemy refuses to go on, and must be asked.
        if plainly and self.is_active and isinstance(self.bind, Connection):
            return self.bind
        return super().connection(bind_arguments, execution_options)

    def commit(self) -> NoReturn:
        """Refuse: the store commits after the job has returned."""
        raise RuntimeError("a job does not commit: the store does, once the job has returned")

    def rollback(self) -> NoReturn:
        """Refuse: a job that wants nothing stored raises."""
        raise RuntimeError("a job does not roll back: raise an error, or use begin_nested() for a part")


class JobSpoiled(RuntimeError):  # noqa: N818 - named for what happened
    """A job hid an error that had already undone its work, which would have looked like success."""

    def __init__(self) -> None:
        super().__init__(
            "the database undid this job after an error that the job hid; nothing of it was stored: "
            "try what may fail inside `with session.begin_nested()`"
        )


@dataclass(frozen=True, slots=True)
class Joining(Generic[T]):
    """A job that may wait some milliseconds to share its COMMIT, as what comes in crowds does."""

    job: Job[T]

    def __call__(self, session: Session) -> T:
        """Run it."""
        return self.job(session)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How some work ended: with a value, or with an error that belongs to whoever asked for it."""

    value: Any = None
    error: BaseException | None = None


def run_job(connection: Connection, job: Job[T]) -> T:
    """What `job` returns; its changes are flushed, and what it loaded stays readable afterwards."""
    forget_changes(connection)
    try:
        # The session may roll back when a flush fails, so that no half-written row stays; it never commits.
        with JobSession(connection, join_transaction_mode="rollback_only") as session:
            value = job(session)
            session.flush()
            if not session.is_active:
                raise JobSpoiled
            return value
    except StopIteration as error:
        # asyncio refuses to hand this one to a waiting task, which would then wait for ever.
        raise RuntimeError("a job raised StopIteration") from error


def attempt(work: Callable[[], T]) -> Outcome:
    """The value of `work`, or the error that it raised."""
    try:
        return Outcome(value=work())
    except BaseException as error:  # noqa: BLE001 - nothing is hidden: the caller that waits gets it
        return Outcome(error=error)
