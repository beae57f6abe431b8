"""Half a form that has to wait keeps what it is for: Enter on the empty line opens it again."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from casetool.models.entries.edits import delete_entry
from casetool.models.session import Session, ids_of
from casetool.screens.session.opening_input import OpeningInput
from casetool.screens.session.screen import SessionScreen
from casetool.services.sessions.document import Document
from casetool.storage.autosave.drafts import read_drafts, write_drafts
from casetool.storage.toml.codec import dumps
from casetool.widgets.capture.line_draft import LAST_TIME
from casetool.widgets.common.field_area import FieldArea
from casetool.widgets.common.form import Form
from casetool.widgets.common.messages import PLACE_GONE
from tests.screens.session.test_opening_screen import held_back
from tests.support.driving import Drive, driving, examples
from tests.support.few import few
from tests.support.robin_room import whither
from tests.support.strategies import METHOD
from tests.support.two_windows import on_disk, two_windows

IN_DISCUSSION = "example-in-discussion.toml"
WORRY = "form/worries/m3a8y/text"
WHO = "form/actions/cdhke/who"
KNOWN = "form/actions/cdhke/known"

PLACES = {
    "a new real name": ("form/Names/+b4b4b/name", "Uncle Bo"),
    "the words of an entry": (WORRY, "mum will shut the door on all of us"),
    "a day of an action": ("form/actions/cdhke/due", "by the summer"),
    "what an action makes known": (KNOWN, "the red book"),
    "a person's role": ("form/people/hari/role", "nurse"),
    "an owner of what is missing": ("form/missing/kahdk/owner", "the aunt"),
    "a day of what is missing": ("form/missing/kahdk/due", "by the summer"),
    "a source": ("form/facts/kpfds/source", "the day book, page 4"),
    "a reason in the details": ("form/people/details/reason", "half of it missed"),
    "the round": ("form/round/hari/record", "that he was weighed"),
}
"""The slot of a draft and its text."""


def left(folder: Path, slots: Mapping[str, str]) -> Path:
    """A session in which something was being typed when the app was killed."""
    folder.mkdir(exist_ok=True)
    path = examples(folder) / IN_DISCUSSION
    for slot, text in slots.items():
        write_drafts(path, slot, text)
    return path


def field_of(drive: Drive) -> FieldArea | None:
    focused = drive.app.focused
    return focused if isinstance(focused, FieldArea) else None


async def at_field(drive: Drive, slot: str, text: str) -> None:
    """Wait until the field of a slot has the focus, with a text."""
    name = slot.rpartition("/")[2]
    await drive.until(
        lambda: (
            (area := field_of(drive)) is not None and (area.field.name, area.text) == (name, text)
        )
    )


def document_of(drive: Drive) -> Document:
    """The open session, whatever stands over it."""
    return next(part.document for part in drive.app.screen_stack if isinstance(part, SessionScreen))


async def done_with(drive: Drive) -> None:
    """Enter through the form until it is closed, and wait until nothing is unfinished."""
    while field_of(drive) is not None:
        await drive.press("enter")
    if not isinstance(drive.app.screen, SessionScreen):
        await drive.press("escape")
    await drive.until(lambda: isinstance(drive.app.screen, SessionScreen))
    assert drive.document.flush()


@asynccontextmanager
async def typed_ahead(
    path: Path, monkeypatch: pytest.MonkeyPatch, letters: str = "x"
) -> AsyncIterator[Drive]:
    """A session that was opened while somebody typed letters, which are in its line."""
    go_on = held_back(monkeypatch)
    async with driving(path.parent) as drive:
        drive.app.show_session(path)
        await drive.until(lambda: bool(drive.app.screen.query(OpeningInput)))
        await drive.press(*letters)
        go_on.set()
        await drive.opened()
        await drive.until(lambda: drive.screen.line.text == letters)
        assert field_of(drive) is None
        yield drive


async def kept_at_once(path: Path) -> Session:
    """The session as it is if its form opens at the start, and Enter keeps what is in it."""
    async with driving(path.parent) as drive:
        drive.app.show_session(path)
        await drive.until(lambda: field_of(drive) is not None)
        await done_with(drive)
        assert read_drafts(path) == {}
        return drive.session


def bare(session: Session) -> dict[str, object]:
    """A session without the moments, the ids of names and where it was left."""
    return session.model_dump(exclude={"at", "clocks", "begun"})


@pytest.mark.parametrize("place", few(2, PLACES))
async def test_a_letter_while_it_opens_and_enter_brings_the_form_that_does_what_it_would_have_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    slot, text = PLACES[place]
    expected = await kept_at_once(left(tmp_path / "at once", {slot: text}))
    path = left(tmp_path / "later", {slot: text})
    before = set(ids_of(on_disk(path)))
    async with typed_ahead(path, monkeypatch) as drive:
        await drive.press("backspace")
        await drive.sees("A text was not finished. Enter brings it.")
        assert drive.document.flush()
        assert list(read_drafts(path).values()) == [text]
        await drive.press("enter")
        await at_field(drive, slot, text)
        assert drive.app.screen_stack[-1].query_one(Form)
        document = document_of(drive)
        assert document.flush()
        assert list(read_drafts(path).values()) == [text], "kept until it is stored"
        await done_with(drive)
        assert bare(document.session) == bare(expected)
        assert set(ids_of(document.session)) == before
        assert drive.screen.line.text == ""
        assert read_drafts(path) == {}
    async with driving(path.parent, path) as drive:
        await drive.pilot.pause()
        assert (field_of(drive), drive.screen.line.text) == (None, "")


async def test_what_the_text_was_for_stands_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(tmp_path, {WHO: "the aunt"})
    async with typed_ahead(path, monkeypatch) as drive:
        await drive.press("backspace", "enter")
        await at_field(drive, WHO, "the aunt")
        await drive.reads(LAST_TIME)
        assert drive.session.at == "actions"


async def test_several_fields_of_one_form_come_together_and_other_forms_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(tmp_path, {WHO: "the aunt", KNOWN: "the red book", WORRY: "the door"})
    async with typed_ahead(path, monkeypatch, "! new") as drive:
        await drive.press("enter")
        await drive.sees("Enter brings the next")
        await drive.press("enter")
        await at_field(drive, KNOWN, "the red book")
        assert drive.screen.query_one(Form).values["who"] == "the aunt"
        await done_with(drive)
        assert list(read_drafts(path).values()) == ["the door"]
        await drive.press("enter")
        await at_field(drive, WORRY, "the door")
        await done_with(drive)
        assert read_drafts(path) == {}
        assert "the door" in drive.texts("worries")


async def test_a_real_name_and_its_stand_in_come_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "form/Names/+b4b4b/name"
    path = left(tmp_path, {name: "Uncle/Bo 2=Bo", "form/Names/+b4b4b/stand_in": "Uncle B"})
    async with typed_ahead(path, monkeypatch) as drive:
        await drive.press("backspace", "enter")
        await at_field(drive, name, "Uncle/Bo 2=Bo")
        await done_with(drive)
        (listed,) = drive.session.names
        assert (listed.name, listed.stand_in) == ("Uncle/Bo 2=Bo", "Uncle B")
        assert read_drafts(path) == {}


async def test_killed_again_while_they_wait_they_are_in_their_form_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(tmp_path, {WHO: "the aunt", KNOWN: "the red book"})
    with monkeypatch.context() as slow:
        async with typed_ahead(path, slow) as drive:
            await drive.press("backspace")
            assert drive.document.flush()
    assert WHO not in read_drafts(path)
    async with driving(path.parent, path) as drive:
        await at_field(drive, KNOWN, "the red book")
        assert drive.screen.query_one(Form).values["who"] == "the aunt"
        assert drive.screen.line.text == ""
        await done_with(drive)
        assert read_drafts(path) == {}


async def test_of_two_forms_the_second_waits_for_its_form_not_in_the_line(tmp_path: Path) -> None:
    path = left(tmp_path, {KNOWN: "the red book", WORRY: "the door"})
    async with driving(tmp_path, path) as drive:
        await at_field(drive, KNOWN, "the red book")
        assert drive.screen.line.text == ""
        await done_with(drive)
        assert drive.screen.line.text == ""
        await drive.press("enter")
        await at_field(drive, WORRY, "the door")
        await done_with(drive)
        assert read_drafts(path) == {}


async def test_where_the_item_is_gone_the_line_has_it_and_says_where_it_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(tmp_path, {WORRY: "the door", "form/worries/m3a8y/source": "Lorna"})
    path.write_text(dumps(delete_entry(on_disk(path), "m3a8y"), METHOD), encoding="utf-8")
    async with typed_ahead(path, monkeypatch) as drive:
        await drive.press("backspace", "enter")
        await drive.until(lambda: drive.screen.line.text == "Lorna")
        await drive.reads(PLACE_GONE)
        assert "→ 5 What are we worried about?" in whither(drive)
        assert drive.session.at == "worries"
        await drive.press("enter")
        assert drive.texts("worries")[-1] == "Lorna"
        await drive.press("enter")
        await drive.until(lambda: drive.screen.line.text == "the door")


async def test_a_form_opened_by_hand_meanwhile_has_the_text_that_waits_and_nothing_comes_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(tmp_path, {WORRY: "the door"})
    async with typed_ahead(path, monkeypatch) as drive:
        await drive.press("backspace")
        await drive.go("5")
        await drive.press("escape", "end", "enter")
        await at_field(drive, WORRY, "the door")
        await drive.press("escape")
        await drive.until(lambda: "the door" in drive.texts("worries"))
        drive.screen.set_focus(drive.screen.line.input)
        await drive.press("enter")
        await drive.pilot.pause()
        assert (field_of(drive), drive.screen.line.text) == (None, "")
        assert drive.document.flush()
        assert read_drafts(path) == {}


async def test_what_an_older_version_let_wait_comes_in_the_line(tmp_path: Path) -> None:
    path = left(tmp_path, {"capture-2": "the door"})
    async with driving(tmp_path, path) as drive:
        await drive.until(lambda: drive.screen.line.text == "the door")


@pytest.mark.parametrize("place", few(3, PLACES))
async def test_a_window_that_takes_over_while_somebody_types_brings_the_form_with_enter(
    tmp_path: Path, place: str
) -> None:
    slot, text = PLACES[place]
    async with two_windows(tmp_path) as (first, second):
        before = set(ids_of(first.session))
        await second.go("5")
        await second.type("! mine")
        first.keep_draft(slot, text)
        assert first.flush()
        first.close()
        await second.sees("it is yours now")
        assert field_of(second) is None
        await second.press("enter", "enter")
        await at_field(second, slot, text)
        await done_with(second)
        new_ids = set(ids_of(second.session)) - before
        assert len(new_ids) == 1, "only the line of this window"
        assert second.screen.line.text == ""
        assert read_drafts(second.document.path) == {}


async def test_of_two_windows_in_one_field_the_text_of_the_first_comes_in_that_field(
    tmp_path: Path,
) -> None:
    async with two_windows(tmp_path) as (first, second):
        await second.go("5")
        await second.press("escape", "end", "enter")
        await second.until(lambda: field_of(second) is not None)
        await second.type(", mine")
        count = len(second.texts("worries"))
        first.keep_draft(WORRY, "the door")
        assert first.flush()
        first.close()
        await second.sees("it is yours now")
        await second.type(" too")
        await second.press("escape")
        await second.until(lambda: second.texts("worries")[-1].endswith(", mine too"))
        second.screen.set_focus(second.screen.line.input)
        await second.press("enter")
        await at_field(second, WORRY, "the door")
        await done_with(second)
        assert second.texts("worries")[-1] == "the door"
        assert len(second.texts("worries")) == count
        assert read_drafts(second.document.path) == {}
