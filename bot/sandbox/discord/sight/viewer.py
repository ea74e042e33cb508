"""Who looks: names of people and channels, and the zone and moment in which times are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.sandbox.discord.directory import Directory

_UNITS = (
    ("year", 365 * 86400),
    ("month", 30 * 86400),
    ("day", 86400),
    ("hour", 3600),
    ("minute", 60),
    ("second", 1),
)


@dataclass(frozen=True, slots=True)
class Viewer:
    """One person's view; `zone` is an IANA name, `address` the server's own, `user` the person's account."""

    directory: Directory
    zone: str
    now: datetime
    address: str = ""
    user: str = ""

    def person(self, user: str) -> str:
        """Return how a mention of this account reads."""
        account = self.directory.accounts.get(user)
        return f"@{account.name}" if account else "@unknown-user"

    def channel(self, channel: str) -> str:
        """Return how a mention of this channel reads."""
        found = self.directory.channels.get(channel)
        return f"#{found.name}" if found else "#unknown"

    def moment(self, seconds: int, style: str) -> str:
        """Return a `<t:…>` timestamp as an English-language client shows it in the viewer's zone."""
        when = datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(self.zone))
        day = f"{when:%B} {when.day}, {when.year}"
        clock = f"{when.hour % 12 or 12}:{when:%M %p}"
        shown = {
            "t": clock,
            "T": f"{when.hour % 12 or 12}:{when:%M:%S %p}",
            "d": f"{when.month}/{when.day}/{when.year}",
            "D": day,
            "F": f"{when:%A}, {day} {clock}",
            "R": self._relative(when),
        }
        return shown.get(style, f"{day} {clock}")

    def _relative(self, when: datetime) -> str:
        away = when - self.now
        seconds = abs(away) // timedelta(seconds=1)
        for unit, size in _UNITS:
            count = seconds // size
            if count:
                told = f"{count} {unit}{'' if count == 1 else 's'}"
                return f"in {told}" if away > timedelta() else f"{told} ago"
        return "now"
