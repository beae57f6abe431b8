"""Noticing what somebody else wrote: only whole files, only other words."""

import os
from pathlib import Path

from casetool.storage.files.atomic import fingerprint_of, write_atomically
from casetool.storage.files.watcher import LOST_AFTER_LOOKS, Watch


def test_what_we_wrote_is_no_news(tmp_path: Path) -> None:
    path, watch = tmp_path / "a.toml", Watch()
    fingerprint = write_atomically(path, b"ours", None)
    assert [watch.look(path, fingerprint) for _ in range(4)] == [None] * 4


def test_another_file_in_its_place_is_news_once_it_stands_still(tmp_path: Path) -> None:
    path, watch = tmp_path / "a.toml", Watch()
    fingerprint = write_atomically(path, b"ours", None)
    watch.look(path, fingerprint)
    watch.look(path, fingerprint)
    write_atomically(tmp_path / "b", b"theirs", None)
    (tmp_path / "b").replace(path)
    assert watch.look(path, fingerprint) is None
    assert watch.look(path, fingerprint) == b"theirs"


def test_a_file_that_grows_is_no_news_until_it_is_whole(tmp_path: Path) -> None:
    path, watch = tmp_path / "a.toml", Watch()
    fingerprint = fingerprint_of(b"ours")
    for size in range(1, 7):
        path.write_bytes(b"theirs"[:size])
        assert watch.look(path, fingerprint) is None
    assert watch.look(path, fingerprint) == b"theirs"


def test_the_same_size_and_an_old_time_hide_nothing(tmp_path: Path) -> None:
    path, watch = tmp_path / "a.toml", Watch()
    fingerprint = write_atomically(path, b"ours", None)
    before = path.stat()
    watch.look(path, fingerprint)
    watch.look(path, fingerprint)
    path.write_bytes(b"them")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    watch.look(path, fingerprint)
    assert watch.look(path, fingerprint) == b"them"


def test_the_same_words_in_a_new_file_are_no_news(tmp_path: Path) -> None:
    path, watch = tmp_path / "a.toml", Watch()
    fingerprint = write_atomically(path, b"ours", None)
    write_atomically(tmp_path / "b", b"ours", None)
    (tmp_path / "b").replace(path)
    assert [watch.look(path, fingerprint) for _ in range(4)] == [None] * 4


def test_a_file_that_is_gone_is_no_news(tmp_path: Path) -> None:
    watch = Watch()
    assert watch.look(tmp_path / "a.toml", fingerprint_of(b"ours")) is None


def test_a_file_that_stays_away_is_lost_once_and_not_before_long(tmp_path: Path) -> None:
    path, watch = tmp_path / "a.toml", Watch()
    fingerprint = fingerprint_of(b"ours")
    said = []
    for _ in range(LOST_AFTER_LOOKS + 3):
        assert watch.look(path, fingerprint) is None
        said.append(watch.lost(is_broken=False))
    assert said == [False] * (LOST_AFTER_LOOKS - 1) + [True] + [False] * 3


def test_a_file_that_comes_back_in_between_is_not_lost(tmp_path: Path) -> None:
    path, watch = tmp_path / "a.toml", Watch()
    for number in range(4 * LOST_AFTER_LOOKS):
        if number % (LOST_AFTER_LOOKS - 1):
            path.unlink(missing_ok=True)
            fingerprint = fingerprint_of(b"ours")
        else:
            fingerprint = write_atomically(path, b"ours", None)
        watch.look(path, fingerprint)
        assert not watch.lost(is_broken=False)


def test_what_is_no_whole_session_for_long_is_lost(tmp_path: Path) -> None:
    path, watch = tmp_path / "a.toml", Watch()
    path.write_bytes(b"half")
    looks = [
        watch.look(path, fingerprint_of(b"ours")) is not None for _ in range(LOST_AFTER_LOOKS + 1)
    ]
    assert looks == [False] + [True] * LOST_AFTER_LOOKS
    assert [watch.lost(is_broken=broken) for broken in looks].count(True) == 1
