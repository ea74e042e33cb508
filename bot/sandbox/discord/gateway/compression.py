"""How gateway frames are packed: plain, each by itself, or as one stream (zlib, zstd) over the socket."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable

Pack = Callable[[str], str | bytes]

LARGE = 1024
_ZSTD_MODULES = ("compression.zstd", "backports.zstd")


def packer(asked: str | None) -> Pack | None:
    """Return what packs frames for the `compress` value of the address, None for an unknown one.

    zstd counts as unknown where no library for it is installed: Python has one of its own from 3.14 on.
    """
    if asked is None:
        return str
    if asked == "zlib-stream":
        return _zlib_stream()
    if asked == "zstd-stream":
        return _zstd_stream()
    return None


def large_packed(text: str) -> str | bytes:
    """Pack one large frame by itself: what `compress` in IDENTIFY asks for on a socket without a stream."""
    return zlib.compress(text.encode()) if len(text) > LARGE else text


def _zlib_stream() -> Pack:
    stream = zlib.compressobj()
    return lambda text: stream.compress(text.encode()) + stream.flush(zlib.Z_SYNC_FLUSH)


def _zstd_stream() -> Pack | None:
    """discord.py asks for zstd only when it has the library, which then is importable here too."""
    for name in _ZSTD_MODULES:
        try:
            compressor = importlib.import_module(name).ZstdCompressor()
        except ImportError:
            continue
        return lambda text: bytes(compressor.compress(text.encode(), mode=compressor.FLUSH_BLOCK))
    try:
        stream = importlib.import_module("zstandard").ZstdCompressor().compressobj()
    except ImportError:
        return None
    return lambda text: bytes(stream.compress(text.encode()) + stream.flush(1))
