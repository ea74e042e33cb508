"""One platform as the page knows it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.fault_desk import FaultDesk
from bot.sandbox.hands import Hands
from bot.sandbox.residents import LocalWorkspace
from bot.sandbox.traffic import Traffic


@dataclass(frozen=True, slots=True)
class Platform:
    """A workspace, its people's hands, what goes between it and the app, and where its faults are ordered."""

    workspace: LocalWorkspace
    hands: Hands
    traffic: Traffic
    faults: FaultDesk
