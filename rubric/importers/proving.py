"""Reads what an import would write just as the program will, before anything is written."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rubric.importers.doubts import Doubts
from rubric.importers.writing import as_yaml
from rubric.load import load_instrument
from rubric.model import Instrument
from rubric.problems import RubricInvalid


def prove(instrument: Instrument, doubts: Doubts) -> None:
    """Note, as doubts that block, what would keep the new file from being read."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "new.yaml")
        file.write_text(as_yaml(instrument), encoding="utf-8")
        try:
            load_instrument(file)
        except RubricInvalid as invalid:
            for each in invalid.problems:
                what = f"the new file could not be read: {each.key} {each.what}".replace(str(file), "it")
                doubts.block("", what, each.remedy.rstrip("."))
