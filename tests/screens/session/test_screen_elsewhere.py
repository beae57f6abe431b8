"""A session that is saved elsewhere: where it lives is said then, and at its old place."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from casetool.screens.dialogs.save_as import SaveAsScreen
from casetool.services.sessions.other_folder import path_in
from casetool.storage.files.atomic import fingerprint_of
from casetool.storage.history.versions import versions_of
from casetool.storage.library.index import list_sessions
from tests.support.driving import Drive, driving
from tests.support.two_windows import on_disk, resting, session_in, with_worry


@asynccontextmanager
async def saved_elsewhere(path: Path, stick: Path, name: str = "") -> AsyncIterator[Drive]:
    """Save a session on a stick, as its own folder is gone."""
    stick.mkdir(exist_ok=True)
    async with driving(path.parent, path, storage=resting(stick.parent)) as drive:
        await drive.go("5")
        await drive.say("before that")
        assert drive.document.flush()
        path.parent.rename(stick.parent / "gone")
        await drive.say("while nothing could be written")
        await drive.sees("NOT SAVED")
        await drive.press("ctrl+s")
        await drive.sees("Save this session in another folder")
        await drive.type(str(stick))
        await drive.press("enter")
        await drive.until(lambda: "NOT SAVED" not in drive.seen())
        yield drive
        assert on_disk(stick / (name or path.name)) == drive.session
    (stick.parent / "gone").rename(path.parent)


async def test_where_it_goes_on_stays_on_the_screen(tmp_path: Path) -> None:
    path, stick = session_in(tmp_path), tmp_path / "stick"
    async with saved_elsewhere(path, stick) as drive:
        assert drive.document.flush()
        await drive.reads(f"Saved: this session now goes on in {stick / path.name}.")
        assert "could be saved again" not in drive.seen()
        await drive.sees("now in stick/   saved")
        await drive.say("more", "and more", "until the notice is gone")
        await drive.press("f8")
        await drive.sees("now in stick/   saved")


async def test_where_it_was_before_the_next_start_says_where_it_went_on(tmp_path: Path) -> None:
    path, stick = session_in(tmp_path), tmp_path / "stick"
    async with saved_elsewhere(path, stick) as drive:
        assert drive.document.flush()
    for _ in range(2):
        async with driving(path.parent, path, storage=resting(tmp_path)) as drive:
            await drive.reads(f"This session went on in {stick / path.name}.")
    path.write_bytes((stick / path.name).read_bytes())
    async with driving(path.parent, path, storage=resting(tmp_path)) as drive:
        await drive.go("5")
        assert "went on in" not in drive.seen()


@pytest.mark.parametrize("has_more", [False, True])
async def test_an_older_copy_in_the_other_folder_is_brought_up_to_date(
    tmp_path: Path, has_more: bool
) -> None:
    path, stick = session_in(tmp_path), tmp_path / "stick"
    stick.mkdir()
    copy, before = stick / path.name, path.read_bytes()
    copy.write_bytes(with_worry(path, "said on the stick") if has_more else before)
    name = f"{path.stem}-2.toml" if has_more else path.name
    async with saved_elsewhere(path, stick, name) as drive:
        await drive.reads("now goes on in")
    (head, *copies) = list_sessions(stick)
    assert (head.path, bool(copies)) == (copy, has_more)
    kept = [version.read() for version in versions_of(stick, head.id)]
    assert (before in kept) is not has_more
    assert ("said on the stick" in copy.read_text(encoding="utf-8")) is has_more


async def test_an_older_copy_with_a_line_that_was_deleted_since_is_brought_up_to_date(
    tmp_path: Path,
) -> None:
    path, stick = session_in(tmp_path), tmp_path / "stick"
    stick.mkdir()
    async with driving(path.parent, path, storage=resting(tmp_path)) as drive:
        await drive.go("5")
        await drive.say("taken back later")
        assert drive.document.flush()
        (stick / path.name).write_bytes(path.read_bytes())
        await drive.press("ctrl+z")
    async with saved_elsewhere(path, stick) as drive:
        await drive.reads("now goes on in")
    assert len(list_sessions(stick)) == 1


async def test_back_in_the_first_folder_it_goes_on_in_its_first_file(tmp_path: Path) -> None:
    path, stick = session_in(tmp_path), tmp_path / "stick"
    async with saved_elsewhere(path, stick) as drive:
        assert drive.document.flush()
        (tmp_path / "gone").rename(path.parent)  # its lock is still ours
        assert path_in(path.parent, drive.document) == (path, fingerprint_of(path.read_bytes()))
        path.parent.rename(tmp_path / "gone")


async def test_what_this_run_changed_can_be_undone_in_the_other_folder(tmp_path: Path) -> None:
    path, stick = session_in(tmp_path), tmp_path / "stick"
    before = on_disk(path)
    async with saved_elsewhere(path, stick):
        pass
    copy = stick / path.name
    async with driving(stick, copy, storage=resting(tmp_path)) as drive:
        await drive.press(*["ctrl+z"] * 3)
        await drive.until(lambda: drive.session.headings == before.headings)


WORDS = "mum said he hits her at night"


@pytest.mark.parametrize(
    ("typed", "in_line"),
    [(WORDS, WORDS), ("/ SECRET kit covers for mum", "/ SECRET kit covers for mum"),
     ("/media/stick/of the office/cases", ""), ("~/cases of this year/and last", ""),
     ("E:\\cases of this year and last", "")],
)  # fmt: skip
async def test_a_sentence_typed_for_a_folder_is_in_the_line_after_esc(
    tmp_path: Path, typed: str, in_line: str
) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path, storage=resting(tmp_path)) as drive:
        await drive.go("5")
        assert drive.document.flush()
        path.parent.rename(tmp_path / "gone")
        await drive.say("while nothing could be written")
        await drive.sees("NOT SAVED")
        await drive.press("ctrl+s")
        await drive.sees("Save this session in another folder")
        await drive.type(typed)
        await drive.press("enter")
        await drive.sees("There is no folder")
        await drive.press("escape")
        await drive.until(lambda: not isinstance(drive.app.screen, SaveAsScreen))
        assert drive.screen.line.text == in_line
        (tmp_path / "gone").rename(path.parent)


@pytest.mark.parametrize(
    ("text", "is_path"),
    [
        ("/mum says the uncle and/or his friend sleeps over", False),
        ("/ mum says the uncle and/or his friend sleeps over", False),
        ("/tmp/a folder of the safeguarding team", True),
        ("~/a folder of the safeguarding team in it", True),
        ("C:\\a folder of the safeguarding team", True),
    ],
)
async def test_a_jotting_is_no_path(tmp_path: Path, text: str, is_path: bool) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path, storage=resting(tmp_path)) as drive:
        drive.app.push_screen(SaveAsScreen("why", lambda folder: None))
        await drive.until(lambda: isinstance(drive.app.screen, SaveAsScreen))
        await drive.type(text)
        await drive.press("escape")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.screen.line.text == ("" if is_path else text.replace("/mum", "/ mum"))
