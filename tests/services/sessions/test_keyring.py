"""Which seal a session gets, and when a passphrase is wanted."""

import os
import shutil
from pathlib import Path

import pyrage
import pytest

from casetool.errors import UserError
from casetool.services.sessions.keyring import Keyring
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.encryption.age import AgeCipher
from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.encryption.convert import encrypt_folder, encrypt_session
from casetool.storage.encryption.key_store import KEY_FILE, create_key, key_path, set_office
from tests.support.driving import examples
from tests.support.sealed import PASSPHRASE, ring


def test_a_plain_folder_wants_nothing(tmp_path: Path) -> None:
    folder, keyring = examples(tmp_path), Keyring(StorageContext())
    assert not keyring.wants_passphrase(folder)
    assert not keyring.wants_passphrase_for_new(folder)
    assert keyring.storage_of_new(folder).cipher is NO_CIPHER
    assert keyring.folder is None


def test_a_wrong_passphrase_says_why_and_the_right_one_opens(tmp_path: Path) -> None:
    folder, keyring = examples(tmp_path), Keyring(StorageContext())
    encrypt_folder(folder, ring(folder), StorageContext())
    path = folder / "example-closed.toml.age"
    assert keyring.wants_passphrase(folder)
    assert keyring.is_closed(path)
    assert "passphrase is wrong" in keyring.opens(folder)("another one")
    assert keyring.is_closed(path)
    assert keyring.opens(folder)(PASSPHRASE) == ""
    assert not keyring.is_closed(path)
    assert not keyring.wants_passphrase(folder)
    assert isinstance(keyring.storage_of(path).cipher, AgeCipher)
    assert isinstance(keyring.storage_of_new(folder).cipher, AgeCipher)
    assert keyring.folder == folder.resolve()


def test_a_folder_that_was_encrypted_meanwhile_takes_no_plain_session(tmp_path: Path) -> None:
    folder, keyring = examples(tmp_path), Keyring(StorageContext())
    assert keyring.storage_of_new(folder).cipher is NO_CIPHER
    encrypt_folder(folder, ring(folder), StorageContext())
    with pytest.raises(UserError, match="encrypted now"):
        keyring.storage_of_new(folder)
    assert keyring.opens(folder)(PASSPHRASE) == ""
    assert isinstance(keyring.storage_of_new(folder).cipher, AgeCipher)


def test_a_plain_session_beside_an_encrypted_one_stays_plain(tmp_path: Path) -> None:
    folder, keyring = examples(tmp_path), Keyring(StorageContext())
    encrypt_session(folder / "example-closed.toml", ring(folder), StorageContext())
    assert keyring.opens(folder)(PASSPHRASE) == ""
    assert keyring.storage_of(folder / "example-prepared.toml").cipher is NO_CIPHER
    assert keyring.storage_of_new(folder).cipher is NO_CIPHER


def test_a_link_to_a_session_wants_the_key_of_where_that_lies(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    folder, keyring = examples(tmp_path / "there"), Keyring(StorageContext())
    encrypt_folder(folder, ring(folder), StorageContext())
    link = tmp_path / "link.toml.age"
    link.symlink_to(folder / "example-closed.toml.age")
    assert keyring.is_closed(link)
    assert keyring.opens(folder)(PASSPHRASE) == ""
    assert not keyring.is_closed(link)


def test_a_folder_that_is_not_there_yet_takes_a_plain_session(tmp_path: Path) -> None:
    keyring = Keyring(StorageContext())
    assert keyring.storage_of_new(tmp_path / "later").cipher is NO_CIPHER
    assert not keyring.wants_passphrase_for_new(tmp_path / "later")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    ring(folder)
    folder.chmod(0o300)
    with pytest.raises(UserError, match="sessions"):
        Keyring(StorageContext()).storage_of_new(folder)
    folder.chmod(0o700)


def test_a_new_session_is_refused_where_the_key_of_encrypted_ones_is_gone(tmp_path: Path) -> None:
    folder, keyring = examples(tmp_path), Keyring(StorageContext())
    encrypt_folder(folder, ring(folder), StorageContext())
    (folder / HIDDEN / KEY_FILE).unlink()
    assert not keyring.wants_passphrase_for_new(folder)
    with pytest.raises(UserError, match="is not there"):
        keyring.storage_of_new(folder)


@pytest.mark.parametrize("state", ["gone", "damaged", "of another laptop"])
def test_a_lock_opens_with_its_passphrase_though_the_key_in_the_folder_is_another(
    tmp_path: Path, quick_passphrases: None, state: str
) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    create_key(folder, "our own words")
    keyring = Keyring(StorageContext())
    assert keyring.opens(folder)("our own words") == ""
    if state == "gone":
        shutil.rmtree(folder / HIDDEN)
    elif state == "damaged":
        key_path(folder).write_bytes(b"")
    else:
        shutil.rmtree(folder / HIDDEN)
        create_key(folder, "their words here")
    assert keyring.opens(folder)("our own words") == ""
    assert keyring.opens(folder)("their words here") != ""


def test_a_session_is_encrypted_for_the_office_of_now(
    tmp_path: Path, quick_passphrases: None
) -> None:
    """Another terminal changed the office key while the app stood in its list."""
    office = str(pyrage.x25519.Identity.generate().to_public())
    folder, keyring = examples(tmp_path), Keyring(StorageContext())
    encrypt_folder(folder, create_key(folder, PASSPHRASE, office), StorageContext())
    path = folder / "example-closed.toml.age"
    assert keyring.opens(folder)(PASSPHRASE) == ""
    for present in (None, office):
        readers = set_office(folder, PASSPHRASE, present).recipients
        for storage in (keyring.storage_to_open(path), keyring.storage_of_new(folder)):
            assert isinstance(storage.cipher, AgeCipher)
            assert storage.cipher.recipients == readers
            assert (
                pyrage.decrypt(
                    storage.cipher.encrypt(b"x"),
                    [pyrage.x25519.Identity.from_str(storage.cipher.identity)],
                )
                == b"x"
            )
