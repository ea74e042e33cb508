"""Rules about the blocks of one message or view together, each of which may be right by itself."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.slack.newer_block_rules import MOST_CHARTS, MOST_IN_DATA_TABLE, MOST_MARKDOWN, MOST_TABLES
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.shape_check import ShapeCheck


def check_together(check: ShapeCheck, blocks: Sequence[Json]) -> None:
    """Complain of too much markdown, too many charts, too much in a table; Refused for a second table."""
    of_kind = {
        kind: [block for block in blocks if block["type"] == kind]
        for kind in ("markdown", "data_visualization", "table", "data_table")
    }
    if sum(len(block["text"]) for block in of_kind["markdown"]) > MOST_MARKDOWN:
        check.complain(f"no more than {MOST_MARKDOWN} characters of markdown allowed", "/blocks")
    if len(of_kind["data_visualization"]) > MOST_CHARTS:
        check.complain(f"no more than {MOST_CHARTS} data_visualization blocks allowed", "/blocks")
    if sum(_characters(block) for block in of_kind["data_table"]) > MOST_IN_DATA_TABLE:
        check.complain(f"no more than {MOST_IN_DATA_TABLE} characters in tables allowed", "/blocks")
    if len(of_kind["table"]) > MOST_TABLES:
        raise Refused("invalid_attachments", ["only_one_table_allowed"])


def focused(blocks: Sequence[Json]) -> list[Json]:
    """The elements that want to be the one where typing starts."""
    return [one for block in blocks for one in elements_of(block) if one.get("focus_on_load") is True]


def elements_of(block: Json) -> list[Json]:
    """The elements of a block, wherever it keeps them."""
    inside = block.get("elements")
    candidates = [*(inside if isinstance(inside, list) else ()), block.get("accessory"), block.get("element")]
    return [element for element in candidates if isinstance(element, dict)]


def _characters(table: Json) -> int:
    cells = [cell for row in table["rows"] for cell in row]
    return sum(len(cell["text"]) for cell in cells if cell["type"] == "raw_text")
