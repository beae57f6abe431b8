"""What many tests begin with."""

import compileall
import gc
import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import pytest
from hypothesis import HealthCheck, settings

from casetool.__main__ import main
from tests.support.parsed_css import parse_css_once
from tests.support.quick_passphrase import quickly_decrypt, quickly_encrypt
from tests.support.settling import settle_at_once

ROOT = Path(__file__).parents[1]
GARBAGE = 10_000
"""New objects after which Python looks for garbage: most of an app lives as long as its test."""

EXAMPLES = {"example-prepared.toml", "example-in-discussion.toml", "example-closed.toml"}


def pytest_xdist_auto_num_workers() -> int | None:
    """One worker more than there are cores: a test that waits for a timer uses none."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:  # who runs the tests knows better
        return None
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0)) + 1
    return (os.cpu_count() or 1) + 1


def pytest_addoption(parser: pytest.Parser) -> None:
    """How often faults are made."""
    words = "make each fault as often as docs/reliability.md promises: hours, not seconds"
    parser.addoption("--full", action="store_true", help=words)


def pytest_configure(config: pytest.Config) -> None:
    """A slow machine is no fault: how long an example takes is not what a test is about.

    What every run does is the same each time; only ``--full`` searches for what is not known yet.
    """
    full = bool(config.getoption("--full"))
    settle_at_once(paints_each_key=full)
    parse_css_once()
    _keep_bytecode(config)
    examples = 400 if full else 12
    slow = [HealthCheck.too_slow]
    settings.register_profile(
        "casetool",
        deadline=None,
        max_examples=examples,
        suppress_health_check=slow,
        derandomize=not full,
    )
    settings.load_profile("casetool")
    # what a test starts reads and writes no settings of whoever runs the tests
    folder = tempfile.TemporaryDirectory(prefix="casetool-config-")
    config.add_cleanup(folder.cleanup)
    os.environ["CASETOOL_CONFIG"] = str(Path(folder.name) / "casetool")


def _keep_bytecode(config: pytest.Config) -> None:
    """Compile the program and the tests once, not for each worker and each program started."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if not hasattr(config, "workerinput"):  # those that xdist starts find it done
        compileall.compile_dir(ROOT / "casetool", quiet=2)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is for ``--full`` alone, without it."""
    if not config.getoption("--full"):
        rare = [item for item in items if item.get_closest_marker("full")]
        items[:] = [item for item in items if not item.get_closest_marker("full")]
        config.hook.pytest_deselected(items=rare)


def pytest_collection_finish() -> None:
    """Leave what stays to the end out of each later collection of garbage.

    It walked all tests and modules, a quarter of a second each time an app was built anew.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)


@pytest.fixture(scope="session")
def runs(pytestconfig: pytest.Config) -> Callable[[int, int], int]:
    """How often a fault is made: the first number, or with ``--full`` the second."""
    full = bool(pytestconfig.getoption("--full"))
    return lambda few, many: many if full else few


@pytest.fixture
def run(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Run a command line on a folder of its own: the code, what was printed, what was told."""

    def call(*arguments: str, typed: str | bytes | TextIO = "") -> tuple[int, str, str]:
        data = typed.encode() if isinstance(typed, str) else typed
        stdin = io.TextIOWrapper(io.BytesIO(data), "utf-8") if isinstance(data, bytes) else data
        monkeypatch.setattr(sys, "stdin", stdin)
        environment = {
            **os.environ,
            "CASETOOL_STATE": str(tmp_path / ".state"),
            "CASETOOL_CONFIG": str(tmp_path / ".config"),
        }
        code = main(["--sessions", str(tmp_path), *arguments], environment)
        out, err = capfd.readouterr()
        return code, out, err

    return call


@pytest.fixture
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let passphrases protect at once, where a test makes a key but is not about that."""
    monkeypatch.setattr("pyrage.passphrase.encrypt", quickly_encrypt)
    monkeypatch.setattr("pyrage.passphrase.decrypt", quickly_decrypt)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this tree, in whose ``sessions`` a real case lies."""
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("out")
    for name in ("pyproject.toml", "README.md", ".gitignore"):
        shutil.copy(ROOT / name, tree)
    shutil.copytree(ROOT / "casetool", tree / "casetool")
    (tree / "sessions").mkdir()
    for name in EXAMPLES:
        shutil.copy(ROOT / "sessions" / name, tree / "sessions")
    for name in ("2026-11-12-real.toml", "example-real.toml", "2026-11-12-real.notes.md"):
        (tree / "sessions" / name).write_text("real", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=tree,
        capture_output=True,
        check=True,
    )
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel was unpacked."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)
    compileall.compile_dir(folder, quiet=2)  # as pip does
    return folder
