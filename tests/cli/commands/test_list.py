"""``casetool list``."""

from pathlib import Path

from casetool.storage.library.index import list_sessions
from tests.support.driving import examples
from tests.support.sealed import seal
from tests.support.verbs import Run


def test_list_of_no_sessions_says_where_it_looked(run: Run, tmp_path: Path) -> None:
    code, out, err = run("list")
    assert (code, out) == (0, "")
    assert str(tmp_path) in err
    assert run("list", "--json")[1] == "[]\n"


def test_the_list_says_what_is_encrypted(closed: Path, run: Run) -> None:
    out = run("list")[1]
    assert out.count("encrypted: opens with its passphrase") == 3
    assert [head.locked for head in list_sessions(closed)] == [True] * 3
    assert {head.child for head in list_sessions(closed, seal())} == {"Fern", "Milo", "Juno"}


def test_list_names_the_folders_below_that_hold_sessions(run: Run, tmp_path: Path) -> None:
    (tmp_path / "2026").mkdir()
    examples(tmp_path / "2026")
    code, out, err = run("list")
    assert (code, out) == (0, "")
    assert f"in the folder 2026: casetool --sessions {tmp_path / '2026'}" in err
