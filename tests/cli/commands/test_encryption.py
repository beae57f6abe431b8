"""Encrypting from the command line: what is asked, what is told, and that nothing leaks."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest

from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.encryption.key_store import KEY_FILE
from casetool.storage.files.locks import Lock, acquire_lock
from casetool.storage.library.examples import copy_examples
from casetool.storage.library.index import list_sessions
from tests.support.sealed import IDENTITY, OWN, PASSPHRASE, ring, seal

Run = Callable[..., tuple[int, str, str]]
STDIN = "--passphrase-stdin"
ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The examples, and a key that opens at once."""
    copy_examples(tmp_path)
    ring(tmp_path)
    return tmp_path


@pytest.fixture
def closed(folder: Path, run: Run) -> Path:
    """The same, encrypted."""
    assert run("encrypt", STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    return folder


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def test_the_first_time_a_key_is_made_and_what_to_do_with_it_is_told(
    tmp_path: Path, run: Run
) -> None:
    copy_examples(tmp_path)
    code, out, err = run("encrypt", STDIN, typed="a passphrase of our own\n")
    assert (code, out) == (0, "")
    assert f"The key is {tmp_path / HIDDEN / KEY_FILE}" in err
    assert "keep a copy" in err
    assert "There is no office key" in err
    assert err.endswith("3 sessions are encrypted.\n")
    assert all(name.endswith(".toml.age") for name in names(tmp_path))


def test_a_refusal_leaves_no_key_behind(tmp_path: Path, run: Run) -> None:
    copy_examples(tmp_path)
    (tmp_path / "link.toml").symlink_to("example-closed.toml")
    window = acquire_lock(
        tmp_path / "example-closed.toml", StorageContext(state=tmp_path / ".state")
    )
    assert isinstance(window, Lock)
    for which in (["closed"], [], ["link.toml"]):
        code, _, err = run("encrypt", *which, STDIN, typed="a passphrase of our own\n")
        assert code == 1
        assert "The key is" not in err
        assert not (tmp_path / HIDDEN).exists()
    window.release()


@pytest.mark.parametrize("limit", [50, 500, 700])
def test_a_disk_without_room_leaves_no_key_behind(tmp_path: Path, limit: int) -> None:
    resource = pytest.importorskip("resource")
    (tmp_path / "s").mkdir()
    copy_examples(tmp_path / "s")
    done = subprocess.run(
        [sys.executable, "-m", "casetool", "--sessions", str(tmp_path / "s"), "encrypt", STDIN],
        input="a passphrase of our own\n",
        env={**os.environ, "CASETOOL_STATE": str(tmp_path / "state")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 1, done.stderr
    assert "The key is" not in done.stderr
    assert not (tmp_path / "s" / HIDDEN).exists()


def test_encrypting_and_back_changes_no_byte(folder: Path, run: Run) -> None:
    before = {path.name: path.read_bytes() for path in folder.glob("*.toml")}
    code, _, err = run("encrypt", STDIN, typed=f"{PASSPHRASE}\n")
    assert code == 0
    assert "The key is" not in err
    assert names(folder) == {f"{name}.age" for name in before}
    code, _, err = run("decrypt", STDIN, typed=f"{PASSPHRASE}\n")
    assert (code, err) == (0, "3 sessions are in plain text again.\n")
    assert {path.name: path.read_bytes() for path in folder.glob("*.toml")} == before


def test_one_session_alone(folder: Path, run: Run) -> None:
    code, _, err = run("encrypt", "closed", STDIN, typed=f"{PASSPHRASE}\n")
    assert (code, err[-24:]) == (0, "1 session is encrypted.\n")
    assert len(list(folder.glob("*.age"))) == 1
    assert run("decrypt", "closed", STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    assert list(folder.glob("*.age")) == []


def test_a_session_that_is_not_encrypted_is_told(folder: Path, run: Run) -> None:
    code, _, err = run("decrypt", "closed", STDIN, typed=f"{PASSPHRASE}\n")
    assert (code, err) == (1, "casetool: example-closed.toml is not encrypted.\n")


def test_a_second_time_there_is_nothing_to_do(closed: Path, run: Run) -> None:
    code, _, err = run("encrypt", STDIN, typed=f"{PASSPHRASE}\n")
    assert (code, err) == (0, f"There was nothing to be done in {closed}.\n")


@pytest.mark.parametrize("verb", ["encrypt", "decrypt", "passphrase"])
def test_a_wrong_passphrase_changes_nothing(folder: Path, run: Run, verb: str) -> None:
    run("encrypt", "closed", STDIN, typed=f"{PASSPHRASE}\n")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    code, out, err = run(verb, STDIN, typed="another one\na new passphrase\n")
    assert (code, out) == (1, "")
    assert "The passphrase is wrong. Nothing was changed" in err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "no passphrase on standard input"),
        ("\n", "no passphrase on standard input"),
        (b"\xff\xfe\n", "not in UTF-8"),
        ("short\n", "8 characters"),
    ],
)
def test_what_is_no_passphrase_is_refused(
    tmp_path: Path, run: Run, typed: str | bytes, words: str
) -> None:
    copy_examples(tmp_path)
    code, _, err = run("encrypt", STDIN, typed=typed)
    assert code == 1
    assert words in err
    assert not (tmp_path / HIDDEN).exists()


def test_the_passphrase_can_be_changed(closed: Path, run: Run) -> None:
    typed = f"{PASSPHRASE}\nquite another one\n"
    code, _, err = run("passphrase", STDIN, typed=typed)
    assert code == 0
    assert "make a new copy" in err
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


@pytest.mark.parametrize("verb", ["show", "notes", "tree", "check"])
def test_an_encrypted_session_is_read_with_its_passphrase(
    closed: Path, run: Run, verb: str
) -> None:
    code, out, _ = run(verb, "closed", STDIN, typed=f"{PASSPHRASE}\n")
    plain = closed / "plain"
    plain.mkdir()
    copy_examples(plain)
    assert run(verb, str(plain / "example-closed.toml"))[:2] == (code, out)
    code, out, err = run(verb, "closed", STDIN, typed="another one\n")
    assert (code, out) == (1, "")
    assert "The passphrase is wrong" in err


def test_the_list_says_what_is_encrypted(closed: Path, run: Run) -> None:
    out = run("list")[1]
    assert out.count("encrypted: opens with its passphrase") == 3
    assert [head.locked for head in list_sessions(closed)] == [True] * 3
    assert {head.child for head in list_sessions(closed, seal())} == {"Fern", "Milo", "Juno"}


def test_a_new_session_in_an_encrypted_folder_is_encrypted_from_the_first_instant(
    closed: Path, run: Run
) -> None:
    code, out, err = run("new", "--child", "Robin", STDIN, typed=f"{PASSPHRASE}\n")
    assert code == 0, err
    path = Path(out.strip())
    assert path.name.endswith("-robin.toml.age")
    assert b'child = "Robin"' in seal().decrypt(path.read_bytes())
    assert run("new", "--child", "Robin", STDIN, typed="another one\n")[0] == 1
    assert len(list(closed.glob("*.age"))) == 4


def test_a_new_session_in_a_plain_folder_asks_nothing(folder: Path, run: Run) -> None:
    path = Path(run("new", "--child", "Robin")[1].strip())
    assert path.suffix == ".toml"


def test_a_folder_without_sessions_can_be_made_ready(tmp_path: Path, run: Run) -> None:
    ring(tmp_path)
    assert run("encrypt", STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    out = run("new", "--child", "Robin", STDIN, typed=f"{PASSPHRASE}\n")[1]
    assert out.strip().endswith(".toml.age")


def test_an_office_key_opens_everything_until_it_is_taken_away(closed: Path, run: Run) -> None:
    office = pyrage.x25519.Identity.generate()
    key = str(office.to_public())
    assert run("encrypt", "--office", key, STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    for path in closed.glob("*.age"):
        assert pyrage.decrypt(path.read_bytes(), [office]) == seal().decrypt(path.read_bytes())
    code, _, err = run("encrypt", "--office", "none", STDIN, typed=f"{PASSPHRASE}\n")
    assert (code, err.splitlines()[-1]) == (0, "3 sessions are encrypted.")
    for path in closed.glob("*.age"):
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(path.read_bytes(), [office])


def test_a_secret_key_given_as_an_office_key_is_refused_unseen(folder: Path, run: Run) -> None:
    code, _, err = run("encrypt", "--office", IDENTITY, STDIN, typed="not read\n")
    assert code == 1
    assert "That is a secret key" in err
    assert IDENTITY not in err
    assert len(list(folder.glob("*.toml"))) == 3


def test_a_lost_key_is_told_before_anything_is_asked(closed: Path, run: Run) -> None:
    (closed / HIDDEN / KEY_FILE).unlink()
    for verb in ("encrypt", "decrypt"):
        code, _, err = run(verb, STDIN, typed="four other words here\n")
        assert code == 1
        assert "without it the encrypted sessions cannot be opened" in err
        assert "from a backup" in err


def test_what_stays_in_plain_text_is_named(folder: Path, run: Run) -> None:
    (folder / "a\x1b.notes.md").write_text("notes")
    err = run("encrypt", STDIN, typed=f"{PASSPHRASE}\n")[2]
    assert "Not encrypted, and they may hold case text: a\\u001b.notes.md." in err


def test_a_damaged_file_is_told_and_the_rest_is_done(closed: Path, run: Run) -> None:
    damaged = closed / "example-closed.toml.age"
    damaged.write_bytes(damaged.read_bytes()[:-1])
    code, _, err = run("decrypt", STDIN, typed=f"{PASSPHRASE}\n")
    assert code == 1
    assert "2 sessions are in plain text again." in err
    assert "example-closed.toml.age: It was damaged, changed or cut short." in err
    assert "1 of the files could not be changed" in err
    assert "casetool decrypt takes the encryption off all" in err


def test_a_name_that_is_not_there_is_told(folder: Path, run: Run) -> None:
    assert run("encrypt", "nobody", STDIN, typed=f"{PASSPHRASE}\n")[0] == 1
    assert run("--sessions", str(folder / "x"), "encrypt", STDIN, typed="x\n")[0] == 1


def test_adding_to_an_encrypted_session_without_a_terminal_is_refused_in_plain_words(
    closed: Path,
) -> None:
    before = {path: path.read_bytes() for path in closed.glob("*.age")}
    command = [sys.executable, "-m", "casetool", "--sessions", str(closed)]
    done = subprocess.run(
        [*command, "add", "closed", "worries"],
        input="a worry\n",
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        start_new_session=True,
        env={**os.environ, "CASETOOL_STATE": str(closed / ".state")},
    )
    assert done.returncode == 1
    assert done.stderr == (
        "casetool: A passphrase was needed, and there is no terminal to type it.\n"
        "You had typed:\na worry\n"  # given back: it stands nowhere else
    )
    assert {path: path.read_bytes() for path in closed.glob("*.age")} == before


def spawned(folder: Path, *arguments: str) -> tuple[int, str]:
    """The verb in a terminal of its own, with a passphrase typed at each question."""
    from ptyprocess import PtyProcess

    *verb, first, second = arguments
    child = PtyProcess.spawn(
        [sys.executable, "-m", "casetool", "--sessions", str(folder), *verb],
        cwd=str(ROOT),
        env={**os.environ, "CASETOOL_STATE": str(folder / ".state")},
        dimensions=(40, 300),
    )
    seen, answers = "", [first, second]
    while True:
        try:
            seen += child.read().decode()
        except EOFError:
            return child.wait(), seen
        if answers and seen.endswith(": "):
            child.write(f"{answers.pop(0)}\n".encode())


@pytest.mark.pty
def test_the_passphrase_is_typed_unseen(closed: Path) -> None:
    code, seen = spawned(closed, "decrypt", PASSPHRASE, "")
    assert code == 0
    assert f"Passphrase of {closed}" in seen
    assert PASSPHRASE not in seen
    assert len(list(closed.glob("*.toml"))) == 3


@pytest.mark.pty
def test_a_new_passphrase_is_asked_for_twice_and_must_be_the_same(tmp_path: Path) -> None:
    copy_examples(tmp_path)
    code, seen = spawned(tmp_path, "encrypt", "four words and one", "four words and two")
    assert code == 1
    assert "The two are not the same. Nothing was changed." in seen
    assert not (tmp_path / HIDDEN).exists()
    assert len(list(tmp_path.glob("*.toml"))) == 3


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not here")
def test_the_age_program_opens_what_the_verb_encrypted(closed: Path, tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    key.write_text(f"# {OWN}\n{IDENTITY}\n")
    for path in closed.glob("*.age"):
        command = ["age", "-d", "-i", str(key), str(path)]
        opened = subprocess.run(command, capture_output=True, check=True).stdout
        assert opened.startswith(b"# A case discussion")


def test_nothing_here_is_sealed_without_a_key() -> None:
    assert NO_CIPHER.suffix == ""


def test_where_nothing_is_encrypted_no_key_is_missed(run: Run) -> None:
    assert run("new", "--child", "Robin")[0] == 0
    code, _, told = run("decrypt", "--passphrase-stdin", typed="four words that fit\n")
    assert (code, "is encrypted" in told, "backup" in told) == (0, True, False)
    code, out, told = run("doctor", "--passphrase-stdin", typed="four words that fit\n")
    assert (code, out) == (0, "")
    assert told.startswith("Checked 1 session and 0 earlier versions")
