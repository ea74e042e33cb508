"""Stands in for what a platform's hands cannot do yet; goes when both can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.sandbox.fault_desk import FaultInEffect, FaultOrder
from bot.sandbox.hands import CannotDo
from bot.sandbox.page.platform import Platform
from bot.sandbox.residents import LocalFile, LocalWorkspace
from bot.sandbox.traffic import Traffic


class _NoDesk:
    async def order(self, order: FaultOrder) -> None:
        raise CannotDo(f"{order.name} cannot be ordered here yet.")

    def in_effect(self) -> Sequence[FaultInEffect]:
        return ()

    async def clear(self) -> None:
        return


class _Hands:
    def __init__(self, hands: Any) -> None:
        self._hands = hands

    def __getattr__(self, name: str) -> Any:
        return getattr(self._hands, name)

    def home(self, user: str) -> Any:
        return self._hands.home(user) if hasattr(self._hands, "home") else None

    def thread(self, user: str, place: str, message: str) -> Any:
        if hasattr(self._hands, "thread"):
            return self._hands.thread(user, place, message)
        raise CannotDo("There are no threads here yet.")

    async def types(self, user: str, place: str, text: str, thread: str = "") -> None:
        await self._hands.types(user, place, text, *([thread] if thread else []))

    async def searches(self, user: str, message: str, control: str, text: str) -> Any:
        if hasattr(self._hands, "searches"):
            return await self._hands.searches(user, message, control, text)
        raise CannotDo("No menu asks the app here yet.")

    async def submits(
        self, user: str, values: Mapping[str, str], files: Mapping[str, Sequence[LocalFile]] | None = None
    ) -> None:
        await self._hands.submits(user, values, *([files] if files else []))


def platform_of(workspace: LocalWorkspace, server: Any) -> Platform:
    """A platform from its server."""
    hands = _Hands(getattr(server, "hands", server))
    traffic = getattr(server, "traffic", None)
    if not isinstance(traffic, Traffic):
        traffic = Traffic(lambda: datetime.now(UTC))
    return Platform(workspace, hands, traffic, getattr(server, "fault_desk", _NoDesk()))
