"""The power goes: what was not synced may be gone, and still the session is whole (target 3)."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from casetool.storage.autosave.draft_file import damaged_draft_files
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.context import StorageContext
from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.files.atomic import SaveError
from casetool.storage.history.versions import versions_of
from casetool.storage.library.index import list_sessions
from tests.faults.power import Call, Disk, from_record, from_strace
from tests.faults.working import (
    SEED,
    Child,
    Runs,
    child,
    need,
    on_disk,
    reopened,
    session_in,
    traced,
    worries,
)

SAID = ("add one", "draft ! half a sen", "draft ! half a sentence", "add two", "add three")
"""What is done; after each the call to the disk is over, and what is called saved is saved."""

Recorded = list[tuple[list[Call], str]]
"""The calls of each thing that was done, and what was answered."""


def recorded(path: Path) -> Recorded:
    """By our own layer under ``os``."""
    with child(path) as working:
        working.orders.give(record=True)
        return [
            (from_record(working.orders.calls()), answer)
            for answer in (working.ask(words) for words in SAID)
        ]


def straced(path: Path) -> Recorded:
    """By the kernel's own account."""
    need("strace")
    names = "openat,write,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat"
    with child(path) as working, traced(working, "-y", "-xx", "-s", "9999999",
                                        "-e", f"trace={names}") as log:  # fmt: skip
        done, before = [], 0
        for words in SAID:
            answer = working.ask(words)
            calls = from_strace(ended(log, answer, working))
            done.append((calls[before:], answer))
            before = len(calls)
    return done


def ended(log: Path, answer: str, working: Child) -> str:
    """The trace, once it tells of the answer: until then it may lag behind."""
    told = "".join(f"\\x{byte:02x}" for byte in answer.encode())
    while told not in (text := log.read_text()) and working.process.poll() is None:
        pass
    return text


@pytest.mark.parametrize("how", [recorded, pytest.param(straced, marks=pytest.mark.full)])
def test_the_power_goes_at_any_moment(
    tmp_path: Path, runs: Runs, how: Callable[[Path], Recorded]
) -> None:
    path = session_in(tmp_path)
    disk, old = Disk.of(path.parent), worries(on_disk(path))
    done = how(path)
    assert [answer for _, answer in done] == ["saved: ", "True", "True", "saved: ", "saved: "]
    states: dict[bytes, tuple[str, dict[str, bytes], list[str], str]] = {}
    sure, draft = list(old), ""
    for (calls, _), words in zip(done, SAID, strict=True):
        for call in [*calls, None]:
            if call is not None:
                disk.do(call)
            elif words.startswith("add "):
                sure.append(words.removeprefix("add "))
            else:
                draft = words.removeprefix("draft ")
            for harm, files in disk.leavings():
                when = f"at {call and call.op} of {words!r}: {harm}"
                states.setdefault(
                    key_of(files, sure, draft), (when, dict(files), list(sure), draft)
                )
    assert len(states) > 100
    few = Random(SEED).sample(sorted(states), min(len(states), runs(100, len(states))))
    for state in few:
        when, files, sure_then, draft_then = states[state]
        rebuild(path.parent, files)
        whole(path, f"seed {SEED}, {when}", sure_then, draft_then)


def test_an_emergency_copy_outlives_a_power_cut(tmp_path: Path) -> None:
    path, state = session_in(tmp_path), tmp_path / "state"
    with child(path) as working:
        disk, calls = Disk.of(state), list[Call]()
        working.orders.fail(("open", "ENOSPC", 1, 0, f"/{path.parent.name}/"), record=True)
        assert working.ask("add one").startswith("not saved: ")
        calls += from_record(working.orders.calls())
        assert working.ask("vain half a sen") == "False"
        later = from_record(working.orders.calls())
    storage = StorageContext(state=state)
    for earlier in calls:
        disk.do(earlier)
    for call in [None, *later]:
        if call is not None:
            disk.do(call)
        for harm, files in disk.leavings():
            rebuild(state, dict(files))
            copies = [copy for copy in copies_of(path, storage) if not copy.is_draft]
            assert [worries(on_disk(copy.path))[-1] for copy in copies] == ["one"], harm
    texts = [copy.read().decode() for copy in copies_of(path, storage) if copy.is_draft]
    assert len(texts) == 1
    assert "half a sen" in texts[0]


def key_of(files: object, sure: list[str], draft: str) -> bytes:
    return hashlib.sha256(repr((files, sure, draft)).encode()).digest()


def rebuild(folder: Path, files: dict[str, bytes]) -> None:
    """What lies there when the power is back."""
    shutil.rmtree(folder)
    folder.mkdir()
    for name, data in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(data)


def whole(path: Path, when: str, sure: list[str], draft: str) -> None:
    """The session opens with all that was called saved, and nothing else stands in its way."""
    assert path.exists(), when
    found = worries(on_disk(path))
    assert found[: len(sure)] == sure, when
    assert found[len(sure) :] in ([], ["one"], ["two"], ["three"]), when
    (head,) = list_sessions(path.parent)
    assert head.problem == "", when
    for version in versions_of(path.parent):
        try:
            assert len(worries(on_disk(version.path))) <= len(found), when
            version.read()
        except SaveError:
            assert version.path.stat().st_size >= 0, when  # told as damaged, and not offered
    assert damaged_draft_files(path, NO_CIPHER) == [], when
    with reopened(path) as document:
        assert worries(document.session) == found, when
        kept = document.drafts().get("capture", "")
        assert kept.startswith(draft) or not draft, when
        label, now = document.undo(), worries(document.session)
        assert (label, now) in ((f"caught {found[-1]}", found[:-1]), (None, found)), when
