"""What the button below a district's report does."""

from __future__ import annotations

from bot.chat.routes import Action, Route
from bot.features.district.exporting import FILE, table
from bot.permissions import Act

ROUTES: tuple[Route, ...] = (Action(FILE, table, act=Act.GET_LEADERS_DIGEST),)
