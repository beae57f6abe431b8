"""What many tests begin with."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casetool.__main__ import main


@pytest.fixture
def run(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Run a command line on a folder of its own: the code, what was printed, what was told."""

    def call(*arguments: str, typed: str | bytes = "") -> tuple[int, str, str]:
        data = typed.encode() if isinstance(typed, str) else typed
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        code = main(["--sessions", str(tmp_path), *arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return call
