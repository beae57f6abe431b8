"""The key of a folder: made once, kept under a passphrase; what is wrong with it is said."""

import os
import re
import shutil
import stat
from pathlib import Path

import pyrage
import pytest

from casetool.storage.context import HIDDEN
from casetool.storage.encryption.age import AgeCipher
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.encryption.folder_key import unlock
from casetool.storage.encryption.key_store import (
    KEY_FILE,
    change_passphrase,
    create_key,
    has_key,
    set_office,
)
from casetool.storage.encryption.recipients import RECIPIENTS_FILE, recipients_path
from casetool.storage.files.atomic import (
    ChangedOnDiskError,
    Fingerprint,
    SaveError,
    write_atomically,
)
from tests.support.quick_passphrase import quickly_encrypt
from tests.support.sealed import IDENTITY, KEY_BYTES, OWN, PASSPHRASE, ring

OFFICE = pyrage.x25519.Identity.generate()
OFFICE_KEY = str(OFFICE.to_public())
REAL = "a real passphrase, née Ash"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, AgeCipher]:
    """A folder with a key made as users make it: it takes seconds, so it is made once."""
    folder = tmp_path_factory.mktemp("real")
    mask = os.umask(0)
    try:
        return folder, create_key(folder, REAL, OFFICE_KEY)
    finally:
        os.umask(mask)


def refusal(folder: Path, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(CipherError) as caught:
        unlock(folder, passphrase)
    return str(caught.value)


def key(folder: Path) -> Path:
    return folder / HIDDEN / KEY_FILE


def test_a_key_is_made_for_us_alone(real: tuple[Path, AgeCipher]) -> None:
    folder, _ = real
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}
    assert modes == {HIDDEN: 0o700, KEY_FILE: 0o600, RECIPIENTS_FILE: 0o600}
    assert has_key(folder)


def test_what_is_closed_with_it_opens_with_the_passphrase_and_with_the_office_key(
    real: tuple[Path, AgeCipher],
) -> None:
    folder, made = real
    closed = made.encrypt(b"words")
    # é as two characters, as another keyboard gives it
    assert unlock(folder, REAL.replace("é", "e\u0301")).decrypt(closed) == b"words"
    assert pyrage.decrypt(closed, [OFFICE]) == b"words"


def test_the_key_never_lies_there_in_plain(real: tuple[Path, AgeCipher]) -> None:
    for path in real[0].rglob("*.*"):
        assert path.is_dir() or b"AGE-SECRET-KEY" not in path.read_bytes()


def test_the_passphrase_can_be_changed(tmp_path: Path, quick_passphrases: None) -> None:
    closed = ring(tmp_path).encrypt(b"words")
    change_passphrase(tmp_path, PASSPHRASE, "a new passphrase")
    assert unlock(tmp_path, "a new passphrase").decrypt(closed) == b"words"
    assert stat.S_IMODE(key(tmp_path).stat().st_mode) == 0o600
    assert "passphrase is wrong" in refusal(tmp_path)


def test_a_wrong_passphrase_changes_nothing(tmp_path: Path) -> None:
    ring(tmp_path, OFFICE_KEY)
    before = {path: path.read_bytes() for path in (key(tmp_path), recipients_path(tmp_path))}
    assert "passphrase is wrong" in refusal(tmp_path, "another one")
    with pytest.raises(CipherError, match="passphrase is wrong"):
        change_passphrase(tmp_path, "another one", "a third one")
    with pytest.raises(CipherError, match="passphrase is wrong"):
        set_office(tmp_path, "another one", None)
    assert {path: path.read_bytes() for path in before} == before


def test_a_computer_too_busy_for_the_key_is_not_told_that_the_passphrase_is_wrong(
    tmp_path: Path,
) -> None:
    ring(tmp_path)
    key = tmp_path / HIDDEN / KEY_FILE
    data = key.read_bytes()
    key.write_bytes(re.sub(rb"(-> scrypt \S+) 10\n", rb"\1 30\n", data))
    assert key.read_bytes() != data
    with pytest.raises(CipherError, match="too busy") as error:
        unlock(tmp_path, PASSPHRASE)
    assert "wrong" not in str(error.value)


