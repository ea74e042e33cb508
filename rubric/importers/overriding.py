"""What becomes of a rubric that there is already, where an imported one has its id or its indicators."""

from __future__ import annotations

from rubric.importers.doubts import Doubts
from rubric.importers.options import Options
from rubric.model import Instrument


def check_overriding(instrument: Instrument, options: Options, doubts: Doubts) -> None:
    """Note what an import replaces; a version that names other words already blocks it."""
    known = options.known_instruments.get(instrument.id)
    if known is None:
        _note_twins(instrument, options, doubts)
        return
    ids = {each.id for each in known.indicators}
    shared = sum(each.id in ids for each in instrument.indicators)
    what = f"it takes the place of our {known.id} ({shared} of {len(ids)} indicators agree)"
    doubts.note("", what, "Say another --id if it should stand beside that")
    if known.version == instrument.version and known != instrument:
        what = f"version {known.version} of {known.id} is there already and says something else"
        doubts.block("", what, f"Name this one otherwise, for example --version original-{known.version}")


def _note_twins(instrument: Instrument, options: Options, doubts: Doubts) -> None:
    ids = {each.id for each in instrument.indicators}
    for known in options.known_instruments.values():
        if ids and ids == {each.id for each in known.indicators}:
            what = f"its indicators have the ids of {known.id}, and it stands beside that under another id"
            doubts.note("", what, f"If it is the original wording of that, say --id {known.id}")
