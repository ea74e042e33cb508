"""People by their ids: whoever takes part is at hand, and only others are looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.store.models import Person
from bot.store.queries import digest


@dataclass(frozen=True, slots=True)
class People:
    """Those who are known already."""

    session: Session
    by_id: dict[int, Person]

    def among(self, ids: Iterable[int]) -> Mapping[int, Person]:
        """A mapping in which all of them are, and perhaps others."""
        missing = set(ids) - self.by_id.keys()
        if missing:
            self.by_id.update(digest.people(self.session, missing))
        return self.by_id
