"""``casetool encrypt``: what is asked, what is told, and that nothing leaks."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

from casetool.cli.upkeep import conversion
from casetool.storage.autosave.emergency_copy import place_of_copy, write_copy
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.encryption.age import count_recipients
from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.encryption.key_store import KEY_FILE, set_office
from casetool.storage.files.atomic import Fingerprint, SaveError, write_atomically
from casetool.storage.files.locks import Lock, acquire_lock
from casetool.storage.files.own_drives import DriveNumbers, OwnDrives
from casetool.storage.library.examples import copy_examples
from tests.support.sealed import IDENTITY, OWN, PASSPHRASE, ring, seal
from tests.support.verbs import STDIN, Run, names_in, spawned

ROOT = Path(__file__).parents[3]


def test_the_first_time_a_key_is_made_and_what_to_do_with_it_is_told(
    tmp_path: Path, run: Run, quick_passphrases: None
) -> None:
    copy_examples(tmp_path)
    code, out, err = run("encrypt", STDIN, typed="a passphrase of our own\n")
    assert (code, out) == (0, "")
    assert f"The key is {tmp_path / HIDDEN / KEY_FILE}" in err
    assert "Keep a copy" in err
    assert "There is no office key" in err
    assert err.endswith("3 sessions are encrypted.\n")
    assert all(name.endswith(".toml.age") for name in names_in(tmp_path))
    assert run("decrypt", STDIN, typed="a passphrase of our own\n")[0] == 0


def test_a_refusal_comes_before_a_passphrase_is_thought_of_and_leaves_no_key(
    tmp_path: Path, run: Run
) -> None:
    copy_examples(tmp_path)
    (tmp_path / "link.toml").symlink_to("example-closed.toml")
    window = acquire_lock(
        tmp_path / "example-closed.toml", StorageContext(state=tmp_path / ".state")
    )
    assert isinstance(window, Lock)
    for which in (["closed"], [], ["link.toml"]):
        code, _, err = run("encrypt", *which, STDIN, typed="")
        assert code == 1
        assert "is a link" in err if "link.toml" in which else "open in another window" in err
        assert "The key is" not in err
        assert not (tmp_path / HIDDEN).exists()
    window.release()


def test_where_the_drive_goes_while_a_passphrase_is_thought_of_no_key_is_made(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_examples(tmp_path)
    number = 1

    def ask(options: argparse.Namespace) -> str:
        nonlocal number
        for path in tmp_path.glob("*.toml"):
            path.unlink()
        number = 2  # the drive under the mount point
        return "a passphrase of our own"

    drives = OwnDrives(lambda folder: DriveNumbers(number, 0))
    monkeypatch.setattr(conversion, "ask_new_passphrase", ask)
    monkeypatch.setattr(conversion, "storage_context", lambda _: StorageContext(drives=drives))
    code, _, err = run("encrypt")
    assert code == 1
    assert "is not there any more" in " ".join(err.split())
    assert not (tmp_path / HIDDEN / KEY_FILE).exists()


@pytest.mark.parametrize("limit", [50, 500, 700])  # for the public keys, the key, a session
def test_a_disk_without_room_leaves_no_key_behind(tmp_path: Path, limit: int) -> None:
    resource = pytest.importorskip("resource")
    (tmp_path / "s").mkdir()
    copy_examples(tmp_path / "s")
    program = [sys.executable, "-m", "tests.support.quick_passphrase"]
    done = subprocess.run(
        [*program, "--sessions", str(tmp_path / "s"), "encrypt", STDIN],
        input="a passphrase of our own\n",
        # half a module, compiled under this limit, would break every later run
        env={
            **os.environ,
            "CASETOOL_STATE": str(tmp_path / "state"),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 1, done.stderr
    assert "The key is" not in done.stderr
    assert not (tmp_path / "s" / HIDDEN).exists()


@pytest.mark.parametrize("is_written", [False, True])
def test_a_new_key_goes_only_if_nothing_on_the_disk_needs_it(
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    quick_passphrases: None,
    is_written: bool,
) -> None:
    def failing(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        error = SaveError(f"{path.name}: the disk failed")
        if is_written:
            error.fingerprint = write_atomically(path, data, known)
        raise error

    copy_examples(tmp_path)
    monkeypatch.setattr("casetool.cli.upkeep.conversion.write_atomically", failing)
    code, _, err = run("encrypt", STDIN, typed="a passphrase of our own\n")
    assert code == 1
    assert (tmp_path / HIDDEN / KEY_FILE).exists() == is_written
    assert ("The key is" in err) == is_written
    assert all(path.read_bytes() for path in tmp_path.glob("*.toml"))


def test_ctrl_c_says_how_far_it_has_got_and_that_it_can_go_on(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, quick_passphrases: None
) -> None:
    files = iter([1])

    def interrupted(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        for _ in files:
            return write_atomically(path, data, known)
        raise KeyboardInterrupt

    copy_examples(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("casetool.cli.upkeep.conversion.write_atomically", interrupted)
        code, _, err = run("encrypt", STDIN, typed="a passphrase of our own\n")
    assert code == 130
    assert "Stopped. 1 of 3 sessions are encrypted. The rest are unchanged." in err
    assert run("encrypt", STDIN, typed="a passphrase of our own\n")[0] == 0
    assert len(list(tmp_path.glob("*.age"))) == 3


def test_encrypting_and_back_changes_no_byte(folder: Path, run: Run) -> None:
    before = {path.name: path.read_bytes() for path in folder.glob("*.toml")}
    code, _, err = run("encrypt", STDIN, typed=f"{PASSPHRASE}\n")
    assert code == 0
    assert "The key is" not in err
    assert names_in(folder) == {f"{name}.age" for name in before}
    code, _, err = run("decrypt", STDIN, typed=f"{PASSPHRASE}\n")
    assert (code, err) == (0, "3 sessions are in plain text again.\n")
    assert {path.name: path.read_bytes() for path in folder.glob("*.toml")} == before


def test_a_copy_left_in_the_other_form_is_turned_and_told(closed: Path, run: Run) -> None:
    storage, plain = StorageContext(state=closed / ".state"), closed / "example-closed.toml"
    place = place_of_copy(plain, storage)
    assert place is not None
    write_copy(place, plain, b'format = 1\nid = "elk9a"\nchild = "Robin"\n')
    code, _, err = run("encrypt", STDIN, typed=f"{PASSPHRASE}\n")
    assert code == 0
    assert "1 file of a session is encrypted. The sessions themselves were so before." in err


def test_one_session_alone(folder: Path, run: Run) -> None:
    code, _, err = run("encrypt", "closed", STDIN, typed=f"{PASSPHRASE}\n")
    assert (code, err[-24:]) == (0, "1 session is encrypted.\n")
    assert len(list(folder.glob("*.age"))) == 1
    assert run("decrypt", "closed", STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    assert list(folder.glob("*.age")) == []


def test_a_second_time_there_is_nothing_to_do(closed: Path, run: Run) -> None:
    code, _, err = run("encrypt", STDIN, typed=f"{PASSPHRASE}\n")
    assert (code, err) == (0, f"There was nothing to do in {closed}.\n")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "no passphrase on standard input"),
        ("\n", "no passphrase on standard input"),
        (b"\xff\xfe\n", "not UTF-8"),
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


def test_an_office_key_is_refused_while_a_session_is_open_and_changes_nothing(
    closed: Path, run: Run
) -> None:
    key = str(pyrage.x25519.Identity.generate().to_public())
    before = {path: path.read_bytes() for path in closed.rglob("*") if path.is_file()}
    session = next(closed.glob("*.age"))
    window = acquire_lock(session, StorageContext(state=closed / ".state"))
    assert isinstance(window, Lock)
    code, _, err = run("encrypt", "--office", key, STDIN, typed="")
    window.release()
    assert (code, "open in another window" in err) == (1, True)
    after = {path: path.read_bytes() for path in before}
    assert after == before


def test_a_secret_key_given_as_an_office_key_is_refused_unseen(folder: Path, run: Run) -> None:
    code, _, err = run("encrypt", "--office", IDENTITY, STDIN, typed="not read\n")
    assert code == 1
    assert "That is a secret key" in err
    assert IDENTITY not in err
    assert len(list(folder.glob("*.toml"))) == 3


def test_what_stays_in_plain_text_is_named(folder: Path, run: Run) -> None:
    (folder / "a\x1b.notes.md").write_text("notes")
    err = run("encrypt", STDIN, typed=f"{PASSPHRASE}\n")[2]
    assert "Not encrypted, though they may hold case text: a\\u001b.notes.md." in err


def test_a_name_that_is_not_there_is_told(folder: Path, run: Run) -> None:
    assert run("encrypt", "nobody", STDIN, typed=f"{PASSPHRASE}\n")[0] == 1
    assert run("--sessions", str(folder / "x"), "encrypt", STDIN, typed="x\n")[0] == 1


@pytest.mark.pty
def test_a_new_passphrase_is_asked_for_twice_and_must_be_the_same(tmp_path: Path) -> None:
    copy_examples(tmp_path)
    code, seen = spawned(tmp_path, "encrypt", "four words and one", "four words and two")
    assert code == 1
    assert "The two passphrases differ. Nothing was changed." in seen
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


@pytest.mark.parametrize("change", ["added", "removed", "another"])
def test_a_change_of_the_office_key_that_was_stopped_is_named_and_finished(
    closed: Path, run: Run, change: str
) -> None:
    first, second = (pyrage.x25519.Identity.generate() for _ in range(2))
    keys = {"added": ("none", first), "removed": (first, "none"), "another": (first, second)}
    before, after = (key if key == "none" else str(key.to_public()) for key in keys[change])
    assert run("encrypt", "--office", before, STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    assert "office" not in run("doctor", "--unlock", STDIN, typed=f"{PASSPHRASE}\n")[1]
    set_office(closed, PASSPHRASE, None if after == "none" else after)  # and the power went
    code, out, _ = run("doctor", "--unlock", STDIN, typed=f"{PASSPHRASE}\n")
    assert code == 1
    assert "casetool encrypt finishes it" in out
    assert run("encrypt", STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    assert "finishes it" not in run("doctor", "--unlock", STDIN, typed=f"{PASSPHRASE}\n")[1]
    recipients = 1 if after == "none" else 2
    for path in closed.glob("*.age"):
        assert count_recipients(path.read_bytes()) == recipients
        if keys[change][0] != "none":
            with pytest.raises(pyrage.DecryptError):
                pyrage.decrypt(path.read_bytes(), [first])
    assert "nothing to do" in run("encrypt", STDIN, typed=f"{PASSPHRASE}\n")[2]


def test_a_session_that_a_removed_office_key_opens_is_named_wherever_it_comes_from(
    closed: Path, run: Run
) -> None:
    office = pyrage.x25519.Identity.generate()
    key = str(office.to_public())
    assert run("encrypt", "--office", key, STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    path = next(closed.glob("*.age"))
    earlier = path.read_bytes()
    assert run("encrypt", "--office", "none", STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    path.write_bytes(earlier)  # from the other laptop, or a backup
    _, out, _ = run("doctor", "--unlock", STDIN, typed=f"{PASSPHRASE}\n")
    assert path.name in out
    assert run("encrypt", STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(path.read_bytes(), [office])
