"""What goes out: approved, warned of, and never over another file."""

import argparse
import io
from pathlib import Path

import pytest

from casetool.cli.export.names import confirm_replacements, warn_of_names, write_file
from casetool.errors import UserError


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    write_file(path, b"ours")
    with pytest.raises(UserError, match="Choose another name"):
        write_file(path, b"other")
    assert path.read_bytes() == b"ours"


@pytest.mark.parametrize(("count", "told"), [(0, ""), (1, "these notes once."), (3, " 3 times.")])
def test_names_are_counted_and_not_named(
    count: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    warn_of_names(count, "these notes")
    said = capsys.readouterr().err
    assert told in said
    assert bool(said) == bool(count)


def test_where_nobody_can_be_asked_nothing_is_approved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    with pytest.raises(UserError, match="To say yes, add --yes"):
        confirm_replacements(2, argparse.Namespace(yes=False))
    confirm_replacements(0, argparse.Namespace(yes=False))
    confirm_replacements(2, argparse.Namespace(yes=True))
