"""Another id is another case. With one id, another child is, once another file knows that child."""

from pathlib import Path

import pytest

from casetool.storage.context import HIDDEN
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher
from casetool.storage.library import other_case
from casetool.storage.library.other_case import (
    CaseInFile,
    OtherCases,
    are_two_cases,
    case_in,
    case_in_data,
    is_other_case,
)
from tests.support.sealed import ring, seal


def write(path: Path, child: str, session: str = "one", cipher: Cipher = NO_CIPHER) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f'format = 1\nid = "{session}"\nchild = "{child}"\n\n[x]\n'
    path.write_bytes(cipher.encrypt(head.encode()))
    return path


VERSION = f"{HIDDEN}/versions/one/20261129T120000000000Z.0123456789ab."
TRASHED = f"{HIDDEN}/trash/20261129T120000000000Z."


@pytest.mark.parametrize("is_sealed", [False, True])
@pytest.mark.parametrize(
    ("evidence", "is_evidence"),
    [
        ("bea.toml", True),
        ("ash-2.toml", True),
        (f"{VERSION}bea.toml", True),
        (f"{TRASHED}bea.toml/bea.toml", True),
        (f"{TRASHED}ash.toml/ash.toml", True),
        (f"{VERSION}ash.toml", False),
        (f"{TRASHED}ash (1).toml/ash (1).toml", False),
        ("ash (conflicted copy 2026).toml", False),
        (f"{VERSION}ash (1).toml", False),
    ],
)
def test_a_child_that_another_file_knows_is_of_another_case(
    tmp_path: Path, evidence: str, is_evidence: bool, is_sealed: bool
) -> None:
    cipher, suffix = (seal(), ".age") if is_sealed else (NO_CIPHER, "")
    path = write(tmp_path / f"ash.toml{suffix}", "Bea", cipher=cipher)
    ours, theirs = CaseInFile(path, "one", "Ash"), case_in(path, cipher)
    assert not is_other_case(ours, theirs, cipher)
    write(tmp_path / f"{evidence}{suffix}", "Ash", cipher=cipher)
    assert not is_other_case(ours, theirs, cipher)
    assert are_two_cases(ours, theirs, cipher) == is_evidence
    write(tmp_path / f"{evidence}{suffix}", "BEA", cipher=cipher)
    assert is_other_case(ours, theirs, cipher) == is_evidence


def test_other_files_are_read_only_for_one_id_and_another_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "bea.toml", "Bea")
    ours = CaseInFile(tmp_path / "ash.toml", "one", "Ash")
    cases = OtherCases(NO_CIPHER)
    assert cases.is_other(ours, ours._replace(child="Bea"))
    monkeypatch.setattr(other_case, "read_summary", None)
    assert cases.is_other(ours, ours._replace(child="Bea")), "it is remembered"
    assert not cases.is_other(ours, ours._replace(child=" ash"))
    assert cases.is_other(ours, ours._replace(id="two"))
    assert not cases.is_other(ours, ours._replace(id="", child=""))


def test_the_case_in_what_a_file_held_is_known_with_its_key_alone(tmp_path: Path) -> None:
    cipher, path = ring(tmp_path), tmp_path / "a.toml.age"
    plain = b'format = 1\nid = "abcde"\nchild = "Ash"\n\n[people]\n'
    data = cipher.encrypt(plain)
    assert case_in_data(path, data, cipher) == CaseInFile(path, "abcde", "Ash")
    assert case_in_data(path, plain, cipher) == CaseInFile(path, "abcde", "Ash")
    assert case_in_data(path, data, NO_CIPHER) is None
    assert case_in_data(path, b"no session", cipher) is None
