"""The demo: a sample district with invented people, on the local workspace."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
EXAMPLE = "config.example.yaml"


def demo_files() -> tuple[Path, Path]:
    """The example config, and the sample district for `stem-bot apply`.

    An installed program carries the example beside this file; in a checkout it stands at the root.
    """
    config = next((each for each in (_HERE / EXAMPLE, _HERE.parents[1] / EXAMPLE) if each.is_file()), None)
    if config is None:
        raise FileNotFoundError(f"{EXAMPLE} is neither beside {_HERE} nor at the root of a checkout")
    return config, _HERE / "school.yaml"
