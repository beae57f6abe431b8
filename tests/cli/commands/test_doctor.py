"""``casetool doctor``: what is sound, what is not, and what would help."""

import json
from pathlib import Path

import pytest

from casetool.storage.autosave.drafts import write_drafts
from casetool.storage.context import StorageContext
from casetool.storage.history.versions import versions_of
from casetool.storage.library.health import examine
from tests.storage.history.test_trash import session
from tests.support.driving import examples
from tests.support.sealed import PASSPHRASE, ring
from tests.support.verbs import STDIN, Run, new, with_versions


def test_the_doctor_finds_a_sound_folder_sound(run: Run) -> None:
    with_versions(run)
    code, out, told = run("doctor")
    assert (code, out) == (0, "")
    assert told == "Checked 1 session and 2 earlier versions: no problems.\n"


def test_the_doctor_names_what_is_not_sound_and_what_would_help(run: Run, tmp_path: Path) -> None:
    path = with_versions(run)
    good, damaged = versions_of(tmp_path)
    damaged.path.write_bytes(b"flipped")
    path.write_bytes(path.read_bytes().replace(b'child = "Robin"', b"child = 7"))
    (tmp_path / ".2026-11-12-robin.toml.0a1b2c3d.tmp").write_bytes(b"half")
    (tmp_path / ".2026-11-12-robin.toml.0a1b2c3d.tmp").chmod(0o644)
    (tmp_path / "x.sync-conflict-1.toml").write_bytes(path.read_bytes())
    code, out, told = run("doctor")
    assert code == 1
    assert "child: expected a text in quotation marks" in out
    assert f"casetool restore {path.name} {good.digest}" in out
    assert f"{damaged.path}: {damaged.path.name} is damaged" in out
    assert "left by an interrupted save" in out
    assert "other users of this computer can read it" in out
    assert "problems" in told
    troubles = json.loads(run("doctor", "--json")[1])["troubles"]
    assert len(troubles) >= 5
    assert run("restore", "robin", good.digest)[0] == 0


def test_the_doctor_tells_of_a_letter_that_the_disk_changed(run: Run, tmp_path: Path) -> None:
    path = with_versions(run)
    path.write_bytes(path.read_bytes().replace(b"Robin", b"Rocin"))
    code, out, _ = run("doctor")
    assert code == 1
    assert "not as casetool saved it last" in out


def test_the_doctor_tells_of_a_letter_that_the_disk_changed_in_a_draft(
    run: Run, tmp_path: Path
) -> None:
    path = with_versions(run)
    write_drafts(path, "capture", "half a sentence")
    assert run("doctor")[0] == 0
    (draft,) = (tmp_path / ".casetool" / "drafts").iterdir()
    draft.write_bytes(draft.read_bytes().replace(b"half", b"hclf"))
    code, out, _ = run("doctor")
    assert (code, out.count("\n")) == (1, 1)
    assert f"{draft}: the text that was being typed is damaged" in out
    assert run("delete", path.name)[0] == 0
    assert "the text that was being typed is damaged" in run("doctor")[1], "in the trash too"


def test_the_doctor_looks_into_encrypted_drafts_with_the_passphrase(
    run: Run, tmp_path: Path
) -> None:
    data, cipher, path = with_versions(run).read_bytes(), ring(tmp_path), tmp_path / "a.toml.age"
    path.write_bytes(cipher.encrypt(data))
    write_drafts(path, "capture", "half a sentence", cipher)
    (draft,) = (tmp_path / ".casetool" / "drafts").iterdir()
    damaged = bytearray(draft.read_bytes())
    damaged[-5] ^= 1
    draft.write_bytes(damaged)
    assert draft not in {trouble.path for trouble in examine(tmp_path, StorageContext()).troubles}
    assert draft in {trouble.path for trouble in examine(tmp_path, StorageContext(cipher)).troubles}


