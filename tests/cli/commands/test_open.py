"""``casetool open``."""

from pathlib import Path

import pytest

from casetool.app import facilitator_app, launch
from casetool.storage.library.examples import copy_examples
from tests.support.verbs import Run


def test_the_list_behind_a_session_is_that_of_its_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, started = tmp_path / "other", []
    other.mkdir()
    copy_examples(other)

    def run_app(folder: Path, why: str, session: Path, *more: object) -> int:
        started.append((folder, session))
        return 0

    monkeypatch.setattr(launch, "_need_terminal", lambda: None)
    monkeypatch.setattr(facilitator_app, "run_app", run_app)
    session = other / "example-closed.toml"
    assert run("open", str(session))[0] == 0
    assert started == [(other, session)]
