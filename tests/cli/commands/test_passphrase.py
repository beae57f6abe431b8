"""``casetool passphrase``."""

from pathlib import Path

from casetool.storage.library.examples import copy_examples
from tests.support.sealed import PASSPHRASE
from tests.support.verbs import STDIN, Run


def test_the_passphrase_can_be_changed(closed: Path, run: Run) -> None:
    typed = f"{PASSPHRASE}\nquite another one\n"
    code, _, err = run("passphrase", STDIN, typed=typed)
    assert code == 0
    assert "Make a new copy" in err
    assert run("decrypt", STDIN, typed=f"{PASSPHRASE}\n")[0] == 1


def test_where_nothing_is_encrypted_there_is_no_passphrase_to_change(
    run: Run, tmp_path: Path
) -> None:
    copy_examples(tmp_path)
    code, _, told = run("passphrase", STDIN, typed="old\n")
    assert code == 1
    assert told == f"casetool: Nothing in {tmp_path} is encrypted, so it has no passphrase.\n"
    code, _, told = run("--sessions", str(tmp_path / "none"), "passphrase")
    assert (code, "There is no folder" in told) == (1, True)
