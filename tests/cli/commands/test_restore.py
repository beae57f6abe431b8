"""``casetool restore``: back and forth, and never to what is damaged."""

import json
import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from casetool.models.base import evolve
from casetool.models.corrections.edits import circulate
from casetool.models.pseudonyms.names import NameDisplay
from casetool.services.sessions.open import load_session, open_document
from casetool.storage.context import StorageContext
from casetool.storage.encryption.cipher import Cipher
from casetool.storage.files.atomic import SaveError
from casetool.storage.history.restore import restore
from casetool.storage.history.versions import versions_of
from tests.support.sealed import PASSPHRASE, ring
from tests.support.verbs import CANARY, STDIN, Run, new, with_versions, worries

NOW = datetime(2026, 11, 26, 10, 4, tzinfo=UTC)


def test_history_lists_and_restore_goes_back_and_forth(run: Run) -> None:
    path = with_versions(run)
    now = path.read_bytes()
    code, out, _ = run("history", "robin")
    assert code == 0
    lines = out.splitlines()
    assert len(lines) == 2
    oldest = lines[-1].split()[0]
    code, _, told = run("restore", "robin", oldest[:6])
    assert code == 0
    assert "What it held before is now a version." in told
    assert CANARY.encode() not in path.read_bytes()
    newest = run("history", "robin")[1].splitlines()[0].split()[0]
    assert run("restore", "robin", newest)[0] == 0
    assert path.read_bytes() == now


def test_a_session_that_is_broken_or_gone_can_be_restored(run: Run) -> None:
    path = with_versions(run)
    version = run("history", "robin")[1].splitlines()[0].split()[0]
    path.write_text("[broken", encoding="utf-8")
    assert run("restore", "robin", version)[0] == 0
    assert CANARY in path.read_text(encoding="utf-8")
    path.unlink()
    assert run("restore", path.stem, version)[0] == 0
    assert CANARY in path.read_text(encoding="utf-8")


def test_a_damaged_version_is_named_and_never_restored(run: Run, tmp_path: Path) -> None:
    path = with_versions(run)
    before = path.read_bytes()
    version = versions_of(tmp_path)[0]
    version.path.write_bytes(version.path.read_bytes()[:-9])
    assert f"{version.digest}  " in run("history", "robin")[1]
    assert "damaged" in run("history", "robin")[1]
    assert {one["sound"] for one in json.loads(run("history", "robin", "--json")[1])} == {
        True,
        False,
    }
    code, _, told = run("restore", "robin", version.digest)
    assert code == 1
    assert "is damaged" in told
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", ["nothing", ""])
def test_a_version_that_is_none_or_could_be_two_is_refused(run: Run, version: str) -> None:
    path = with_versions(run)
    before = path.read_bytes()
    code, _, told = run("restore", "robin", version)
    assert code == 1
    assert "casetool history" in told
    assert path.read_bytes() == before


@pytest.mark.parametrize("is_there", [True, False])
def test_what_a_link_leads_to_is_not_written_over_if_it_is_no_session(
    run: Run, tmp_path: Path, is_there: bool
) -> None:
    path = with_versions(run)
    version = run("history", "robin")[1].splitlines()[0].split()[0]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    letter = elsewhere / "letter.txt"
    if is_there:
        letter.write_text("words", encoding="utf-8")
    path.unlink()
    path.symlink_to(letter)
    before = sorted(elsewhere.rglob("*"))
    code, _, told = run("restore", path.stem, version)
    assert code == 1
    assert f"{path.name} leads to {letter}, which is no session. Nothing was changed." in told
    assert sorted(elsewhere.rglob("*")) == before
    assert not is_there or letter.read_text(encoding="utf-8") == "words"


def sent_round(path: Path, cipher: Cipher | None = None) -> StorageContext:
    """Send the notes round, as version 1."""
    storage = StorageContext(state=path.parent / ".state")
    storage = storage if cipher is None else replace(storage, cipher=cipher)
    document = open_document(path, storage.now, storage)
    document.note(partial(circulate, method=document.method, now=NOW, to="the group"))
    document.close()
    return storage


@pytest.mark.parametrize("present", ["whole", "broken", "gone"])
def test_what_was_sent_round_stays_on_record(run: Run, present: str) -> None:
    path = with_versions(run)
    oldest = run("history", "robin")[1].splitlines()[-1].split()[0]
    sent_round(path)
    sent = load_session(path).session.circulated
    if present != "whole":
        assert run("add", "robin", "worries", typed="after it\n")[0] == 0
        path.write_text("[broken", encoding="utf-8") if present == "broken" else path.unlink()
    code, _, told = run("restore", path.stem, oldest)
    assert code == 0
    assert "What was sent round stays on record" in told
    assert worries(path) == []
    assert load_session(path).session.circulated == sent


def test_what_was_sent_round_stays_on_record_where_it_is_encrypted(
    run: Run, tmp_path: Path
) -> None:
    cipher = ring(tmp_path)
    run("new", "--child", "Robin", "--discussion", "12/11/2026", STDIN, typed=PASSPHRASE)
    (path,) = tmp_path.glob("*.age")
    storage = sent_round(path, cipher)
    oldest = run("history", "robin")[1].splitlines()[-1].split()[0]
    assert run("restore", "robin", oldest, STDIN, typed="another passphrase\n")[0] == 1
    code, _, told = run("restore", "robin", oldest, STDIN, typed=f"{PASSPHRASE}\n")
    assert code == 0
    assert "What was sent round stays on record" in told
    back = load_session(path, storage).session
    assert [version.to for version in back.circulated] == ["the group"]


