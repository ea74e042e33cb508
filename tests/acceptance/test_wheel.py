"""The wheel, installed into an environment of its own and used from a folder that knows nothing of it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.acceptance

ROOT = Path(__file__).parents[2]
PATIENCE = 60


def run(*words: str | Path, folder: Path) -> str:
    """What a program printed; its environment names nothing of this checkout."""
    environment = {"PATH": os.defpath, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(  # noqa: S603 - our own program, in a folder of the test
        [str(word) for word in words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def stem_bot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed command; what it needs comes from the tests' own environment, so no network is asked."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT)
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", folder=folder)
    python = folder / "venv" / "bin" / "python"
    packages = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder)
    (Path(packages.strip()) / "needed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    wheel = next(folder.glob("*.whl"))
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps")
    run(*pip, wheel, folder=folder)
    return folder / "venv" / "bin" / "stem-bot"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder with nothing in it but the example config, under its usual name."""
    shutil.copyfile(ROOT / "config.example.yaml", tmp_path / "config.yaml")
    return tmp_path


def test_it_is_really_the_wheel_that_runs(stem_bot: Path, tmp_path: Path) -> None:
    where = "import bot, rubric, migrations; print(bot.__file__, rubric.__file__, migrations.__file__)"
    for file in run(stem_bot.parent / "python", "-c", where, folder=tmp_path).split():
        assert Path(file).is_relative_to(stem_bot.parents[1])


def test_a_database_is_made_and_the_example_checked(stem_bot: Path, elsewhere: Path) -> None:
    assert "has now the tables" in run(stem_bot, "migrate", folder=elsewhere)
    assert (elsewhere / "stem-bot.db").exists()
    assert "config.yaml is fine: 2 teams" in run(stem_bot, "check", folder=elsewhere)


def test_the_rubric_is_all_there(stem_bot: Path, tmp_path: Path) -> None:
    shown = json.loads(run(stem_bot, "rubric", "show", "engaged-stem-community", "--json", folder=tmp_path))
    assert len(shown["outcomes"]) == 3
    assert len(shown["indicators"]) == 16
    assert sum(len(each["levels"]) for each in shown["indicators"]) == 80


def test_it_speaks_spanish(stem_bot: Path, tmp_path: Path) -> None:
    saying = "from bot.language.catalogue import phrases_in; print(phrases_in('es-MX')('Stuck'))"
    assert run(stem_bot.parent / "python", "-c", saying, folder=tmp_path).strip() == "Atascado"


def test_the_demo_shows_its_page(stem_bot: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    demo = subprocess.Popen(  # noqa: S603 - our own program, in a folder of the test
        [stem_bot, "demo", "--no-browser", "--port", str(port)],
        cwd=tmp_path,
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with demo:
        try:
            assert "stem-bot" in page_at(f"http://127.0.0.1:{port}/")
            demo.send_signal(signal.SIGTERM)
            said, _ = demo.communicate(timeout=PATIENCE)
        finally:
            demo.kill()
    assert demo.returncode == 0
    assert f"http://127.0.0.1:{port}" in said
    assert list(tmp_path.iterdir()) == []


def page_at(address: str) -> str:
    """The page, as soon as there is one."""
    given_up = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as page:  # noqa: S310 - our own page
                return str(page.read().decode())
        except urllib.error.URLError:
            assert time.monotonic() < given_up
            time.sleep(0.1)