@pytest.mark.parametrize("passphrase", ["", "short", "       a       "])
def test_a_passphrase_that_guards_nothing_is_refused(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(CipherError, match="8 characters"):
        create_key(tmp_path, passphrase)
    assert list(tmp_path.iterdir()) == []
    ring(tmp_path)
    with pytest.raises(CipherError, match="8 characters"):
        change_passphrase(tmp_path, PASSPHRASE, passphrase)
    assert unlock(tmp_path, PASSPHRASE)


def test_a_key_that_is_there_is_never_made_anew(tmp_path: Path) -> None:
    ring(tmp_path)
    with pytest.raises(CipherError, match="already"):
        create_key(tmp_path, REAL)
    assert unlock(tmp_path, PASSPHRASE)


@pytest.mark.parametrize("name", ["a.toml.age", ".casetool/versions/k7m2q/x.a.toml.age"])
def test_a_lost_key_is_told_and_no_other_is_made_in_its_place(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(ring(tmp_path).encrypt(b"words"))
    key(tmp_path).unlink()
    assert "is not there" in refusal(tmp_path)
    assert "office key" in refusal(tmp_path)
    with pytest.raises(CipherError, match="from a backup"):
        create_key(tmp_path, REAL)


@pytest.mark.parametrize("size", [0, 5, 60, 150, 200])
def test_a_key_file_that_was_cut_short_is_told(tmp_path: Path, size: int) -> None:
    ring(tmp_path)
    data = key(tmp_path).read_bytes()
    key(tmp_path).write_bytes(data[:size])
    words = refusal(tmp_path)
    assert "backup" in words
    assert str(key(tmp_path)) in words


def test_a_key_file_that_holds_no_key_is_told(tmp_path: Path) -> None:
    ring(tmp_path)
    key(tmp_path).write_bytes(b"AGE-SECRET-KEY-1 in plain")
    assert "not a file of the age format" in refusal(tmp_path)


def test_a_key_file_that_opens_but_holds_no_key_is_told(
    tmp_path: Path, quick_passphrases: None
) -> None:
    for content in (b"no key here\n", b"\xff\n"):
        ring(tmp_path)
        key(tmp_path).write_bytes(quickly_encrypt(content, PASSPHRASE))
        assert refusal(tmp_path).startswith(f"There is no key in {key(tmp_path)}.")


def test_a_folder_in_the_place_of_the_key_is_told(tmp_path: Path) -> None:
    key(tmp_path).mkdir(parents=True)
    assert refusal(tmp_path).startswith(f"The key {key(tmp_path)} cannot be read: ")


@pytest.mark.parametrize("file", [RECIPIENTS_FILE, KEY_FILE])
def test_a_disk_that_takes_no_key_is_left_without_half_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_passphrases: None, file: str
) -> None:
    def full(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        if path.name == file:
            raise SaveError("no room")
        return write_atomically(path, data, known)

    for module in ("key_store", "recipients"):
        monkeypatch.setattr(f"casetool.storage.encryption.{module}.write_atomically", full)
    with pytest.raises(SaveError, match="no room"):
        create_key(tmp_path, REAL)
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_another_window_made_meanwhile_is_left_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_passphrases: None
) -> None:
    def late(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        ring(tmp_path)
        return write_atomically(path, data, known)

    monkeypatch.setattr("casetool.storage.encryption.key_store.write_atomically", late)
    with pytest.raises(ChangedOnDiskError):
        create_key(tmp_path, REAL)
    monkeypatch.undo()
    assert key(tmp_path).read_bytes() == KEY_BYTES


def test_a_key_that_would_not_open_again_is_never_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_passphrases: None
) -> None:
    monkeypatch.setattr("pyrage.passphrase.decrypt", lambda *_: b"other words")
    with pytest.raises(CipherError, match="does not open again"):
        create_key(tmp_path, REAL)
    assert list(tmp_path.iterdir()) == []


def test_the_office_key_can_be_named_changed_and_dropped(tmp_path: Path) -> None:
    assert ring(tmp_path).recipients == (OWN,)
    assert set_office(tmp_path, PASSPHRASE, OFFICE_KEY).recipients == (OWN, OFFICE_KEY)
    assert set_office(tmp_path, PASSPHRASE, OWN).recipients == (OWN,)
    assert set_office(tmp_path, PASSPHRASE, None).recipients == (OWN,)
    assert stat.S_IMODE(recipients_path(tmp_path).stat().st_mode) == 0o600


def test_an_office_key_that_is_none_changes_nothing(tmp_path: Path) -> None:
    ring(tmp_path, OFFICE_KEY)
    before = recipients_path(tmp_path).read_bytes()
    with pytest.raises(CipherError, match="not a public key"):
        set_office(tmp_path, PASSPHRASE, "age1office")
    assert recipients_path(tmp_path).read_bytes() == before


@pytest.mark.pty
@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not here")
def test_the_age_program_asks_for_the_passphrase_and_opens_a_session(tmp_path: Path) -> None:
    from ptyprocess import PtyProcess

    (tmp_path / "a.toml.age").write_bytes(ring(tmp_path).encrypt(b"words"))
    out, sealed = tmp_path / "out", tmp_path / "a.toml.age"
    command = ["age", "-d", "-i", str(key(tmp_path)), "-o", str(out), str(sealed)]
    asked = PtyProcess.spawn(command)
    seen = b""
    while b"assphrase" not in seen:
        seen += asked.read()
    asked.write(PASSPHRASE.encode() + b"\n")
    assert asked.wait() == 0
    assert out.read_bytes() == b"words"
    assert IDENTITY.encode() not in seen


def test_a_key_made_after_all_takes_what_an_earlier_try_left_with_it(
    tmp_path: Path, quick_passphrases: None
) -> None:
    hidden = tmp_path / HIDDEN
    hidden.mkdir()
    for name in (KEY_FILE, RECIPIENTS_FILE):
        (hidden / f".{name}.0a1b2c3d.tmp").write_bytes(b"half")
        os.utime(hidden / f".{name}.0a1b2c3d.tmp", (0, 0))
    create_key(tmp_path, REAL)
    assert {path.name for path in hidden.iterdir()} == {KEY_FILE, RECIPIENTS_FILE}
    (hidden / f".{KEY_FILE}.0a1b2c3d.tmp").write_bytes(b"half")
    os.utime(hidden / f".{KEY_FILE}.0a1b2c3d.tmp", (0, 0))
    change_passphrase(tmp_path, REAL, f"{REAL} again")
    assert {path.name for path in hidden.iterdir()} == {KEY_FILE, RECIPIENTS_FILE}
