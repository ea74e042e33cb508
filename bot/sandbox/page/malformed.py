"""What a request is refused with when it makes no sense, whoever asked."""

from __future__ import annotations


class Malformed(Exception):  # noqa: N818 - reads as what the caller is told
    """The request does not say what its route needs; the words name what is expected."""


class TooLarge(Exception):  # noqa: N818 - reads as what the caller is told
    """The request carries more than is taken; the words name how much that is."""
