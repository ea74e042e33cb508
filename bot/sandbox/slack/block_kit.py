"""Checks what an app sends as blocks or as a view, and fills in the ids that Slack fills in."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from bot.sandbox.slack.block_rules import (
    BLOCKS,
    HOME,
    MODAL,
    NOT_IN_HOMES,
    NOT_IN_MESSAGES,
    NOT_IN_MODALS,
)
from bot.sandbox.slack.blocks_together import check_together, elements_of, focused
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.shape_check import ShapeCheck
from bot.sandbox.slack.shapes import Words

MOST_IN_MESSAGE = 50
MOST_IN_VIEW = 100


def checked_blocks(blocks: Any) -> tuple[Json, ...]:
    """The blocks of a message with all ids filled in; Refused with `invalid_blocks` and the reasons."""
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    check = ShapeCheck()
    _check_blocks(check, blocks, "/blocks", NOT_IN_MESSAGES, MOST_IN_MESSAGE)
    if not check.problems:
        check_together(check, blocks)
    if check.problems:
        raise Refused("invalid_blocks", check.problems)
    return _with_ids(blocks)


def checked_view(view: Any, kind: str = "modal") -> Json:
    """A view with all ids filled in; Refused with `invalid_arguments` and the reasons."""
    check = ShapeCheck()
    if not isinstance(view, Mapping) or view.get("type") != kind:
        raise Refused("invalid_arguments", [f"unsupported type, expected {kind} [json-pointer:/view/type]"])
    check.object(view, MODAL if kind == "modal" else HOME, "/view")
    blocks = view.get("blocks")
    _check_blocks(
        check, blocks, "/view/blocks", NOT_IN_MODALS if kind == "modal" else NOT_IN_HOMES, MOST_IN_VIEW
    )
    if kind == "modal" and not check.problems and not view.get("submit") and _has_input(view["blocks"]):
        check.complain("missing required field: submit", "/view")
    if not check.problems and len(focused(view["blocks"])) > 1:
        check.complain("only one element can have focus_on_load set to true", "/view/blocks")
    if check.problems:
        raise Refused("invalid_arguments", check.problems)
    return {**view, "blocks": list(_with_ids(view["blocks"]))}


def _check_blocks(check: ShapeCheck, blocks: Any, pointer: str, refused: frozenset[str], most: int) -> None:
    if not isinstance(blocks, list):
        check.complain("must provide an array", pointer)
        return
    if len(blocks) > most:
        check.complain(f"no more than {most} items allowed", pointer)
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        here = f"{pointer}/{number}"
        _check_block(check, block, here, refused)
        block_id = block.get("block_id") if isinstance(block, Mapping) else None
        if isinstance(block_id, str) and block_id in seen:
            check.complain(f"`block_id` {block_id} already exists", f"{here}/block_id")
        elif isinstance(block_id, str):
            seen.add(block_id)


def _check_block(check: ShapeCheck, block: Any, pointer: str, refused: frozenset[str]) -> None:
    kind = block.get("type") if isinstance(block, Mapping) else None
    if not isinstance(kind, str) or kind not in BLOCKS or kind in refused:
        check.complain(f"unsupported type: {kind}", f"{pointer}/type")
        return
    check.object(block, BLOCKS[kind], pointer, known=("type", "block_id"))
    block_id = block.get("block_id", "")
    if not isinstance(block_id, str) or len(block_id) > Words(255).longest:
        check.complain("must be less than 256 characters", f"{pointer}/block_id")
    if kind == "section" and not block.get("text") and not block.get("fields"):
        check.complain("missing required field: text", pointer)
    _check_action_ids(check, block, pointer)


def _check_action_ids(check: ShapeCheck, block: Json, pointer: str) -> None:
    seen: set[str] = set()
    for element in elements_of(block):
        action_id = element.get("action_id")
        if isinstance(action_id, str) and action_id in seen:
            check.complain(f"`action_id` {action_id} already exists for another element", pointer)
        elif isinstance(action_id, str):
            seen.add(action_id)


def _has_input(blocks: list[Json]) -> bool:
    return any(block.get("type") == "input" for block in blocks)


def _with_ids(blocks: list[Json]) -> tuple[Json, ...]:
    return tuple(_with_id(block) for block in blocks)


def _with_id(block: Json) -> Json:
    filled = {**block, "block_id": block.get("block_id") or _new_id()}
    if block["type"] in {"section", "actions", "input"}:
        for place in ("accessory", "element"):
            if block.get(place):
                filled[place] = _with_action_id(block[place])
        if "elements" in block:
            filled["elements"] = [_with_action_id(element) for element in block["elements"]]
    return filled


def _with_action_id(element: Json) -> Json:
    if element["type"] == "image":
        return element
    return {**element, "action_id": element.get("action_id") or _new_id()}


def _new_id() -> str:
    return secrets.token_urlsafe(4)
