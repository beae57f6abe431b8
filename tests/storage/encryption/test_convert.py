"""Encrypting a folder and back: every word is there at every moment, and none in plain after it."""

import errno
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.storage.autosave import drafts
from casetool.storage.autosave.draft_store import DraftStore
from casetool.storage.autosave.emergency_copy import (
    all_copies,
    copies_of,
    place_of_copy,
    write_copy,
)
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.encryption.age import AgeCipher
from casetool.storage.encryption.case_files import others_in
from casetool.storage.encryption.cipher import NO_CIPHER, CipherError
from casetool.storage.encryption.convert import (
    ConversionOutcome,
    FileOps,
    decrypt_folder,
    decrypt_session,
    encrypt_folder,
    encrypt_session,
    reencrypt_folder,
)
from casetool.storage.encryption.file_names import encrypted_form, plain_form, same_version
from casetool.storage.encryption.folder_status import EncryptionState, folder_status
from casetool.storage.encryption.key_store import set_office
from casetool.storage.files.atomic import Fingerprint, SaveError, write_atomically
from casetool.storage.files.locks import Lock, acquire_lock
from casetool.storage.history.earlier_changes import ChangeKind
from casetool.storage.history.trash import delete_session, list_trash, restore_from_trash
from casetool.storage.history.undo_journal import (
    JournalChange,
    append_to_journal,
    read_earlier_changes,
)
from casetool.storage.history.versions import keep_version, versions_of
from tests.support.removals import Removals
from tests.support.sealed import IDENTITY, OWN, PASSPHRASE, ring, seal

SEAL = seal()
WORDS = "magpie"
"""Stands in every file, with a number; nowhere may it be read once they are encrypted."""
NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)
NAMES = ("2026-11-12-robin.toml", "2026-11-20-ash.toml")


class Killed(BaseException):
    """The end of the program, in a test."""


def text_of(name: str, what: str) -> str:
    return f'format = 1\nid = "{name[11:-5]}7"\nchild = "{WORDS} {what}"\n'


def make(home: Path) -> Path:
    """A home: two sessions with all that is kept of them, a key, and a state folder."""
    folder, storage = home / "sessions", rest_of(home)
    folder.mkdir(parents=True)
    ring(folder)
    for name in NAMES:
        path = folder / name
        text = text_of(name, "now")
        write_atomically(path, text.encode(), None)
        for hour in (9, 10):
            old = text_of(name, f"at {hour}").encode()
            keep_version(path, f"{name[11:-5]}7", old, NOON.replace(hour=hour))
        append_to_journal(
            path,
            [JournalChange(ChangeKind.EDIT, f"{WORDS} label", text_of(name, "b"), text)],
            NO_CIPHER,
        )
        append_to_journal(path, [JournalChange(ChangeKind.NOTE, "", text, text)], NO_CIPHER)
        drafts.write_drafts(path, "capture", f"{WORDS} draft of {name}")
        trash = folder / HIDDEN / "trash" / name
        trash.parent.mkdir(exist_ok=True)
        trash.write_bytes(text_of(name, "thrown away").encode())
        for when in ("emergency", "later emergency"):
            rescue(path, text_of(name, when).encode(), storage)
    (folder / f".{NAMES[0]}.0a1b2c3d.tmp").write_bytes(text_of(NAMES[0], "half").encode()[:40])
    (folder / "broken (conflicted copy).toml").write_bytes(f"{WORDS} \xff".encode("latin-1"))
    return home


def rescue(path: Path, data: bytes, storage: StorageContext) -> Path:
    """A sitting that could not save."""
    place = place_of_copy(path, storage)
    assert place is not None
    write_copy(place, path, data)
    return place


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return make(tmp_path / "home")


def rest_of(home: Path) -> StorageContext:
    return StorageContext(state=home / "state")


def encrypt(home: Path, hands: FileOps | None = None) -> ConversionOutcome:
    return encrypt_folder(home / "sessions", SEAL, rest_of(home), hands)


def decrypt(home: Path, hands: FileOps | None = None) -> ConversionOutcome:
    return decrypt_folder(home / "sessions", SEAL, rest_of(home), hands)


def contents(home: Path) -> dict[str, bytes]:
    """What rests where; emergency copies are called after the place of their session."""
    files = [path for path in home.rglob("*") if path.is_file() and "locks" not in path.parts]
    return {
        "emergency" if "emergency" in path.parts else str(path.relative_to(home)): b""
        if "emergency" in path.parts
        else path.read_bytes()
        for path in files
    }


