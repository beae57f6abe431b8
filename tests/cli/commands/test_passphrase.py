"""``casetool passphrase``."""

from pathlib import Path

from tests.support.sealed import PASSPHRASE
from tests.support.verbs import STDIN, Run


def test_the_passphrase_can_be_changed(closed: Path, run: Run) -> None:
    typed = f"{PASSPHRASE}\nquite another one\n"
    code, _, err = run("passphrase", STDIN, typed=typed)
    assert code == 0
    assert "Make a new copy" in err
    assert run("decrypt", STDIN, typed=f"{PASSPHRASE}\n")[0] == 1
