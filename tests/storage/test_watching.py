"""Noticing what somebody else wrote: only whole files, only other words."""

import os
from pathlib import Path

from casetool.storage.files import mark_of, write
from casetool.storage.watching import Watch


def test_what_we_wrote_is_no_news(tmp_path: Path) -> None:
    path, watch = tmp_path / "a.toml", Watch()
    mark = write(path, b"ours", None)
    assert [watch.look(path, mark) for _ in range(4)] == [None] * 4


def test_another_file_in_its_place_is_news_once_it_stands_still(tmp_path: Path) -> None:
    path, watch = tmp_path / "a.toml", Watch()
    mark = write(path, b"ours", None)
    watch.look(path, mark)
    watch.look(path, mark)
    write(tmp_path / "b", b"theirs", None)
    (tmp_path / "b").replace(path)
    assert watch.look(path, mark) is None
    assert watch.look(path, mark) == b"theirs"


def test_a_file_that_grows_is_no_news_until_it_is_whole(tmp_path: Path) -> None:
    path, watch = tmp_path / "a.toml", Watch()
    mark = mark_of(b"ours")
    for size in range(1, 7):
        path.write_bytes(b"theirs"[:size])
        assert watch.look(path, mark) is None
    assert watch.look(path, mark) == b"theirs"


def test_the_same_size_and_an_old_time_hide_nothing(tmp_path: Path) -> None:
    path, watch = tmp_path / "a.toml", Watch()
    mark = write(path, b"ours", None)
    before = path.stat()
    watch.look(path, mark)
    watch.look(path, mark)
    path.write_bytes(b"them")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    watch.look(path, mark)
    assert watch.look(path, mark) == b"them"


def test_the_same_words_in_a_new_file_are_no_news(tmp_path: Path) -> None:
    path, watch = tmp_path / "a.toml", Watch()
    mark = write(path, b"ours", None)
    write(tmp_path / "b", b"ours", None)
    (tmp_path / "b").replace(path)
    assert [watch.look(path, mark) for _ in range(4)] == [None] * 4


def test_a_file_that_is_gone_is_no_news(tmp_path: Path) -> None:
    watch = Watch()
    assert watch.look(tmp_path / "a.toml", mark_of(b"ours")) is None
