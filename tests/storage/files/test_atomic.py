"""Whole files: the old one or the new one, never wider rights, never over another's work."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from casetool.storage.files.atomic import (
    ChangedOnDiskError,
    Fingerprint,
    SaveError,
    fingerprint_of,
    make_private,
    read_with_fingerprint,
    write_atomically,
)

as_root = hasattr(os, "geteuid") and os.geteuid() == 0


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".tmp")]


def refuse(code: int) -> object:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def test_a_new_file_is_ours_alone_whatever_the_umask(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        write_atomically(tmp_path / "a.toml", b"one", None)
        make_private(tmp_path / "x" / "y")
    finally:
        os.umask(old)
    assert mode(tmp_path / "a.toml") == 0o600
    assert mode(tmp_path / "x") == mode(tmp_path / "x" / "y") == 0o700


def test_the_mark_is_what_rests_there(tmp_path: Path) -> None:
    fingerprint = write_atomically(tmp_path / "a.toml", b"one", None)
    assert read_with_fingerprint(tmp_path / "a.toml") == (b"one", fingerprint)
    assert write_atomically(tmp_path / "a.toml", b"two", fingerprint) == fingerprint_of(b"two")
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize(("make", "kind"), [(os.mkfifo, "a pipe"), (Path.mkdir, "a folder")])
@pytest.mark.parametrize("expected", [None, fingerprint_of(b"")])
def test_nothing_is_written_beside_what_is_no_file(
    tmp_path: Path,
    make: Callable[[Path], None],
    kind: str,
    linked: bool,
    expected: Fingerprint | None,
) -> None:
    place = tmp_path / "elsewhere"
    place.mkdir()
    make(place / "full")
    path = place / "full"
    if linked:
        path = tmp_path / "a.toml"
        path.symlink_to(place / "full")
    synced: list[int] = []
    with pytest.raises(SaveError, match=f"was not saved: {kind}"):
        write_atomically(path, b"ours", expected, sync=synced.append)
    assert synced == []
    assert not stat.S_ISREG((place / "full").stat().st_mode)


def test_a_file_that_is_there_already_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes(b"theirs")
    with pytest.raises(ChangedOnDiskError, match="already exists and was not changed"):
        write_atomically(tmp_path / "a.toml", b"ours", None)
    assert (tmp_path / "a.toml").read_bytes() == b"theirs"
    assert leftovers(tmp_path) == []


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    fingerprint = write_atomically(tmp_path / "a.toml", b"one", None)
    (tmp_path / "a.toml").write_bytes(b"two")
    with pytest.raises(ChangedOnDiskError, match="changed by another program"):
        write_atomically(tmp_path / "a.toml", b"three", fingerprint)
    assert (tmp_path / "a.toml").read_bytes() == b"two"


def test_a_change_that_keeps_size_and_time_is_noticed_too(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    fingerprint = write_atomically(path, b"one", None)
    times = path.stat()
    path.write_bytes(b"two")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    with pytest.raises(ChangedOnDiskError):
        write_atomically(path, b"three", fingerprint)


def test_a_file_that_was_taken_away_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    fingerprint = write_atomically(path, b"one", None)
    path.unlink()
    write_atomically(path, b"two", fingerprint)
    assert path.read_bytes() == b"two"


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EROFS, errno.EDQUOT])
def test_a_disk_that_fails_leaves_the_old_file_whole(tmp_path: Path, code: int) -> None:
    path = tmp_path / "a.toml"
    fingerprint = write_atomically(path, b"one", None)
    with pytest.raises(SaveError, match=r"a\.toml was not saved"):
        write_atomically(path, b"two", fingerprint, sync=refuse(code))  # type: ignore[arg-type]
    assert path.read_bytes() == b"one"
    assert leftovers(tmp_path) == []


def test_a_replace_that_fails_for_good_leaves_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    fingerprint = write_atomically(path, b"one", None)
    with pytest.raises(SaveError):
        write_atomically(path, b"two", fingerprint, replace=refuse(errno.EIO))  # type: ignore[arg-type]
    assert path.read_bytes() == b"one"
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("times", [1, 3, 6])
def test_a_file_held_by_antivirus_is_tried_again_for_three_seconds(
    tmp_path: Path, times: int
) -> None:
    path, waited, tries = tmp_path / "a.toml", list[float](), iter(range(99))
    fingerprint = write_atomically(path, b"one", None)

    def held(source: Path, target: Path) -> None:
        if next(tries) < times:
            error = PermissionError("held")
            error.winerror = 32  # type: ignore[attr-defined]
            raise error
        source.replace(target)

    write_atomically(path, b"two", fingerprint, replace=held, wait=waited.append)
    assert path.read_bytes() == b"two"
    assert len(waited) == times
    assert sum(waited) <= 3.0


def test_a_file_held_for_ever_is_told_and_never_copied_over(tmp_path: Path) -> None:
    path, waited = tmp_path / "a.toml", list[float]()
    fingerprint = write_atomically(path, b"one", None)

    def held(source: Path, target: Path) -> None:
        error = PermissionError("held")
        error.winerror = 5  # type: ignore[attr-defined]
        raise error

    with pytest.raises(SaveError, match=r"another program has this file open \(OneDrive, a virus"):
        write_atomically(path, b"two", fingerprint, replace=held, wait=waited.append)
    assert path.read_bytes() == b"one"
    assert sum(waited) == pytest.approx(3.0)


def test_a_place_that_may_not_be_written_to_is_told_at_once(tmp_path: Path) -> None:
    path, waited = tmp_path / "a.toml", list[float]()
    fingerprint = write_atomically(path, b"one", None)

    def forbidden(source: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "denied")

    with pytest.raises(SaveError, match="this place may not be written to"):
        write_atomically(path, b"two", fingerprint, replace=forbidden, wait=waited.append)
    assert path.read_bytes() == b"one"
    assert leftovers(tmp_path) == []
    assert waited == []


def test_a_file_that_cannot_even_be_made_while_held_is_told_of_the_holder(tmp_path: Path) -> None:
    def held(handle: int) -> None:
        error = PermissionError(errno.EACCES, "held")
        error.winerror = 32  # type: ignore[attr-defined]
        raise error

    with pytest.raises(SaveError, match="another program has this file open"):
        write_atomically(tmp_path / "a.toml", b"one", None, sync=held)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_gives_back_other_bytes_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.toml"
    fingerprint = write_atomically(path, b"one", None)

    def rotten(file: Path) -> bytes:
        data = file.read_bytes()
        return data if file == path else data[:-1] + b"?"

    monkeypatch.setattr("casetool.storage.files.atomic.read_regular", rotten)
    with pytest.raises(SaveError, match="did not return what was written"):
        write_atomically(path, b"two", fingerprint)
    assert path.read_bytes() == b"one"
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL])
def test_a_drive_without_rights_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    path = tmp_path / "a.toml"
    fingerprint = write_atomically(path, b"one", None)
    path.chmod(0o644)  # as every file there seems to be
    monkeypatch.setattr(os, "fchmod", refuse(code))
    write_atomically(path, b"two", fingerprint)
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
def test_a_drive_that_cannot_sync_at_all_is_written_to_all_the_same(
    tmp_path: Path, code: int
) -> None:
    path = tmp_path / "a.toml"
    write_atomically(path, b"one", None, sync=refuse(code))  # type: ignore[arg-type]
    assert path.read_bytes() == b"one"


def test_a_read_only_file_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    fingerprint = write_atomically(path, b"one", None)
    path.chmod(0o400)
    with pytest.raises(SaveError, match="read-only"):
        write_atomically(path, b"two", fingerprint)
    assert path.read_bytes() == b"one"


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.toml", tmp_path / "link.toml"
    fingerprint = write_atomically(target, b"one", None)
    link.symlink_to(target)
    write_atomically(link, b"two", fingerprint)
    assert link.is_symlink()
    assert target.read_bytes() == b"two"


def test_rights_that_a_file_has_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    fingerprint = write_atomically(path, b"one", None)
    path.chmod(0o640)
    write_atomically(path, b"two", fingerprint)
    assert mode(path) == 0o640


def test_a_folder_that_is_gone_is_told_without_a_path(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="its folder is not there") as caught:
        write_atomically(tmp_path / "gone" / "a.toml", b"one", None)
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.skipif(as_root, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(SaveError, match="may not be written"):
            write_atomically(tmp_path / "a.toml", b"one", None)
    finally:
        tmp_path.chmod(0o700)


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(SaveError):
        make_private(tmp_path / "a")
    with pytest.raises(SaveError):
        make_private(tmp_path / "a" / "b")


def test_a_folder_that_cannot_sync_is_no_failure_but_a_failing_disk_is(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"

    def second_call(code: int) -> Callable[[int], None]:
        calls = iter([False, True])

        def sync(_: int) -> None:
            if next(calls):
                raise OSError(code, os.strerror(code))

        return sync

    fingerprint = write_atomically(path, b"one", None, sync=second_call(errno.EINVAL))
    with pytest.raises(SaveError, match="power cut") as caught:
        write_atomically(path, b"two", fingerprint, sync=second_call(errno.EIO))
    assert caught.value.fingerprint == read_with_fingerprint(path)[1] == fingerprint_of(b"two")
    assert write_atomically(path, b"three", caught.value.fingerprint) == fingerprint_of(b"three")


def test_rights_are_never_wider_than_they_were(tmp_path: Path) -> None:
    seen = list[int]()
    path = tmp_path / "a.toml"
    fingerprint = write_atomically(path, b"one", None)

    def sync(handle: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(handle).st_mode) & 0o077)

    old = os.umask(0)
    try:
        write_atomically(path, b"two", fingerprint, sync=sync)
    finally:
        os.umask(old)
    assert seen[0] == 0
    assert mode(path) == 0o600


def test_a_file_made_while_ours_was_written_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"

    def meanwhile(_: int) -> None:
        path.write_bytes(b"theirs")

    with pytest.raises(ChangedOnDiskError):
        write_atomically(path, b"ours", None, sync=meanwhile)
    assert path.read_bytes() == b"theirs"
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize(("size", "words"), [(1, "1 kB"), (1000, "1 kB"), (1001, "2 kB")])
def test_how_much_room_it_takes_is_never_nothing(tmp_path: Path, size: int, words: str) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(SaveError, match=f"it takes {words}"):
        write_atomically(tmp_path / "a.toml", b"x" * size, None, sync=full)
