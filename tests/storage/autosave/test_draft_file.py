"""A file of drafts that the disk changed: it is noticed, set aside, and never overwritten."""

from pathlib import Path

import pytest

from casetool.storage.autosave.draft_file import (
    DamagedDraftsError,
    damaged_draft_files,
    decode_drafts,
    draft_path,
    draft_problem,
)
from casetool.storage.autosave.draft_store import DraftStore
from casetool.storage.autosave.drafts import (
    read_drafts,
    write_drafts,
)
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.context import StorageContext
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher
from tests.support.broken_toml import NOT_TOML, TOO_MUCH
from tests.support.sealed import seal

WORDS = "half a sen"
CIPHERS = pytest.mark.parametrize("cipher", [NO_CIPHER, seal()], ids=["plain", "encrypted"])


def session_path(folder: Path, cipher: Cipher) -> Path:
    return folder / f"a.toml{cipher.suffix}"


def damage(path: Path, place: int = -3) -> bytes:
    """Change one letter, as a disk does."""
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    return bytes(data)


@CIPHERS
def test_every_changed_bit_is_noticed(tmp_path: Path, cipher: Cipher) -> None:
    path = session_path(tmp_path, cipher)
    write_drafts(path, "capture", WORDS, cipher)
    file = draft_path(path)
    data = file.read_bytes()
    assert draft_problem(file, cipher) == ""
    for place in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            file.write_bytes(changed)
            assert "damaged" in draft_problem(file, cipher), (place, bit)


def test_a_draft_of_an_older_version_is_sound(tmp_path: Path) -> None:
    write_drafts(tmp_path / "a.toml", "capture", "x")
    file = draft_path(tmp_path / "a.toml")
    file.write_bytes(b'capture = "half a sen"\n')
    assert draft_problem(file, NO_CIPHER) == ""
    assert read_drafts(tmp_path / "a.toml") == {"capture": WORDS}
    assert damaged_draft_files(tmp_path / "a.toml", NO_CIPHER) == []


@CIPHERS
def test_new_words_do_not_overwrite_a_damaged_draft(tmp_path: Path, cipher: Cipher) -> None:
    path = session_path(tmp_path, cipher)
    write_drafts(path, "capture", WORDS, cipher)
    write_drafts(path, "form/actions/a/known", "of a form", cipher)
    data = damage(draft_path(path))
    write_drafts(path, "capture", "new words", cipher)
    assert read_drafts(path, cipher)["capture"] == "new words"
    (file,) = damaged_draft_files(path, cipher)
    assert file.read_bytes() == data
    assert file.parent == draft_path(path).parent
    assert file.suffix == cipher.suffix or not cipher.suffix
    assert "set it aside" in draft_problem(file, cipher)


@CIPHERS
def test_what_can_be_read_of_a_damaged_draft_comes_back(tmp_path: Path, cipher: Cipher) -> None:
    path, storage = session_path(tmp_path, cipher), StorageContext(cipher)
    write_drafts(path, "capture", WORDS, cipher)
    data = damage(draft_path(path))
    expected = {} if cipher.suffix else {"capture": "half a seo"}
    for _ in range(2):
        assert DraftStore(storage).take_over(path) == expected
        (file,) = damaged_draft_files(path, cipher)
        assert file.read_bytes() == data


def test_a_draft_that_is_no_file_is_named_and_left(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    draft_path(path).mkdir(parents=True)
    assert DraftStore(StorageContext()).take_over(path) == {}
    assert damaged_draft_files(path, NO_CIPHER) == [draft_path(path)]
    assert "a folder" in draft_problem(draft_path(path), NO_CIPHER)


@CIPHERS
def test_what_can_be_read_of_a_damaged_emergency_copy_comes_back_and_it_is_kept(
    tmp_path: Path, cipher: Cipher
) -> None:
    path = session_path(tmp_path / "gone", cipher)
    storage = StorageContext(cipher, tmp_path / "state")
    DraftStore(storage).keep(path, {"capture": WORDS}, session_unsaved=True)
    (copy,) = copies_of(path, storage)
    assert draft_problem(copy.path, cipher) == ""
    data = damage(copy.path)
    assert "damaged" in draft_problem(copy.path, cipher)
    path.parent.mkdir()
    for _ in range(2):
        if cipher.suffix:  # nothing of it can be read
            assert DraftStore(storage).take_over(path) == {}
            assert copy.path.read_bytes() == data
            continue
        assert DraftStore(storage).take_over(path) == {"capture": "half a seo"}
        (file,) = damaged_draft_files(path, cipher)
        assert file.read_bytes() == data
        assert copies_of(path, storage) == []


@pytest.mark.parametrize("text", [*NOT_TOML, *TOO_MUCH], ids=lambda text: text[:9])
def test_drafts_that_cannot_be_parsed_are_damaged_and_no_fault(text: str) -> None:
    with pytest.raises(DamagedDraftsError):
        decode_drafts(text.encode(), NO_CIPHER)
