"""``casetool passphrase``."""

from pathlib import Path

import pytest

from casetool.storage.library.examples import copy_examples
from tests.support.sealed import PASSPHRASE
from tests.support.verbs import STDIN, Run, spawned_with


def test_the_passphrase_can_be_changed(closed: Path, run: Run, quick_passphrases: None) -> None:
    typed = f"{PASSPHRASE}\nquite another one\n"
    code, _, err = run("passphrase", STDIN, typed=typed)
    assert code == 0
    assert "Make a new copy" in err
    assert run("decrypt", STDIN, typed=f"{PASSPHRASE}\n")[0] == 1
    assert run("decrypt", STDIN, typed="quite another one\n")[0] == 0


def test_where_nothing_is_encrypted_there_is_no_passphrase_to_change(
    run: Run, tmp_path: Path
) -> None:
    copy_examples(tmp_path)
    code, _, told = run("passphrase", STDIN, typed="old\n")
    assert code == 1
    assert told == f"casetool: Nothing in {tmp_path} is encrypted, so it has no passphrase.\n"
    code, _, told = run("--sessions", str(tmp_path / "none"), "passphrase")
    assert (code, "There is no folder" in told) == (1, True)


@pytest.mark.pty
def test_a_new_passphrase_typed_ahead_is_taken_and_never_shown(
    closed: Path, run: Run, quick_passphrases: None
) -> None:
    ahead = f"{PASSPHRASE}\nquite another one\nquite another one\n"
    code, seen = spawned_with(closed, ["passphrase"], [ahead], "tests.support.quick_passphrase")
    assert code == 0, seen
    assert "The passphrase is changed." in seen
    assert "another" not in seen
    assert PASSPHRASE not in seen
    assert run("decrypt", STDIN, typed="quite another one\n")[0] == 0


@pytest.mark.pty
def test_a_new_passphrase_typed_behind_a_wrong_one_is_never_shown(closed: Path) -> None:
    ahead = "a wrong one\nquite another one\nquite another one\n"
    code, seen = spawned_with(closed, ["passphrase"], [ahead])
    assert code == 1
    assert "another" not in seen