def test_a_copy_in_plain_text_beside_the_encrypted_session_comes_back_in_plain_text(
    run: Run, tmp_path: Path
) -> None:
    path = with_versions(run)
    cipher = ring(tmp_path)
    backup = path.with_name("old robin.toml")
    shutil.copy(path, backup)
    assert run("encrypt", path.name, STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    oldest = run("history", backup.name)[1].splitlines()[-1].split()[0]
    code, _, _ = run("restore", backup.name, oldest, STDIN, typed=f"{PASSPHRASE}\n")
    assert code == 0
    assert worries(backup) == []
    document = open_document(backup)
    assert document.undo() == "went back to an earlier version"
    assert CANARY in str(document.session)
    document.close()
    # and the other way: a version in plain text, and a session that is encrypted
    sealed = path.with_name(f"{path.name}.age")
    plain = next(each for each in versions_of(tmp_path) if each.name == backup.name)
    with pytest.raises(SaveError, match="must be encrypted"):
        restore(sealed, plain, StorageContext(state=tmp_path / ".state"))
    restore(sealed, plain, StorageContext(cipher, tmp_path / ".state"))
    assert cipher.decrypt(sealed.read_bytes()) == plain.read()


def test_a_version_that_has_all_that_was_sent_round_comes_back_byte_for_byte(run: Run) -> None:
    path = with_versions(run)
    sent_round(path)
    before = path.read_bytes()
    assert run("add", "robin", "worries", typed="after it\n")[0] == 0
    newest = run("history", "robin")[1].splitlines()[0].split()[0]
    code, _, told = run("restore", "robin", newest)
    assert code == 0
    assert "sent round" not in told
    assert path.read_bytes() == before


@pytest.mark.parametrize("present", ["whole", "broken", "gone"])
def test_what_the_room_sees_for_names_stays_as_it_was(run: Run, present: str) -> None:
    path = with_versions(run)
    oldest = run("history", "robin")[1].splitlines()[-1].split()[0]
    document = open_document(path, storage=StorageContext(state=path.parent / ".state"))
    document.note(lambda session: evolve(session, wall=NameDisplay.INITIALS))
    document.close()
    if present != "whole":
        assert run("add", "robin", "worries", typed="after it\n")[0] == 0
        path.write_text("[broken", encoding="utf-8") if present == "broken" else path.unlink()
    code, _, told = run("restore", path.stem, oldest)
    assert code == 0
    assert "sent round" not in told, "nothing was"
    assert worries(path) == []
    assert load_session(path).session.wall is NameDisplay.INITIALS


@pytest.mark.parametrize("name", ["backup-{}", "old {}", "Sicherung von {}", "meeting1.toml"])
@pytest.mark.parametrize("state", ["broken", "gone"])
def test_a_backup_by_hand_hides_no_version_of_a_broken_session(
    run: Run, tmp_path: Path, name: str, state: str
) -> None:
    path = new(run)
    assert run("add", path.name, "worries", "before")[0] == 0
    backup = Path(shutil.copy2(path, tmp_path / name.format(path.name)))
    os.utime(backup, (1, 1))  # before the versions, which have the time of this test
    assert run("add", path.name, "worries", "since then")[0] == 0
    assert run("add", path.name, "worries", "and last")[0] == 0
    (path.unlink if state == "gone" else lambda: path.write_bytes(bytes(300)))()
    newest = run("history", path.name)[1].split()[0]
    assert run("restore", path.name, newest)[0] == 0
    # while the session is gone, its name is a part of that of the backup
    assert any(b"since then" in each.read_bytes() for each in tmp_path.glob("*.toml"))


def test_a_session_that_has_another_name_now_keeps_its_versions_to_itself(
    run: Run, tmp_path: Path
) -> None:
    path = new(run)
    assert run("add", path.name, "worries", "of the first")[0] == 0
    assert run("add", path.name, "worries", "of the first, too")[0] == 0
    path.rename(tmp_path / "renamed.toml")
    path.write_bytes(bytes(300))
    assert run("history", path.name)[1] == ""


def test_a_purge_of_a_broken_session_names_the_versions_that_a_backup_may_need(
    run: Run, tmp_path: Path
) -> None:
    path = new(run)
    assert run("add", path.name, "worries", "before")[0] == 0
    shutil.copy2(path, tmp_path / f"backup-{path.name}")
    path.write_bytes(bytes(300))
    (version,) = versions_of(tmp_path)
    code, _, told = run("delete", path.name, "--purge", "--yes")
    assert code == 0
    assert f"Still there: {version.path}" in told


def test_what_was_saved_last_is_a_version_before_an_older_state_is_restored(
    run: Run, tmp_path: Path
) -> None:
    path = with_versions(run)
    older = versions_of(tmp_path)[0].read()
    assert run("add", "robin", "worries", typed="the newest words\n")[0] == 0
    path.write_bytes(older)  # a sync client did that
    version = versions_of(tmp_path)[-1].digest
    assert run("restore", "robin", version)[0] == 0
    assert [each for each in versions_of(tmp_path) if b"the newest words" in each.read()]


def test_undo_passes_over_a_damaged_file_over_which_a_version_was_restored(
    run: Run, tmp_path: Path
) -> None:
    path = with_versions(run)
    version = run("history", "robin")[1].splitlines()[-1].split()[0]
    path.write_bytes(path.read_bytes()[:-40])
    assert run("restore", "robin", version)[0] == 0
    document = open_document(path)
    document.undo()
    assert document.flush()
    document.close()
