"""What is said about the emergency copies that wait, after the session took its other form."""

from pathlib import Path

import pytest

from casetool.storage.autosave.emergency_copy import copies_of, place_of_copy, write_copy
from casetool.storage.autosave.waiting_copies import notice_of_copies, way_back
from casetool.storage.context import StorageContext
from tests.support.sealed import seal

HEAD = b'format = 1\nid = "%b"\nchild = "Robin"\n'


def waiting(folder: Path, name: str, storage: StorageContext) -> str:
    """What is said about a copy of a session that this laptop could not save."""
    path = folder / name
    place, content = place_of_copy(path, storage), HEAD % b"abc"
    assert place is not None
    data = storage.cipher.encrypt(content) if name.endswith(".age") else content
    write_copy(place, path, data)
    (copy,) = copies_of(path, storage)
    told = way_back(copy, folder, storage.cipher)
    notice = notice_of_copies(folder, storage)
    assert told in notice or f"{name}: open it, and Ctrl+R compares them" in notice
    return told


@pytest.mark.parametrize("has_key", [True, False])
def test_a_copy_of_a_session_that_is_encrypted_now_is_compared_there(
    tmp_path: Path, has_key: bool
) -> None:
    sealed = seal()
    (tmp_path / "a.toml.age").write_bytes(sealed.encrypt(HEAD % b"abc"))
    storage = StorageContext(state=tmp_path / "state")
    if has_key:
        storage = StorageContext(sealed, tmp_path / "state")
    told = waiting(tmp_path, "a.toml", storage)
    assert told.endswith("encrypted now: open a.toml.age, and Ctrl+R compares them")


def test_a_copy_of_a_session_that_is_no_longer_encrypted_has_to_be_decrypted(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.toml").write_bytes(HEAD % b"abc")
    told = waiting(tmp_path, "a.toml.age", StorageContext(seal(), tmp_path / "state"))
    assert "“casetool decrypt”" in told
    assert told.endswith("Then open a.toml, and Ctrl+R compares them")


def test_another_session_under_that_name_is_not_its_other_form(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(HEAD % b"xyz")
    told = waiting(tmp_path, "a.toml.age", StorageContext(seal(), tmp_path / "state"))
    assert "the session itself is not there" in told


@pytest.mark.parametrize("has_twin", [True, False])
def test_a_copy_with_another_child_is_offered_unless_another_case_has_its_id(
    tmp_path: Path, has_twin: bool
) -> None:
    storage = StorageContext(state=tmp_path / "state")
    (tmp_path / "b.toml").write_bytes((HEAD % b"abc").replace(b"Robin", b"Juno"))
    if has_twin:
        (tmp_path / "a.toml").write_bytes((HEAD % b"abc").replace(b"Robin", b"Milo"))
    told = waiting(tmp_path, "b.toml", storage)
    assert ("Ctrl+R compares them" in told) is not has_twin
    assert ("copy it into a folder of sessions" in told) is has_twin