def test_no_power_cut_brings_back_what_was_converted(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    removals = Removals(monkeypatch)
    for convert in (encrypt, decrypt):
        assert convert(home).converted
        assert {name for name in removals.names() if ".toml" in name} == set()


def words(home: Path) -> set[bytes]:
    """All that can be read, plain or with the key: whole files, and lines of journals."""
    found = set()
    for path in home.rglob("*"):
        if path.is_dir() or "locks" in path.parts or "recipients" in path.name:
            continue
        if path.name == "of.txt":  # of which file the emergency copies are
            continue
        data = path.read_bytes()
        if data.startswith(b"age-encryption"):
            if path.name != "key.age" and not path.name.endswith(".tmp"):
                found.add(SEAL.decrypt(data))
        elif path.name.endswith(".toml.age.jsonl"):
            found.add(plain_form(path, data, SEAL)[1])
        else:
            found.add(data)
    return found


def in_plain(home: Path) -> list[Path]:
    """Where the words can be read by anybody."""
    return [
        path
        for path in home.rglob("*")
        if path.is_file() and (WORDS.encode() in path.read_bytes() or WORDS in path.name)
    ]


def test_no_word_can_be_read_once_all_is_encrypted_and_all_are_there_again(home: Path) -> None:
    before, said = contents(home), words(home)
    assert len(in_plain(home)) == 18
    assert folder_status(home / "sessions").state is EncryptionState.PLAIN
    done = encrypt(home)
    assert done.failures == ()
    assert len(done.converted) == 18
    assert in_plain(home) == []
    assert words(home) == said
    assert folder_status(home / "sessions").state is EncryptionState.ENCRYPTED
    assert decrypt(home).failures == ()
    assert contents(home) == before
    assert words(home) == said


def test_what_is_encrypted_is_where_the_other_rooms_look_for_it(home: Path) -> None:
    encrypt(home)
    for name in NAMES:
        path = home / "sessions" / f"{name}.age"
        text = SEAL.decrypt(path.read_bytes()).decode()
        assert text == text_of(name, "now")
        assert drafts.read_drafts(path, SEAL) == {"capture": f"{WORDS} draft of {name}"}
        assert read_earlier_changes(path, text, SEAL).pop() == (
            text_of(name, "b"),
            f"{WORDS} label",
        )
        versions = versions_of(home / "sessions", name=path.name)
        opened = [SEAL.decrypt(version.read()).decode() for version in versions]
        assert opened == [text_of(name, "at 10"), text_of(name, "at 9")]
        rescued = copies_of(path, rest_of(home))
        assert {copy.origin for copy in rescued} == {path}
        opened = sorted(copy.read(SEAL).decode() for copy in rescued)
        assert opened == sorted(text_of(name, when) for when in ("emergency", "later emergency"))


def test_and_so_is_what_was_decrypted(home: Path) -> None:
    encrypt(home)
    decrypt(home)
    path = home / "sessions" / NAMES[0]
    assert drafts.read_drafts(path) == {"capture": f"{WORDS} draft of {NAMES[0]}"}
    assert read_earlier_changes(path, path.read_text(), NO_CIPHER).pop() is not None
    assert [one.read() for one in versions_of(home / "sessions", name=NAMES[0])]
    rescued = {copy.read().decode() for copy in copies_of(path, rest_of(home))}
    assert rescued == {text_of(NAMES[0], when) for when in ("emergency", "later emergency")}


def test_every_file_is_for_us_alone_whatever_the_mask(home: Path) -> None:
    mask = os.umask(0)
    try:
        turned = encrypt(home).converted
        assert {stat.S_IMODE(new.stat().st_mode) for _, new in turned} == {0o600}
        assert {stat.S_IMODE(new.stat().st_mode) for _, new in decrypt(home).converted} == {0o600}
    finally:
        os.umask(mask)


def test_a_second_run_has_nothing_to_do(home: Path) -> None:
    encrypt(home)
    before = contents(home)
    assert encrypt(home) == ConversionOutcome((), ())
    assert contents(home) == before


def dying(step: int, torn: bool) -> FileOps:
    """Hands that end the program before, or in the middle of, the step with this number."""
    steps = count()

    def dying_write(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        if next(steps) == step:
            if torn:
                path.with_name(f".{path.name}.9f8e7d6c.tmp").write_bytes(data[: len(data) // 2])
            raise Killed
        return write_atomically(path, data, known)

    def dying_remove(path: Path) -> None:
        if next(steps) == step:
            raise Killed
        path.unlink()

    return FileOps(dying_write, dying_remove)


@pytest.mark.parametrize("torn", [False, True], ids=["between", "within"])
@pytest.mark.parametrize("way", ["encrypt", "decrypt", "renew"])
def test_killed_at_each_step_no_word_is_lost_and_the_next_run_finishes(
    tmp_path: Path, runs: Callable[[int, int], int], way: str, torn: bool
) -> None:
    for step in count(int(torn), runs(6, 1)):  # each sixth; with --full every one
        home = make(tmp_path / "home")
        said = words(home)
        if way != "encrypt":
            encrypt(home)
        try:
            run(way, home, dying(step, torn))
        except Killed:
            assert said <= words(home)
            finish(way, home, said)
            shutil.rmtree(home)
        else:
            assert step > 15
            break


def run(way: str, home: Path, hands: FileOps | None = None) -> ConversionOutcome:
    if way == "renew":
        return reencrypt_folder(home / "sessions", SEAL, rest_of(home), hands)
    return (encrypt if way == "encrypt" else decrypt)(home, hands)


def finish(way: str, home: Path, said: set[bytes]) -> None:
    """Run it again, to the end: it is as if nothing had happened."""
    assert run(way, home).failures == ()
    assert said <= words(home)
    if way == "decrypt":
        assert folder_status(home / "sessions").state is EncryptionState.PLAIN
        return
    assert in_plain(home) == []
    assert folder_status(home / "sessions").state is EncryptionState.ENCRYPTED
    assert decrypt(home).failures == ()
    for name in NAMES:
        assert len(versions_of(home / "sessions", name=name)) == 2
    assert not list(home.rglob("*-2.toml*"))


def test_many_sessions_killed_again_and_again_lose_no_word(
    tmp_path: Path, runs: Callable[[int, int], int]
) -> None:
    home = make(tmp_path / "home")
    for number in range(runs(20, 200)):
        text = f'format = 1\nid = "many{number}"\nchild = "{WORDS} number {number}"\n'
        write_atomically(home / "sessions" / f"many-{number}.toml", text.encode(), None)
    said, kills = words(home), 0
    for step in Random(12).choices(range(2, runs(40, 6)), k=999):
        try:
            encrypt(home, dying(step, torn=step % 2 == 0))
        except Killed:
            kills += 1
            assert said <= words(home)
        else:
            break
    assert kills >= runs(2, 90)
    assert said <= words(home)
    assert in_plain(home) == []
    assert folder_status(home / "sessions").state is EncryptionState.ENCRYPTED


@pytest.mark.parametrize("step", [1, 6, 11])
def test_a_real_kill_loses_no_word(home: Path, step: int) -> None:
    said = words(home)
    code = (
        "import os, signal, sys\n"
        "from itertools import count\n"
        "from pathlib import Path\n"
        "from casetool.storage.encryption.convert import FileOps, encrypt_folder\n"
        "from casetool.storage.files.atomic import write_atomically\n"
        "from tests.support.sealed import seal\n"
        "steps = count()\n"
        "def sync(handle):\n"
        "    if next(steps) == int(sys.argv[2]): os.kill(os.getpid(), signal.SIGKILL)\n"
        "    os.fsync(handle)\n"
        "put = lambda path, data, known: write_atomically(path, data, known, sync=sync)\n"
        "hands = FileOps(put)\n"
        "encrypt_folder(Path(sys.argv[1]), seal(), file_ops=hands)\n"
    )
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", code, str(home / "sessions"), str(step)]
    done = subprocess.run(command, cwd=root, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert said <= words(home)
    encrypt(home)
    assert said <= words(home)
    assert [path for path in in_plain(home) if "state" not in path.parts] == []


def test_a_half_encrypted_folder_is_told_with_its_files(home: Path) -> None:
    folder = home / "sessions"
    assert folder_status(folder).description == ""
    encrypt_session(folder / NAMES[0], SEAL)
    told = folder_status(folder)
    assert told.state is EncryptionState.HALF
    assert NAMES[1] in {path.name for path in told.plain}
    assert told.unfinished == ()
    assert "casetool encrypt encrypts the rest" in told.description
    assert "Nothing is lost" in told.description
    encrypt(home)
    assert folder_status(folder).description == ""


def test_what_is_left_in_plain_of_an_encrypted_session_is_recognised(home: Path) -> None:
    folder = home / "sessions"
    before = (folder / NAMES[0]).read_bytes()
    encrypt(home)
    (folder / NAMES[0]).write_bytes(before)
    draft = folder / HIDDEN / "drafts" / NAMES[0]
    draft.write_bytes(b'capture = "magpie"')
    assert set(folder_status(folder).unfinished) == {folder / NAMES[0], draft}
    encrypt(home)
    assert in_plain(home) == []
    assert not (folder / f"{NAMES[0][:-5]}-2.toml.age").exists()
    assert (folder / HIDDEN / "drafts" / f"{NAMES[0][:-5]}-2.toml.age").exists()


def test_two_forms_with_other_words_are_both_kept(home: Path) -> None:
    folder = home / "sessions"
    encrypt(home)
    (folder / NAMES[0]).write_bytes(b"magpie: other words")
    before = (folder / f"{NAMES[0]}.age").read_bytes()
    assert encrypt(home).failures == ()
    assert (folder / f"{NAMES[0]}.age").read_bytes() == before
    beside = folder / f"{NAMES[0][:-5]}-2.toml.age"
    assert SEAL.decrypt(beside.read_bytes()) == b"magpie: other words"


def test_one_session_takes_along_what_belongs_to_it_and_nothing_else(home: Path) -> None:
    folder, name = home / "sessions", NAMES[0]
    others = {key: data for key, data in contents(home).items() if "-ash" in key}
    before = contents(home)
    done = encrypt_session(folder / name, SEAL, rest_of(home))
    assert done.failures == ()
    assert done.converted[-1] == (folder / name, folder / f"{name}.age")
    assert len(done.converted) == 9  # two of them are emergency copies
    after = contents(home)
    assert {key: after[key] for key in others} == others
    assert not [path for path in in_plain(folder) if "robin" in str(path)]
    assert decrypt_session(folder / f"{name}.age", SEAL, rest_of(home)).failures == ()
    assert contents(home) == before


@pytest.mark.parametrize("folder", ["", f"{HIDDEN}/drafts"])
def test_what_a_killed_run_left_long_ago_goes_with_the_next(home: Path, folder: str) -> None:
    torn = home / "sessions" / folder / f".{NAMES[0]}.age.9f8e7d6c.tmp"
    torn.write_bytes(b"half")
    os.utime(torn, (0, 0))
    assert encrypt(home).failures == ()
    assert not torn.exists()


def test_what_is_in_the_trash_comes_back_in_either_form(home: Path) -> None:
    folder = home / "sessions"
    (folder / f".{NAMES[0]}.0a1b2c3d.tmp").unlink()
    before = contents(folder)
    delete_session(folder / NAMES[0], rest_of(home))
    encrypt(home)
    assert in_plain(home) == []
    (sealed,) = [one for one in list_trash(folder) if "robin" in one.name]
    path = restore_from_trash(sealed, StorageContext())
    assert path == folder / f"{NAMES[0]}.age"
    assert drafts.read_drafts(path, SEAL) == {"capture": f"{WORDS} draft of {NAMES[0]}"}
    assert [one.read() for one in versions_of(folder, name=path.name)]
    delete_session(path, rest_of(home))
    assert decrypt(home).failures == ()
    (plain,) = [one for one in list_trash(folder) if "robin" in one.name]
    assert restore_from_trash(plain, StorageContext()) == folder / NAMES[0]
    assert contents(folder) == before


def test_a_version_from_before_the_session_was_renamed_goes_along(home: Path) -> None:
    folder = home / "sessions"
    renamed = (folder / NAMES[0]).rename(folder / "renamed.toml")
    encrypt_session(renamed, SEAL)
    assert [one.name for one in versions_of(folder, "robin7")] == [f"{NAMES[0]}.age"] * 2


def test_a_session_that_is_open_in_a_window_stays_as_it_is(home: Path) -> None:
    before = contents(home)
    held = acquire_lock(home / "sessions" / NAMES[1], rest_of(home))
    assert isinstance(held, Lock)
    with pytest.raises(SaveError, match=r"ash.toml is open in another window.*close it"):
        encrypt(home)
    assert contents(home) == before
    held.release()
    assert encrypt(home).failures == ()


def test_a_link_is_refused_and_told_of(home: Path) -> None:
    folder = home / "sessions"
    elsewhere = home / "elsewhere.toml"
    (folder / NAMES[0]).rename(elsewhere)
    (folder / NAMES[0]).symlink_to(elsewhere)
    with pytest.raises(CipherError, match=r"is a link.*elsewhere.toml"):
        encrypt_session(folder / NAMES[0], SEAL)
    encrypt(home)
    assert elsewhere.read_bytes() == text_of(NAMES[0], "now").encode()
    assert folder / NAMES[0] in others_in(folder)


def test_what_a_link_in_the_place_of_the_hidden_folder_leads_to_is_left_alone(home: Path) -> None:
    folder, documents = home / "sessions", home / "documents"
    (folder / HIDDEN).rename(documents)
    (documents / "letter.odt").write_text("letter")
    (folder / HIDDEN).symlink_to(documents)
    before = {path: path.read_bytes() for path in documents.rglob("*") if path.is_file()}
    assert encrypt(home).failures == ()
    assert {path: path.read_bytes() for path in documents.rglob("*") if path.is_file()} == before


def test_a_file_that_somebody_put_into_the_hidden_folder_is_left_alone(home: Path) -> None:
    archive = home / "sessions" / HIDDEN / "key-backup.zip"
    archive.write_bytes(b"a backup of the key")
    assert encrypt(home).failures == ()
    assert archive.read_bytes() == b"a backup of the key"


def test_exported_notes_are_no_business_of_ours_but_told_of(home: Path) -> None:
    notes = home / "sessions" / "2026-11-12-robin.notes.md"
    notes.write_text("magpie")
    (home / "sessions" / "methods").mkdir()
    method = home / "sessions" / "methods" / "ours.toml"
    method.write_text("a method")
    os.mkfifo(home / "sessions" / "pipe")
    encrypt(home)
    assert (notes.read_text(), method.read_text()) == ("magpie", "a method")
    assert others_in(home / "sessions") == [notes]


def test_a_damaged_file_is_left_and_told_and_the_rest_goes_on(home: Path) -> None:
    folder = home / "sessions"
    encrypt(home)
    damaged = folder / f"{NAMES[0]}.age"
    damaged.write_bytes(damaged.read_bytes()[:-3])
    before = damaged.read_bytes()
    ((path, why),) = decrypt(home).failures
    assert (path, damaged.read_bytes()) == (damaged, before)
    assert "cut short" in why
    assert (folder / NAMES[1]).exists()
    assert folder_status(folder).state is EncryptionState.HALF


def test_a_line_of_a_journal_that_was_cut_short_stops_nothing(home: Path) -> None:
    encrypt(home)
    journal = home / "sessions" / HIDDEN / "undo" / f"{NAMES[0]}.age.jsonl"
    journal.write_bytes(journal.read_bytes()[:-40])
    assert decrypt(home).failures == ()
    path = home / "sessions" / NAMES[0]
    assert read_earlier_changes(path, path.read_text(), NO_CIPHER).pop() is not None
    assert encrypt(home).failures == ()


def test_with_another_key_nothing_is_touched(home: Path) -> None:
    other = pyrage.x25519.Identity.generate()
    encrypt(home)
    before = contents(home)
    theirs = AgeCipher(str(other), [str(other.to_public())])
    done = decrypt_folder(home / "sessions", theirs, rest_of(home))
    assert done.converted == ()
    assert len(done.failures) == 18
    assert contents(home) == before


@pytest.mark.parametrize(
    "fault",
    [
        SaveError("a.toml was not saved: no space left on device."),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
)
def test_a_full_disk_leaves_everything_as_it_was(home: Path, fault: OSError) -> None:
    def full(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        raise fault

    before = contents(home)
    done = encrypt(home, FileOps(full))
    assert done.converted == ()
    assert len(done.failures) == 18
    assert {"no space left on device" in why.lower() for _, why in done.failures} == {True}
    assert contents(home) == before


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: SEAL.encrypt(b"other")])
def test_a_disk_that_gives_back_other_words_keeps_the_plain_file(
    home: Path, change: Callable[[bytes], bytes]
) -> None:
    def lying(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        return write_atomically(path, change(data), known)

    said = words(home)
    assert encrypt(home, FileOps(lying)).converted == ()
    plain = [path for path in home.rglob("*") if path.suffix != ".age" and path.is_file()]
    assert said <= {path.read_bytes() for path in plain}


def test_a_plain_file_that_changes_meanwhile_stays(home: Path) -> None:
    path = home / "sessions" / NAMES[0]

    def slow(target: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        if target == path.with_name(f"{path.name}.age"):
            path.write_bytes(b"magpie: more words")
        return write_atomically(target, data, known)

    assert path in dict(encrypt(home, FileOps(slow)).failures)
    assert path.read_bytes() == b"magpie: more words"
    assert b"magpie: more words" in words(home)


def test_an_emergency_copy_with_other_words_is_never_written_over(home: Path) -> None:
    path, storage = home / "sessions" / NAMES[0], rest_of(home)
    sealed = path.with_name(f"{path.name}.age")
    newer = SEAL.encrypt(b"magpie: newer")
    copy = copies_of(path, storage)[0]
    place = rescue(sealed, newer, storage)
    place.rename(place.with_name(f"{copy.path.name}.age"))
    ((_, why),) = encrypt(home).failures
    assert "another emergency copy" in why
    assert newer in [copy.path.read_bytes() for copy in copies_of(sealed, storage)]
    assert [copy.path for copy in copies_of(path, storage)] == [copy.path]


def test_of_a_draft_and_its_emergency_copy_the_same_is_newer_once_they_are_encrypted(
    home: Path,
) -> None:
    path, storage = home / "sessions" / NAMES[0], rest_of(home)
    assert drafts.copy_drafts(path, {"capture": "typed after it"}, storage)
    assert encrypt(home).failures == ()
    sealed, opened = path.with_name(f"{path.name}.age"), StorageContext(SEAL, home / "state")
    assert DraftStore(opened).take_over(sealed)["capture"] == "typed after it"


def test_an_office_key_opens_all_that_is_encrypted_anew_and_none_once_it_is_gone(
    home: Path,
) -> None:
    office = pyrage.x25519.Identity.generate()
    folder = home / "sessions"
    encrypt(home)
    said = words(home)
    both = set_office(folder, PASSPHRASE, str(office.to_public()))
    assert reencrypt_folder(folder, both, rest_of(home)).failures == ()
    sealed = list(folder.rglob("*.toml.age"))
    assert len(sealed) == 11
    for path in sealed:
        assert pyrage.decrypt(path.read_bytes(), [office]) in said
    assert words(home) == said
    waiting = [copy.path for copy in all_copies(rest_of(home))]
    assert len(waiting) == 4
    for path in waiting:
        assert pyrage.decrypt(path.read_bytes(), [office]) in said
    reencrypt_folder(folder, set_office(folder, PASSPHRASE, None), rest_of(home))
    assert words(home) == said
    assert [copy.path for copy in all_copies(rest_of(home))] == waiting
    for path in (*folder.rglob("*.toml.age"), *waiting):
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(path.read_bytes(), [office])
    assert [version.read() for version in versions_of(folder)]


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not here")
def test_the_age_program_opens_every_file(home: Path) -> None:
    key = home / "key.txt"
    key.write_text(IDENTITY)
    encrypt(home)
    for path in home.joinpath("sessions").rglob("*.toml.age"):
        command = ["age", "-d", "-i", str(key), str(path)]
        opened = subprocess.run(command, capture_output=True, check=True).stdout
        assert opened == SEAL.decrypt(path.read_bytes())


@given(st.binary(max_size=400))
def test_any_bytes_come_back_from_either_form(data: bytes) -> None:
    for name in ("a.toml", "x.md", "20261112T090000000000Z.0123456789ab.a.toml"):
        path, closed = encrypted_form(Path(name), data, SEAL)
        back, opened = plain_form(path, closed, SEAL)
        assert opened == data
        assert same_version(back, Path(name)) or back == Path(name)


@given(st.lists(st.dictionaries(st.text(), st.text())), st.booleans(), st.binary(max_size=40))
def test_any_journal_comes_back(lines: list[dict[str, str]], ended: bool, torn: bytes) -> None:
    data = b"\n".join(json.dumps(line).encode() for line in lines) + b"\n" * ended + torn
    path, closed = encrypted_form(Path("a.toml.jsonl"), data, SEAL)
    assert path == Path("a.toml.age.jsonl")
    assert plain_form(path, closed, SEAL) == (Path("a.toml.jsonl"), data)


def test_the_key_in_these_tests_is_the_one_it_says() -> None:
    assert SEAL.recipients == (OWN,)