def test_the_doctor_names_what_an_interrupted_encryption_left(run: Run, tmp_path: Path) -> None:
    path = with_versions(run)
    names = [f".{path.name}.age.0a1b2c3d.tmp", f".{path.name}.0a1b2c3d.tmp.age"]
    for name in names:
        (tmp_path / name).write_bytes(b"half")
        (tmp_path / name).chmod(0o600)
    out = run("doctor")[1]
    for name in names:
        assert (
            f"{name}: left by an interrupted save; the session itself is whole, and you can" in out
        )


@pytest.mark.parametrize("name", [".key.age.0a1b2c3d.tmp", ".recipients.txt.0a1b2c3d.tmp"])
def test_the_doctor_names_what_an_interrupted_change_of_the_key_left(
    run: Run, tmp_path: Path, name: str
) -> None:
    with_versions(run)
    (tmp_path / ".casetool" / name).write_bytes(b"half")
    code, out, _ = run("doctor")
    assert code == 1
    assert f"{name}: left by an interrupted save of the key" in out


def test_the_doctor_says_that_encrypted_sessions_have_no_key(run: Run, closed: Path) -> None:
    assert run("doctor")[0] == 0
    (closed / ".casetool" / "key.age").rename(closed.parent / "key.age")
    code, out, _ = run("doctor")
    assert code == 1
    assert out.startswith(f"{closed}: The key {closed / '.casetool' / 'key.age'} is not there")
    assert "Bring it back from a backup." in out


@pytest.mark.parametrize("data", [b"", bytes(300), b"age-encryption.org/v1\n-> scrypt"])
def test_a_damaged_key_is_named_without_any_passphrase(closed: Path, run: Run, data: bytes) -> None:
    (closed / ".casetool" / "key.age").write_bytes(data)
    code, out, _ = run("doctor")
    assert code == 1
    assert f"The key {closed / '.casetool' / 'key.age'} cannot be used." in out


def test_the_doctor_of_nothing_says_so(run: Run, tmp_path: Path) -> None:
    code, _, told = run("doctor", "--sessions", str(tmp_path / "nowhere"))
    assert code == 1
    assert "There is no folder" in told


def test_versions_of_a_living_session_are_not_offered_for_a_broken_file(
    run: Run, tmp_path: Path
) -> None:
    living = session(tmp_path, "a.toml", "first", "abcde").rename(tmp_path / "renamed.toml")
    kept = versions_of(tmp_path)
    assert kept
    (tmp_path / "a.toml").write_bytes(b"broken")
    told = run("doctor")[1]
    assert "casetool restore a.toml" not in told
    assert run("delete", "a.toml", "--purge", "--yes")[0] == 0
    assert versions_of(tmp_path) == kept
    assert living.exists()


def test_the_doctor_names_the_folders_that_it_did_not_look_into(run: Run, tmp_path: Path) -> None:
    (tmp_path / "2026").mkdir()
    examples(tmp_path / "2026")
    assert "There are 3 sessions in the folder 2026: casetool --sessions" in run("doctor")[2]


def test_with_its_key_a_folder_may_hold_plain_sessions_too(run: Run, tmp_path: Path) -> None:
    path = new(run)
    cipher = ring(tmp_path)
    sealed = tmp_path / "b.toml.age"
    sealed.write_bytes(cipher.encrypt(path.read_bytes().replace(b"Robin", b"Milo")))
    told = run("doctor", "--unlock", STDIN, typed=f"{PASSPHRASE}\n")[1]
    assert "fault in casetool" not in told


@pytest.mark.parametrize("folder", [".", "s"])
def test_a_folder_with_a_short_relative_name_is_checked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    (tmp_path / "s").mkdir()
    monkeypatch.chdir(tmp_path if folder == "s" else tmp_path / "s")
    assert run("--sessions", folder, "new", "--child", "Robin")[0] == 0
    assert run("--sessions", folder, "add", "robin", "worries", typed="a word\n")[0] == 0
    code, _, told = run("--sessions", folder, "doctor")
    assert (code, "fault" in told) == (0, False), told
