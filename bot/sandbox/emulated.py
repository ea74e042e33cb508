"""The table of what the local workspace emulates, for docs/local-workspace.md, made from the code itself.

`python -m bot.sandbox.emulated` prints it; a test compares it with what stands in the guide between BEGINS
and ENDS.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from bot.sandbox.discord.checks.component_shapes import SHAPES
from bot.sandbox.discord.gateway import closing, frames
from bot.sandbox.discord.rest import callback
from bot.sandbox.discord.routes import ROUTES
from bot.sandbox.fault_desk import OFFERS
from bot.sandbox.slack.block_rules import BLOCKS
from bot.sandbox.slack.delivery.envelopes import Kind, PartingReason
from bot.sandbox.slack.element_rules import SETS
from bot.sandbox.slack.sight.blocks import DRAWN
from bot.sandbox.slack.web_api.methods import METHODS, Method

BEGINS = "<!-- made by: python -m bot.sandbox.emulated -->"
ENDS = "<!-- end of what is made -->"
_HERE = Path(__file__).parent
_SLACK_EVENT = re.compile(
    r"message\.[a-z]+|(?!message_)[a-z_]+_(opened|channel|deleted|added|removed|mention)"
)
_SLACK_INTERACTION = re.compile(r"block_actions|block_suggestion|view_submission|view_closed")
_DISCORD_EVENT = re.compile(
    r"READY|RESUMED|(CHANNEL|GUILD|INTERACTION|MESSAGE)_([A-Z]+_)*(CREATE|UPDATE|DELETE|BULK|ADD|REMOVE|CHUNK)"
)
_COMPONENTS = {
    1: "action row",
    2: "button",
    3: "string select",
    4: "text input",
    5: "user select",
    6: "role select",
    7: "mentionable select",
    8: "channel select",
    9: "section",
    10: "text display",
    11: "thumbnail",
    12: "media gallery",
    13: "file",
    14: "separator",
    17: "container",
    18: "label",
    19: "file upload",
    21: "radio group",
    22: "checkbox group",
    23: "checkbox",
}
_FIRST_ANSWERS = {
    callback.MESSAGE: "message",
    callback.DEFERRED: "deferred message",
    callback.DEFERRED_UPDATE: "deferred update",
    callback.UPDATE: "update of the message",
    callback.CHOICES: "autocomplete choices",
    callback.MODAL: "modal",
}


def emulated() -> str:
    """The table as Markdown, without a line break at its end."""
    return "\n".join([*_slack(), "", *_discord(), "", *_faults()])


def _slack() -> Iterator[str]:
    happenings = _words_in(_HERE / "slack" / "delivery" / "happenings.py", _SLACK_EVENT)
    controls = sorted(SETS["action"] | SETS["accessory"] | SETS["input"])
    yield "### Slack"
    yield ""
    yield "| Web API method | cannot do without | one of these scopes | limit |"
    yield "|---|---|---|---|"
    for name, method in METHODS.items():
        yield _method_row(name, method)
    yield ""
    yield f"- **Events**: {_code(happenings)}"
    yield f"- **Interactions**: {_code(_words_in(_HERE / 'slack', _SLACK_INTERACTION))}"
    yield f"- **Envelopes of Socket Mode**: {_code(get_args(Kind))}"
    yield f"- **Reasons to disconnect**: {_code(get_args(PartingReason))}"
    yield f"- **Blocks**: {_code(sorted(DRAWN))}"
    yield f"- **Blocks that are checked, and not drawn**: {_code(sorted(BLOCKS.keys() - DRAWN.keys()))}"
    yield f"- **Controls and fields**: {_code(controls)}"


def _method_row(name: str, method: Method) -> str:
    scopes = _code(method.scopes) or "none"
    token = " (app-level token)" if method.takes == "app" else ""
    return f"| `{name}` | {_code(method.required) or '–'} | {scopes}{token} | {method.tier} |"


def _discord() -> Iterator[str]:
    yield "### Discord"
    yield ""
    yield "| REST address below `/api/v10` | methods |"
    yield "|---|---|"
    by_path: dict[str, list[str]] = {}
    for route in ROUTES:
        by_path.setdefault(route.path, []).append(route.method)
    for path, methods in by_path.items():
        yield f"| `{path}` | {_code(methods)} |"
    yield ""
    yield f"- **Gateway events**: {_code(_words_in(_HERE / 'discord', _DISCORD_EVENT))}"
    yield f"- **What a client may send**: `HEARTBEAT`, {_code(frames.NAMES.values())}"
    yield f"- **Close codes**: {', '.join(f'{code} ({words})' for code, words in closing.WORDS.items())}"
    yield f"- **First answers to an interaction**: {_numbered(_FIRST_ANSWERS)}"
    yield f"- **Components**: {_numbered({kind: _COMPONENTS[kind] for kind in SHAPES})}"


def _faults() -> Iterator[str]:
    yield "### Faults to order, on both"
    yield ""
    for offer in OFFERS:
        yield f"- `{offer.name}`: {offer.words}"


def _words_in(place: Path, pattern: re.Pattern[str]) -> list[str]:
    """The texts in the code of a file or folder that look like this, in the order of the alphabet."""
    files = place.rglob("*.py") if place.is_dir() else [place]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    texts = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return sorted(text for text in texts if isinstance(text, str) and pattern.fullmatch(text))


def _code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _numbered(names: dict[int, str]) -> str:
    return ", ".join(f"{number} ({words})" for number, words in sorted(names.items()))


if __name__ == "__main__":
    sys.stdout.write(emulated() + "\n")
