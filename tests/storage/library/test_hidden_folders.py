"""The hidden folder: whatever stands in the place of a folder, or leads elsewhere, is named."""

import os
import socket
import sys
from pathlib import Path

import pytest

from casetool.storage.library.hidden_folders import hidden_folder_faults
from tests.support.verbs import Run, with_versions

PLACES = (
    ".casetool",
    ".casetool/versions",
    ".casetool/undo",
    ".casetool/drafts",
    ".casetool/trash",
)


def named(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): message
        for path, message in hidden_folder_faults(folder)
    }


def free_place(folder: Path, place: str) -> Path:
    path = folder / place
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def test_a_folder_that_casetool_made_has_no_faults(run: Run, tmp_path: Path) -> None:
    assert named(tmp_path) == {}
    with_versions(run)
    assert (tmp_path / ".casetool").is_dir()
    assert named(tmp_path) == {}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", ["a file", "a link that leads back to itself", "leads nowhere"])
def test_what_stands_in_the_place_of_a_folder_is_named(
    tmp_path: Path, place: str, kind: str
) -> None:
    path = free_place(tmp_path, place)
    if kind == "a file":
        path.write_bytes(b"")
    else:
        path.symlink_to(path.name if "itself" in kind else "nowhere")
    faults = named(tmp_path)
    assert list(faults) == [place]
    assert kind in faults[place]
    assert "casetool makes the folder again" in faults[place]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes of this kind")
@pytest.mark.parametrize("place", PLACES)
def test_a_pipe_or_a_device_in_the_place_of_a_folder_is_named_once(
    tmp_path: Path, place: str
) -> None:
    path = free_place(tmp_path, place)
    os.mkfifo(path)
    assert named(tmp_path)[place].startswith("a pipe is in the place of a folder")
    path.unlink()
    path.symlink_to(os.devnull)
    assert named(tmp_path)[place].startswith("a device is in the place of a folder")


@pytest.mark.parametrize("place", [*PLACES, ".casetool/versions/abcde", ".casetool/undo/a.jsonl"])
def test_a_link_that_leads_elsewhere_is_named_with_its_end(tmp_path: Path, place: str) -> None:
    folder, elsewhere = tmp_path / "sessions", tmp_path / "elsewhere"
    path = folder / place
    path.parent.mkdir(parents=True)
    if path.suffix == ".jsonl":
        elsewhere.write_bytes(b"")
    else:
        elsewhere.mkdir()
    path.symlink_to(elsewhere)
    faults = named(folder)
    assert list(faults) == [place]
    assert faults[place].startswith(f"a link to {os.path.realpath(elsewhere)}.")


def test_special_files_among_our_own_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = free_place(tmp_path, ".casetool/undo/a.toml.jsonl")
    path.symlink_to("nowhere")
    assert named(tmp_path)[".casetool/undo/a.toml.jsonl"] == (
        "a link that leads nowhere, and no file of casetool: take it away"
    )
    path.unlink()
    monkeypatch.chdir(path.parent)  # the path of a socket must be short
    if sys.platform != "win32":
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path.name)
            assert named(tmp_path)[".casetool/undo/a.toml.jsonl"].startswith("a socket")


def test_a_folder_without_rights_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".casetool" / "undo").mkdir(parents=True)
    # root, who runs some tests, has every right
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "undo")
    assert named(tmp_path) == {
        ".casetool/undo": "you have no right to use this folder. casetool needs it for undo"
    }


@pytest.mark.parametrize("place", PLACES)
def test_the_doctor_names_it_and_fails(run: Run, tmp_path: Path, place: str) -> None:
    run("new", "--child", "Robin")
    path = free_place(tmp_path, place)
    path.symlink_to(path.name)
    code, out, told = run("doctor")
    assert code == 1
    assert out.startswith(f"{path}: a link that leads back to itself is in the place of a folder")
    assert "1 problem." in told


def test_adding_and_the_history_say_that_no_version_can_be_kept(run: Run, tmp_path: Path) -> None:
    run("new", "--child", "Robin")
    assert "in the place of a folder" not in run("add", "robin", "worries", typed="one\n")[2]
    rooms = tmp_path / ".casetool"
    rooms.rename(tmp_path / "away")
    rooms.write_bytes(b"")
    for verb in (("add", "robin", "worries", "two"), ("history", "robin")):
        code, _, told = run(*verb)
        assert code == 0
        assert f"{rooms}: a file is in the place of a folder" in told
