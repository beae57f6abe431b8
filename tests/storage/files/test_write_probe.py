"""A drive that is asked for a write before the screen waits for it."""

import os
from pathlib import Path
from threading import Event

import pytest

from casetool.storage.files.atomic import SaveError
from casetool.storage.files.time_limit import TimeLimit
from casetool.storage.files.write_probe import refuse_silent_drive


def test_a_drive_that_answers_has_nothing_left_on_it(tmp_path: Path) -> None:
    refuse_silent_drive(tmp_path / "a.toml")
    assert list(tmp_path.iterdir()) == []
    refuse_silent_drive(tmp_path / "gone" / "a.toml")  # a refusal is an answer, too


def test_one_that_takes_no_write_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, limit = Event(), TimeLimit(0.05)
    monkeypatch.setattr(os, "fsync", lambda handle: go_on.wait(30))
    try:
        with pytest.raises(SaveError, match="its drive does not answer"):
            refuse_silent_drive(tmp_path / "a.toml", limit)
    finally:
        go_on.set()
