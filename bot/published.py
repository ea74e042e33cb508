"""What may be shown of a group's ratings: figures that tell nobody's answer, alone or beside earlier ones.

Figures are published as a batch. They stay as they were, with the day they are of, until so many people have
answered anew that the difference tells of no fewer than the team's smallest group; see
`rubric.measure.publishing`. Every feature that shows what people rated goes through here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.desk import Desk, WritesNeeded
from bot.store.lineage import Lineage
from bot.store.models import Team
from bot.store.queries import publications
from bot.store.queries.publications import Published, Said, subject
from rubric import measure


def group_floor(team: Team) -> int:
    """The smallest group whose answers the team shows."""
    floor: int = team.settings.get("group_floor", measure.GROUP_FLOOR)
    return floor


@dataclass(frozen=True, slots=True)
class Figures:
    """The ratings that are shown and since when; none yet where `since` is None.

    `people`: how many have answered by now. `is_newest`: what they say now is what is shown.
    """

    shown: tuple[Said, ...]
    since: datetime | None
    people: int
    is_newest: bool

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels among what is shown."""
        return tuple(rating.level for rating in self.shown if rating.level is not None)


@dataclass(slots=True)
class Board:
    """All that a team is shown of its ratings, as one look at it goes on."""

    desk: Desk
    team: Team
    lineage: Lineage
    _newest: dict[str, Published] | None = None
    _ever: dict[str, list[Published]] = field(default_factory=dict)

    def figures(self, given: Mapping[str, Sequence[Said]]) -> dict[str, Figures]:
        """What is shown of each indicator, of everybody's newest ratings as they are now."""
        return self._with_rows({name: self._shown(name, "", rows) for name, rows in given.items()}, given)

    def part(self, indicator_id: str, part: str, rows: Sequence[Said]) -> Figures:
        """What is shown of a part of an indicator's ratings: a quarter, an audience."""
        shown = {indicator_id: self._shown(indicator_id, part, rows)}
        return self._with_rows(shown, {indicator_id: rows})[indicator_id]

    def groups(self, indicator_id: str, part: str, rows: Mapping[str, Sequence[Said]]) -> frozenset[str]:
        """Which groups may be shown beside the whole `part`: with what is left over, all of them or none."""
        sizes = {name: len(own) for name, own in rows.items()}
        shown = measure.publishable_groups(sizes, group_floor(self.team))
        apart = {name: list(rows[name]) for name in sorted(shown)}
        rest = [row for name, own in rows.items() if name not in shown for row in own]
        cells = {**apart, "": rest} if rest else apart
        if not all(self.fits(indicator_id, own) for own in cells.values()):
            return frozenset()
        for name, own in cells.items():
            self.part(indicator_id, f"{part}:group:{name}", own)
        return shown

    def fits(self, indicator_id: str, rows: Sequence[Said]) -> bool:
        """Whether figures of these ratings would tell nobody's answer beside what was ever shown."""
        earlier = [one.answers for one in self._ever_shown(indicator_id)]
        return measure.may_publish(_ids(rows), earlier, group_floor(self.team))

    def _shown(self, indicator_id: str, part: str, rows: Sequence[Said]) -> Published | None:
        about, now = subject(indicator_id, part), _ids(rows)
        last = self._last(indicator_id, part)
        floor = group_floor(self.team)
        apart = measure.told_apart(now, last.answers if last else frozenset())
        if not measure.publishable(apart, floor) or not self.fits(indicator_id, rows):
            return last
        if not self.desk.writes:
            raise WritesNeeded
        new = Published(now, self.desk.now)
        publications.add(self.desk.session, self.team.id, about, new)
        self._ever_shown(indicator_id).append(new)
        self._keep(about, new)
        return new

    def _keep(self, about: str, new: Published) -> None:
        if self._newest is not None:
            self._newest[about] = new

    def _last(self, indicator_id: str, part: str) -> Published | None:
        if self._newest is None:
            self._newest = dict(publications.newest(self.desk.session, self.team.id))
        known = [self._newest.get(subject(name, part)) for name in self._names(indicator_id)]
        return max((one for one in known if one), key=lambda one: one.at, default=None)

    def _ever_shown(self, indicator_id: str) -> list[Published]:
        if indicator_id not in self._ever:
            names = self._names(indicator_id)
            self._ever[indicator_id] = list(publications.ever(self.desk.session, self.team.id, names))
        return self._ever[indicator_id]

    def _names(self, indicator_id: str) -> set[str]:
        """The ids that the indicator had in any version."""
        return {indicator_id, *(old_id for _, old_id in self.lineage.ids_of_then(indicator_id))}

    def _with_rows(
        self, shown: Mapping[str, Published | None], given: Mapping[str, Sequence[Said]]
    ) -> dict[str, Figures]:
        """The ratings behind what is shown; those that stand no more are looked up."""
        at_hand: dict[int, Said] = {row.id: row for rows in given.values() for row in rows}
        wanted = {id_ for one in shown.values() if one for id_ in one.answers}
        at_hand |= publications.ratings_by_id(self.desk.session, wanted - at_hand.keys())
        return {name: _figures(one, at_hand, given[name]) for name, one in shown.items()}


def _figures(shown: Published | None, at_hand: Mapping[int, Said], now: Sequence[Said]) -> Figures:
    if shown is None:
        return Figures((), None, len(now), is_newest=False)
    rows = tuple(at_hand[id_] for id_ in sorted(shown.answers) if id_ in at_hand)
    return Figures(rows, shown.at, len(now), is_newest=shown.answers == _ids(now))


def _ids(rows: Sequence[Said]) -> frozenset[int]:
    return frozenset(row.id for row in rows)
