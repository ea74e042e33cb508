"""How gateway frames are packed: not at all, or one zlib or zstd stream over the whole socket."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable

Pack = Callable[[str], str | bytes]

_ZSTD_MODULES = ("compression.zstd", "backports.zstd")


def packer(asked: str | None) -> Pack | None:
    """Return what packs frames for the `compress` value of the address, None for an unknown one."""
    if asked is None:
        return str
    if asked == "zlib-stream":
        return _zlib_stream()
    if asked == "zstd-stream":
        return _zstd_stream()
    return None


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
