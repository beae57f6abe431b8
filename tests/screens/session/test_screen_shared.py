"""The session on the screen where it is not alone with its file."""

from pathlib import Path

import pytest
from textual.events import Paste

from casetool.models.entries.model import Entries
from casetool.models.tree.model import FOCAL
from casetool.screens.versions.compare import CompareScreen
from casetool.services.sessions.board_cover import BoardCover
from casetool.storage.autosave.drafts import read_drafts
from casetool.storage.autosave.emergency_copy import place_of_copy, write_copy
from casetool.storage.board_state import read_board_state
from casetool.storage.history.versions import versions_of
from casetool.widgets.status.file_alerts import FileAlerts
from tests.support.driving import driving
from tests.support.two_windows import (
    conflict,
    on_disk,
    other_window,
    replace_from_outside,
    resting,
    say_there,
    session_in,
    two_windows,
    with_worry,
)


async def test_a_second_window_looks_on_and_follows(tmp_path: Path) -> None:
    async with two_windows(tmp_path) as (first, second):
        await second.sees("It is open in another window, since")
        clocks = second.session.clocks
        await second.go("5")
        await second.say("! never lost")
        assert second.screen.line.text == "! never lost"
        await second.press("f2", "f3", "ctrl+z")
        assert second.session.clocks == clocks
        say_there(first, "said in the first")
        await second.sees("said in the first")
        assert second.screen.line.text == "! never lost"
    assert first.drafts() == {"capture worries": "! never lost"}  # its window has gone
    first.close()


@pytest.mark.parametrize("own", ["", "! second, half"])
async def test_what_the_first_window_left_unfinished_comes_back_in_the_second(
    tmp_path: Path, own: str
) -> None:
    async with two_windows(tmp_path) as (first, second):
        path, rest = first.path, first.storage
        await second.go("5")
        await second.press(*own)
        first.keep_draft("capture worries", "! first, half")
        assert first.flush()
        first.close()
        await second.sees("yours now" if own else "not finished last time")
        await second.until(lambda: second.screen.line.text == (own or "! first, half"))
        assert second.document.flush()
        assert "! first, half" in read_drafts(path, rest.cipher).values()
        if own:
            assert own in read_drafts(path, rest.cipher).values()
            await second.press("enter")
            assert second.texts("worries")[-1] == "second, half"
            await second.press("enter")
            await second.sees("not finished last time")
        assert second.screen.line.text == "! first, half"
        await second.press("enter")
        assert second.texts("worries")[-1] == "first, half"
        assert second.document.flush()
        assert read_drafts(path, rest.cipher) == {}


async def test_taking_over_moves_nothing_under_hands_that_type_in_a_form(tmp_path: Path) -> None:
    async with two_windows(tmp_path) as (first, second):
        await second.go("5")
        await second.press("escape", "enter", "end", *" and he")
        first.keep_draft("capture worked", "first, half")
        assert first.flush()
        first.close()
        await second.sees("What was not finished comes")
        await second.press(*"r aunt")
        assert second.session.at == "worries"
        assert second.screen.line.text == ""
        await second.press("enter")
        await second.until(lambda: any(" and her aunt" in text for text in second.texts("worries")))
        await second.press("escape")
        await second.say("a line")
        await second.press("enter")
        await second.until(lambda: second.screen.line.text == "first, half")
        assert second.session.at == "worked"


async def test_a_half_line_for_the_focal_point_goes_under_no_box_that_is_selected_here(
    tmp_path: Path,
) -> None:
    async with two_windows(tmp_path) as (first, second):
        await second.go("4")
        await second.press("escape", "down", "down", "escape")
        assert second.screen.line.under != FOCAL
        first.keep_draft("capture tree", "the rota fails")
        assert first.flush()
        first.close()
        await second.until(lambda: second.screen.line.text == "the rota fails")
        await second.until(lambda: second.screen.line.under == FOCAL)


async def test_people_pasted_in_a_window_that_looks_on_stay_people(tmp_path: Path) -> None:
    async with two_windows(tmp_path) as (first, second):
        await second.go("p")
        second.screen.line.input.post_message(Paste("Ann Lee, GP\nUma Ray, nurse"))
        await second.until(lambda: second.screen.line.text != "")
        assert second.screen.line.text.rstrip() == "@@ Ann Lee, GP // Uma Ray, nurse @@"
    first.close()


async def test_the_second_window_writes_when_the_first_has_gone(tmp_path: Path) -> None:
    async with two_windows(tmp_path) as (first, second):
        path, rest = first.path, first.storage
        cover = BoardCover()
        cover.add(second.document)
        say_there(first, "the last of the first")
        first.close()
        await second.sees("it is yours now")
        assert "only shown" not in second.seen()
        await second.go("5")
        await second.say("the first of the second")
        assert second.document.flush()
    heading = on_disk(path).heading("worries")
    assert isinstance(heading, Entries)
    last = [entry.text for entry in heading.entries][-2:]
    assert last == ["the last of the first", "the first of the second"]
    assert cover.cover(None), "the lock covers what it has taken over"
    assert read_board_state(path, rest).is_dark


