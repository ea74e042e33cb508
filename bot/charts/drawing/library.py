"""Takes in matplotlib so that it leaves nothing behind: no cache in a home, no words on standard error."""

from __future__ import annotations

import logging
import os
from tempfile import TemporaryDirectory
from typing import Final

_FOLDER: Final = "MPLCONFIGDIR"


def _take_in() -> None:
    """Import it with a folder for its list of fonts, which is gone afterwards."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    before = os.environ.get(_FOLDER)
    with TemporaryDirectory() as folder:
        os.environ[_FOLDER] = folder
        import matplotlib as mpl  # noqa: PLC0415 - the folder has to be there first
        import matplotlib.font_manager  # noqa: PLC0415 - as above; this is what wants the folder

    if before is None:
        del os.environ[_FOLDER]
    else:
        os.environ[_FOLDER] = before
    # A settings file where the bot was started must not change how a picture looks.
    mpl.rcdefaults()


_take_in()
