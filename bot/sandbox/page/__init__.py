"""The page of the local workspace and the JSON API under it: both platforms as a person sees them."""

from bot.sandbox.page.platform import Platform
from bot.sandbox.page.server import PageServer

__all__ = ["PageServer", "Platform"]
