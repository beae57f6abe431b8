"""The list of who can open a folder's sessions: whoever else writes it, lets nobody in."""

import shutil
import subprocess
from pathlib import Path

import pyrage
import pytest

from casetool.storage.context import StorageContext
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.encryption.convert import encrypt_folder
from casetool.storage.encryption.folder_key import unlock
from casetool.storage.encryption.key_store import set_office
from casetool.storage.encryption.readers import readers_problem
from casetool.storage.encryption.recipients import recipients_path
from casetool.storage.library.health import examine
from tests.support.driving import examples
from tests.support.sealed import OWN, PASSPHRASE, ring

OFFICE = pyrage.x25519.Identity.generate()
OFFICE_KEY = str(OFFICE.to_public())


def test_a_lost_list_of_public_keys_is_told_and_made_anew(tmp_path: Path) -> None:
    closed = ring(tmp_path, OFFICE_KEY).encrypt(b"words")
    recipients_path(tmp_path).unlink()
    with pytest.raises(CipherError, match=r"is not there.*casetool encrypt --office none"):
        unlock(tmp_path, PASSPHRASE)
    set_office(tmp_path, PASSPHRASE, OFFICE_KEY)
    assert unlock(tmp_path, PASSPHRASE).recipients == (OWN, OFFICE_KEY)
    assert unlock(tmp_path, PASSPHRASE).decrypt(closed) == b"words"


@pytest.mark.parametrize("change", ["a key more", "a key less", "no check", "no keys", "not a key"])
def test_a_list_that_somebody_else_wrote_lets_nobody_in(tmp_path: Path, change: str) -> None:
    ring(tmp_path, OFFICE_KEY)
    lines = recipients_path(tmp_path).read_text().splitlines()
    changed = {
        "a key more": [*lines, str(pyrage.x25519.Identity.generate().to_public())],
        "a key less": [line for line in lines if line != OFFICE_KEY],
        "no check": [line for line in lines if "checked" not in line],
        "no keys": [line for line in lines if line.startswith("#")],
        "not a key": [*lines, "age1x"],
    }
    recipients_path(tmp_path).write_text("\n".join(changed[change]) + "\n")
    with pytest.raises(CipherError, match="casetool encrypt --office"):
        unlock(tmp_path, PASSPHRASE)


def test_a_list_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    ring(tmp_path)
    recipients_path(tmp_path).write_bytes(b"\xff\xfe")
    with pytest.raises(CipherError, match="cannot be read"):
        unlock(tmp_path, PASSPHRASE)


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not here")
def test_the_age_program_reads_the_list_of_public_keys(tmp_path: Path) -> None:
    ours = ring(tmp_path, OFFICE_KEY)
    command = ["age", "-R", str(recipients_path(tmp_path))]
    closed = subprocess.run(command, input=b"words", capture_output=True, check=True).stdout
    assert ours.decrypt(closed) == b"words"
    assert pyrage.decrypt(closed, [OFFICE]) == b"words"


@pytest.mark.parametrize(
    "damage", ["gone", "empty", "no text", "no key", "no checksum", "conflict"]
)
def test_the_doctor_says_that_the_list_of_keys_is_broken(tmp_path: Path, damage: str) -> None:
    folder = examples(tmp_path)
    encrypt_folder(folder, ring(folder), StorageContext())
    assert readers_problem(folder) == ""
    path, lines = recipients_path(folder), recipients_path(folder).read_text().splitlines()
    contents = {
        "empty": b"",
        "no text": b"\xff\xfe",
        "no key": "\n".join(line for line in lines if not line.startswith("age1")).encode(),
        "no checksum": "\n".join(line for line in lines if line.startswith("age1")).encode(),
        "conflict": f"<<<<<<< here\n{path.read_text()}".encode(),
    }
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(contents[damage])
    assert "Bring it back from a backup" in readers_problem(folder)
    troubles = examine(folder, StorageContext()).troubles
    assert any("Bring it back from a backup" in trouble.message for trouble in troubles)
