# ruff: noqa: INP001 - a folder for the module path, and no package
"""Stands in front of `rich`, which development tools bring along and structlog loads where it finds it.

Whoever installs the bot has none, so that what is measured here has none either.
"""

from __future__ import annotations

raise ImportError
