"""Paths that people type."""

from pathlib import Path

import pytest

from casetool.storage.files.typed_path import existing_folder, typed_path


@pytest.mark.parametrize("text", ["~nobody-here/cases", "/no/such", "x" * 300, "a\0b", ""])
def test_what_is_no_folder_is_none_and_no_fault(text: str) -> None:
    assert existing_folder(text) is None


def test_a_folder_is_found_by_its_path_and_by_that_from_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "cases").mkdir()
    assert existing_folder(str(tmp_path / "cases")) == tmp_path / "cases"
    assert existing_folder("~/cases") == tmp_path / "cases"
    assert typed_path("~nobody-here/cases") == Path("~nobody-here/cases")
