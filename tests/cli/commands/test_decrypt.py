"""``casetool decrypt``: every byte as it was."""

from pathlib import Path

import pytest

from tests.support.sealed import PASSPHRASE
from tests.support.verbs import STDIN, Run, spawned


def test_a_session_that_is_not_encrypted_is_told(folder: Path, run: Run) -> None:
    code, _, err = run("decrypt", "closed", STDIN, typed=f"{PASSPHRASE}\n")
    assert (code, err) == (1, "casetool: example-closed.toml is not encrypted.\n")


def test_a_damaged_file_is_told_and_the_rest_is_done(closed: Path, run: Run) -> None:
    damaged = closed / "example-closed.toml.age"
    damaged.write_bytes(damaged.read_bytes()[:-1])
    code, _, err = run("decrypt", STDIN, typed=f"{PASSPHRASE}\n")
    assert code == 1
    assert "2 sessions are in plain text again." in err
    assert "example-closed.toml.age: It was damaged, changed or cut short." in err
    assert "1 of the files could not be changed" in err
    assert "casetool decrypt takes the encryption off all" in err


@pytest.mark.pty
def test_the_passphrase_is_typed_unseen(closed: Path) -> None:
    code, seen = spawned(closed, "decrypt", PASSPHRASE, "")
    assert code == 0
    assert f"Passphrase of {closed}" in seen
    assert PASSPHRASE not in seen
    assert len(list(closed.glob("*.toml"))) == 3


def test_where_nothing_is_encrypted_no_key_is_missed(run: Run) -> None:
    assert run("new", "--child", "Robin")[0] == 0
    code, _, told = run("decrypt", "--passphrase-stdin", typed="four words that fit\n")
    assert (code, "is encrypted" in told, "backup" in told) == (0, True, False)
    code, out, told = run("doctor", "--passphrase-stdin", typed="four words that fit\n")
    assert (code, out) == (0, "")
    assert told.startswith("Checked 1 session and 0 earlier versions")
