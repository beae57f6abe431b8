"""Reading what may be anything: what is no file is never opened, and never waited for."""

import errno
import os
import re
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casetool.storage.files.regular_file import is_regular, read_regular, why_unreadable
from tests.support.modules import modules_of

ODD = pytest.mark.skipif(sys.platform == "win32", reason="no pipes and links without rights there")


def make_socket(path: Path) -> None:
    old = Path.cwd()
    os.chdir(path.parent)  # the name of a socket may have some hundred bytes only
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(old)


def through_a_file(path: Path) -> None:
    path.with_name("file").write_bytes(b"x")
    path.symlink_to(path.with_name("file") / "x")


ODD_FILES: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo if sys.platform != "win32" else Path.mkdir,
    "a socket": make_socket,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "back to itself": lambda path: path.symlink_to(path),
    "leads nowhere": lambda path: path.symlink_to(path.with_name("gone")),
    "too long": lambda path: path.symlink_to("x" * 300),
    "nowhere": through_a_file,
}


@ODD
@pytest.mark.parametrize("words", ODD_FILES)
def test_what_is_no_file_is_told_in_words(tmp_path: Path, words: str) -> None:
    path = tmp_path / "a.toml"
    ODD_FILES[words](path)
    assert not is_regular(path)
    with pytest.raises(OSError, match=r"\w") as raised:
        read_regular(path)
    assert words in why_unreadable(path, raised.value)


@pytest.mark.skipif(not Path("/proc/self/pagemap").exists(), reason="Linux has such files")
@pytest.mark.parametrize("name", ["/proc/self/pagemap", "/proc/self/mem"])
def test_a_file_without_end_ends(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.toml"
    path.symlink_to(name)
    with pytest.raises(OSError, match=r"\w"):
        read_regular(path, 1_000_000)


def test_a_file_is_read_whole_and_up_to_a_size(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 200_000)
    assert read_regular(path, 200_000) == b"x" * 200_000
    with pytest.raises(OSError, match="larger") as raised:
        read_regular(path, 199_999)
    assert raised.value.errno == errno.EFBIG
    path.write_bytes(b"")
    assert read_regular(path) == b""


@pytest.mark.parametrize("code", [32, 33])
def test_a_file_that_another_program_holds_says_so(tmp_path: Path, code: int) -> None:
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = code  # type: ignore[attr-defined]
    why = why_unreadable(tmp_path / "a.toml", error)
    assert why == "another program has this file open (OneDrive, a virus scanner, an editor)"


def test_whatever_lies_on_the_disk_is_read_here_alone() -> None:
    others = [
        path.name
        for path in modules_of("storage", "services")
        if re.search(r"\.read_(bytes|text)\b", path.read_text(encoding="utf-8"))
    ]
    assert others == ["examples.py"]  # it reads what lies in the package itself