async def test_what_another_program_wrote_is_shown_by_itself(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path) as drive:
        await drive.go("5")
        assert drive.document.flush()
        replace_from_outside(path, "from the other laptop")
        await drive.sees("from the other laptop")
        await drive.sees("Another program changed the file.")


async def an_older_state_came(path: Path, half: str = "") -> None:
    """Another program brings back an older file after a line was saved, and half a line left."""
    older = path.read_bytes()
    async with driving(path.parent, path) as drive:
        await drive.go("5")
        await drive.say("! said this morning")
        await drive.saved()
        await drive.press(*half)
    path.write_bytes(older)


async def test_an_older_state_that_came_while_it_was_closed_is_told(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    await an_older_state_came(path)
    async with driving(tmp_path, path) as drive:
        await drive.sees("not as it was saved here last")
        await drive.press("ctrl+l", "enter")
        await drive.sees("said this morning")


async def test_it_is_told_beside_half_a_line_that_comes_back(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    await an_older_state_came(path, "half a line")
    async with driving(tmp_path, path) as drive:
        await drive.reads("This was not finished last time")
        await drive.sees("not as it was saved here last")
        assert drive.screen.line.text == "half a line"


async def test_another_child_in_the_place_of_the_file_is_never_shown(tmp_path: Path) -> None:
    path, rest = session_in(tmp_path), resting(tmp_path)
    other = path.with_name("example-closed.toml").read_bytes()
    first = other_window(path, rest)
    async with driving(path.parent, path, storage=rest) as second:
        await second.sees("only shown")
        path.write_bytes(other)
        await second.sees("Its file now holds another session")
        assert second.session.child == "Milo"
    first.close()


async def test_the_session_goes_on_beside_another_child_with_half_a_line(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    other = path.with_name("example-closed.toml").read_bytes()
    async with driving(path.parent, path) as drive:
        await drive.go("5")
        assert drive.document.flush()
        await drive.press(*"! half")
        path.write_bytes(other)
        await drive.sees("now holds another session. Yours goes on in")
        await drive.press("enter")
        assert drive.texts("worries")[-1] == "half"
        assert drive.document.flush()
        await drive.sees("in-discussion-2")
        await drive.press("ctrl+r")
        await drive.sees("There is only one version of this session.")
        assert drive.session.child == "Milo"
    assert path.read_bytes() == other


async def test_two_hands_are_both_kept_and_brought_together(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path) as drive:
        assert drive.document.flush()
        await conflict(drive, path)
        before = path.read_bytes()
        assert drive.document.path != path
        await drive.press("ctrl+r")
        await drive.sees("Two versions of this session")
        await drive.sees("there: theirs")
        await drive.press("enter")
        await drive.sees("Brought together.")
        assert drive.document.flush()
        assert {"ours", "theirs"} <= set(drive.texts("worries"))
        assert drive.document.path == path
        assert on_disk(path) == drive.session
        assert [one.name for one in path.parent.glob("*in-discussion*.toml")] == [path.name]
        kept = [version.read() for version in versions_of(path.parent, drive.session.id)]
        assert before in kept
        assert len(kept) >= 2
        await drive.press("ctrl+z")
        assert "theirs" not in drive.texts("worries")


async def test_either_side_can_be_chosen_or_nothing_decided(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path) as drive:
        assert drive.document.flush()
        await conflict(drive, path)
        await drive.press("ctrl+r", "escape")
        assert drive.texts("worries")[-1] == "ours"
        await drive.press("ctrl+r")
        await drive.until(lambda: isinstance(drive.app.screen, CompareScreen))
        await drive.press("t", "space", "space", "f2")
        await drive.sees("Brought together.")
        assert drive.texts("worries")[-1] == "theirs"
        assert "ours" not in drive.texts("worries")


async def test_an_emergency_copy_is_offered_at_the_next_start(tmp_path: Path) -> None:
    path, rest = session_in(tmp_path), resting(tmp_path)
    place = place_of_copy(path, rest)
    assert place is not None
    write_copy(place, path, with_worry(path, "only in the copy"))
    copied = place.read_bytes()
    async with driving(path.parent, path, storage=rest) as drive:
        await drive.sees("An emergency copy differs from the file.")
        await drive.press("ctrl+r")
        await drive.sees("there: only in the copy")
        await drive.press("enter")
        await drive.sees("Brought together.")
        assert drive.texts("worries")[-1] == "only in the copy"
        assert on_disk(path) == drive.session
        assert copied in [one.read() for one in versions_of(path.parent, drive.session.id)]
    assert not place.exists()


async def test_where_there_is_one_version_it_says_so(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path) as drive:
        await drive.press("ctrl+r")
        await drive.sees("There is only one version of this session.")


async def test_while_the_folder_fails_it_says_so_and_saves_elsewhere(tmp_path: Path) -> None:
    path, rest = session_in(tmp_path), resting(tmp_path)
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    async with driving(path.parent, path, storage=rest) as drive:
        await drive.go("5")
        assert drive.document.flush()
        await drive.press("ctrl+s")
        await drive.sees("Every change is saved at once")
        path.parent.rename(tmp_path / "gone")
        await drive.say("while nothing could be written")
        await drive.sees("NOT SAVED")
        await drive.sees("Every word is also in")
        await drive.press("ctrl+s")
        await drive.sees("Save this session in another folder")
        await drive.type(str(tmp_path / "nowhere"))
        await drive.press("enter")
        await drive.sees("There is no folder")
        await drive.press("ctrl+u")
        await drive.type(str(elsewhere))
        await drive.press("enter")
        await drive.until(lambda: "NOT SAVED" not in drive.seen())
        assert drive.document.flush()
        assert on_disk(elsewhere / path.name) == drive.session
    assert list((tmp_path / "state" / "emergency").iterdir()) == []
    assert not path.exists()


async def test_elsewhere_it_takes_no_name_that_another_case_has_in_either_form(
    tmp_path: Path,
) -> None:
    path, storage = session_in(tmp_path), resting(tmp_path)
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    (elsewhere / f"{path.name}.age").write_bytes(b"another case")
    async with driving(path.parent, path, storage=storage) as drive:
        assert drive.document.flush()
        path.parent.rename(tmp_path / "gone")
        await drive.say("while nothing could be written")
        await drive.sees("NOT SAVED")
        await drive.press("ctrl+s")
        await drive.sees("Save this session in another folder")
        await drive.type(str(elsewhere))
        await drive.press("enter")
        await drive.until(lambda: "NOT SAVED" not in drive.seen())
        assert drive.document.flush()
    assert [one.name for one in elsewhere.glob("*.toml")] == [f"{path.stem}-2.toml"]


async def test_when_the_folder_is_back_it_saves_by_itself(tmp_path: Path) -> None:
    path, rest = session_in(tmp_path), resting(tmp_path)
    async with driving(path.parent, path, storage=rest) as drive:
        await drive.go("5")
        assert drive.document.flush()
        path.parent.rename(tmp_path / "gone")
        await drive.say("while nothing could be written")
        await drive.sees("NOT SAVED")
        await drive.sees("Every word is also in")
        (tmp_path / "gone").rename(path.parent)
        await drive.until(lambda: "NOT SAVED" not in drive.seen())
        await drive.sees("It could be saved again: every word is in the file.")
        assert "Every word is also in" not in drive.seen()
        assert on_disk(path) == drive.session
    assert list((tmp_path / "state" / "emergency").iterdir()) == []


async def test_what_another_program_broke_is_told_though_nothing_more_is_said(
    tmp_path: Path,
) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path, storage=resting(tmp_path)) as drive:
        await drive.go("5")
        await drive.say("ours")
        assert drive.document.flush()
        broken = path.read_bytes()[300:]
        path.write_bytes(broken)
        await drive.sees("Changed elsewhere too. Both are kept")
        assert path.read_bytes() == broken  # theirs is never touched
        beside = path.with_name("example-in-discussion-2.toml")
        assert on_disk(beside) == drive.session
        assert "ours" in drive.texts("worries")
        await drive.say("more", "and more", "until the notice is gone")
        await drive.press("f8")
        await drive.sees("now in …ample-in-discussion-2   saved")  # it lasts, at 80 columns too


async def test_a_file_that_was_taken_away_is_there_again(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path, storage=resting(tmp_path)) as drive:
        await drive.go("5")
        await drive.say("ours")
        assert drive.document.flush()
        path.unlink()
        await drive.sees("had been taken away; it is there again")
        assert on_disk(path) == drive.session


async def test_the_encrypted_form_that_comes_after_that_is_named_though_nothing_is_said(
    tmp_path: Path,
) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path, storage=resting(tmp_path)) as drive:
        path.unlink()
        await drive.sees("had been taken away; it is there again")
        path.with_name(f"{path.name}.age").write_bytes(b"a sync client brings it last")
        await drive.sees("NOT SAVED")
        await drive.reads(f"the session is encrypted now, in {path.name}.age")


async def test_a_window_that_looks_on_never_writes_what_is_gone(tmp_path: Path) -> None:
    async with two_windows(tmp_path) as (first, second):
        path = first.path
        news = second.screen.query_one(FileAlerts)
        path.unlink()
        news.post_message(FileAlerts._Changed(None))
        await second.pilot.pause()
        assert not path.exists()
    first.close()


@pytest.mark.parametrize("place", [".casetool", ".casetool/undo"])
async def test_a_folder_that_cannot_be_used_is_named_once(tmp_path: Path, place: str) -> None:
    path = session_in(tmp_path)
    (path.parent / place).parent.mkdir(exist_ok=True)
    (path.parent / place).write_bytes(b"in the way")
    async with driving(path.parent, path, storage=resting(tmp_path)) as drive:
        await drive.go("5")
        await drive.reads(f"{place}: a file is in the place of a folder")
        await drive.say("and the door")
        assert drive.document.flush()
        await drive.until(lambda: "in the place of a folder" not in drive.seen())
    assert "and the door" in path.read_text(encoding="utf-8")
