"""The key of a session goes with it into another folder, or that folder is refused."""

import shutil
from pathlib import Path

import pyrage
import pytest

from casetool.storage.context import HIDDEN
from casetool.storage.encryption.age import AgeCipher
from casetool.storage.encryption.cipher import NO_CIPHER, CipherError
from casetool.storage.encryption.folder_key import unlock
from casetool.storage.encryption.key_copy import bring_key
from casetool.storage.encryption.key_store import key_path
from casetool.storage.encryption.recipients import write_recipients
from tests.support.sealed import PASSPHRASE, ring, seal
from tests.support.verbs import everything


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """An encrypted session in a folder with a key, and beside that an empty folder."""
    (tmp_path / "stick").mkdir()
    ring(tmp_path / "sessions", str(pyrage.x25519.Identity.generate().to_public()))
    path = tmp_path / "sessions" / "a.toml.age"
    path.write_bytes(unlock(path.parent, PASSPHRASE).encrypt(b"words"))
    return path


def refusal(cipher: AgeCipher, session: Path, folder: Path) -> str:
    """Why a folder is refused, in which nothing changes."""
    before = {path: path.read_bytes() for path in everything(folder)}
    with pytest.raises(CipherError) as caught:
        bring_key(cipher, session, folder)
    assert {path: path.read_bytes() for path in everything(folder)} == before
    return str(caught.value)


@pytest.mark.parametrize("is_gone", [False, True])
def test_the_key_and_the_list_of_public_keys_go_with_it(session: Path, is_gone: bool) -> None:
    cipher, stick = unlock(session.parent, PASSPHRASE), session.parent.with_name("stick")
    data = session.read_bytes()
    if is_gone:  # as a memory stick is
        shutil.rmtree(session.parent)
    for _ in range(2):
        bring_key(cipher, session, stick)
    there = unlock(stick, PASSPHRASE)
    assert there.decrypt(data) == b"words"
    assert there.recipients == cipher.recipients
    assert len(cipher.recipients) == 2
    assert {path.stat().st_mode & 0o777 for path in everything(stick) if path.is_file()} == {0o600}


def test_a_key_that_is_replaced_or_damaged_since_does_not_go_with_it(session: Path) -> None:
    cipher, stick = unlock(session.parent, PASSPHRASE), session.parent.with_name("stick")
    key_path(session.parent).write_bytes(b"half a key")
    bring_key(cipher, session, stick)
    assert unlock(stick, PASSPHRASE).decrypt(session.read_bytes()) == b"words"


def test_a_folder_with_another_key_or_without_its_own_is_refused(session: Path) -> None:
    cipher, stick = unlock(session.parent, PASSPHRASE), session.parent.with_name("stick")
    ring(stick)
    write_recipients(stick, AgeCipher(str(pyrage.x25519.Identity.generate()), cipher.recipients))
    assert "has a key of its own, which does not open this session." in (
        refusal(cipher, session, stick)
    )
    shutil.rmtree(stick / HIDDEN)
    (stick / "theirs.toml.age").write_bytes(b"another case")
    assert "their own key is not there. Nothing was written there. Choose another folder." in (
        refusal(cipher, session, stick)
    )


def test_a_key_that_is_gone_or_cannot_be_written_refuses_every_folder(session: Path) -> None:
    cipher, stick = unlock(session.parent, PASSPHRASE), session.parent.with_name("stick")
    key_path(session.parent).unlink()
    assert "it cannot be read any more" in refusal(seal(), session, stick)
    (stick / HIDDEN).write_bytes(b"no folder")
    assert "its key could not be put there" in refusal(cipher, session, stick)


def test_a_plain_session_brings_no_key(session: Path) -> None:
    stick = session.parent.with_name("stick")
    bring_key(NO_CIPHER, session, stick)
    assert everything(stick) == []
