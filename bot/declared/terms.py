"""Brings declared terms into the database: seats in a team, and roles that are held.

Rows that were made in chat are left as they are. A declared row that is gone from the file ends; a seat or
role of the same person that begins later lets the earlier one run until the day before.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

from bot.declared.ledger import IN_CHAT, MANAGED, Ledger, Verb
from bot.declared.rows import set_values
from bot.store.models import Membership, RoleHolder

R = TypeVar("R", Membership, RoleHolder)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wanted(Generic[R]):
    """A term that is declared: whose it is, from when, its other columns, and how a row of it is made."""

    whose: Hashable
    starts_on: date
    values: Mapping[str, Any]
    about: str
    make: Callable[[], R]

    @property
    def ends_on(self) -> date | None:
        """The last day."""
        last: date | None = self.values["ends_on"]
        return last


@dataclass(frozen=True, slots=True)
class Terms(Generic[R]):
    """The terms of one kind in a team: its word, its table, and whose a row is."""

    ledger: Ledger
    kind: str
    record: str
    whose: Callable[[R], Hashable]
    describe: Callable[[R], str]

    def apply(self, rows: Sequence[R], wanted: Iterable[Wanted[R]]) -> None:
        """Make the config's rows what is wanted."""
        wanted = list(wanted)
        by_key = {(self.whose(row), row.starts_on): row for row in rows}
        for each in wanted:
            row = by_key.pop((each.whose, each.starts_on), None)
            if row is None and not self._in_chat(rows, each):
                self._add(each)
            elif row is None or row.managed == IN_CHAT:
                self.ledger.note(self.kind, Verb.KEPT, f"{each.about}: made in chat")
            else:
                self._change(row, each)
        for row in by_key.values():
            if row.managed == MANAGED:
                self._end(row, [each.starts_on for each in wanted if each.whose == self.whose(row)])

    def _in_chat(self, rows: Iterable[R], wanted: Wanted[R]) -> bool:
        """Whether chat gave the same for some of the same time."""
        return any(
            row.managed == IN_CHAT
            and self.whose(row) == wanted.whose
            and (row.ends_on is None or row.ends_on >= max(wanted.starts_on, self.ledger.today))
            and (wanted.ends_on is None or row.starts_on <= wanted.ends_on)
            for row in rows
        )

    def _add(self, wanted: Wanted[R]) -> None:
        row = wanted.make()
        self.ledger.session.add(row)
        self.ledger.note(self.kind, Verb.ADDED, wanted.about, row, self.record)

    def _change(self, row: R, wanted: Wanted[R]) -> None:
        changed = set_values(row, wanted.values)
        about = f"{wanted.about}: {'; '.join(changed.values())}" if changed else wanted.about
        self.ledger.note(self.kind, Verb.CHANGED if changed else Verb.UNCHANGED, about, row, self.record)

    def _end(self, row: R, starts: Sequence[date]) -> None:
        following = min((start for start in starts if start > self.ledger.today), default=None)
        last_day = (following or self.ledger.today) - _DAY
        if row.ends_on is not None and row.ends_on <= last_day:
            return
        row.ends_on = last_day
        self.ledger.note(self.kind, Verb.ENDED, self.describe(row), row, self.record)
