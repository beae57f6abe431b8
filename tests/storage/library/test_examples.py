"""The examples: three that open, copied for us alone, and never over a file that is there."""

import stat
from pathlib import Path

import pytest

from casetool.models.session import Stage
from casetool.services.sessions.open import load_session
from casetool.storage.files.atomic import SaveError
from casetool.storage.library.examples import EXAMPLE_FILES, copy_examples


def test_the_three_open_and_are_at_three_stages(tmp_path: Path) -> None:
    copy_examples(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(EXAMPLE_FILES)
    loaded = [load_session(tmp_path / name) for name in EXAMPLE_FILES]
    assert [one.session.stage for one in loaded] == list(Stage)
    assert [one.unknown for one in loaded] == [(), (), ()]


def test_the_copies_are_for_us_alone(tmp_path: Path) -> None:
    copy_examples(tmp_path)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_an_example_that_was_worked_on_stays_as_it_is(tmp_path: Path) -> None:
    worked_on = tmp_path / EXAMPLE_FILES[1]
    worked_on.write_text("mine", encoding="utf-8")
    copy_examples(tmp_path)
    copy_examples(tmp_path)
    assert worked_on.read_text(encoding="utf-8") == "mine"
    assert {path.name for path in tmp_path.iterdir()} == set(EXAMPLE_FILES)


def test_a_folder_that_cannot_hold_them_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="was not saved"):
        copy_examples(tmp_path / "none")
