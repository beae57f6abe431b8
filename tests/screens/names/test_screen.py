"""The list of names goes by the names, whatever comes into it or goes meanwhile."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from casetool.models.base import evolve
from casetool.models.pseudonyms.names import Name
from casetool.models.session import Session
from casetool.screens.names.screen import NamesScreen
from casetool.services.sessions.document import Document
from casetool.storage.autosave import drafts
from casetool.storage.files.atomic import write_atomically
from casetool.storage.toml.codec import dumps
from casetool.widgets.capture.capture_line import CaptureLine
from casetool.widgets.common.field_area import FieldArea
from casetool.widgets.common.form import Form
from casetool.widgets.common.item_list import ItemList
from tests.journeys.test_names import made
from tests.support.driving import Drive, driving, type_ahead
from tests.support.strategies import METHOD
from tests.support.two_windows import on_disk

ROBIN = Name(name="Robin Lee", stand_in="Child A", also=("Robin",))
GRAN = Name(name="Gran Jones", stand_in="Grandmother")
MAY = Name(name="May", stand_in="Mother")


def with_names(session: Session, *names: Name) -> Session:
    return evolve(session, names=names)


def put_down(path: Path, *names: Name) -> None:
    """The file as a sync program leaves it: with these names."""
    text = dumps(with_names(on_disk(path), *names), METHOD)
    write_atomically(path.with_suffix(".sync"), text.encode(), None)
    path.with_suffix(".sync").replace(path)


def field_of(drive: Drive) -> FieldArea | None:
    focused = drive.app.focused
    return focused if isinstance(focused, FieldArea) else None


async def at_field(drive: Drive, name: str, text: str | None = None) -> None:
    """Wait until a field has the focus, with a text."""
    await drive.until(
        lambda: (
            (area := field_of(drive)) is not None
            and area.field.name == name
            and text in (None, area.text)
        )
    )


def values(drive: Drive) -> dict[str, str]:
    return drive.app.screen.query_one(Form).values


@asynccontextmanager
async def names_open(path: Path, *names: Name) -> AsyncIterator[tuple[Drive, Document]]:
    """The list of names of a session, open in the app."""
    if names:
        put_down(path, *names)
    async with driving(path.parent, path) as drive:
        document = drive.document
        await drive.press("ctrl+n")
        await drive.until(lambda: isinstance(drive.app.screen, NamesScreen))
        yield drive, document


async def come_in(drive: Drive, document: Document, *names: Name) -> None:
    """Another program writes these names, and they are here."""
    assert document.flush()
    put_down(document.path, *names)
    await drive.until(lambda: document.session.names == names)


async def test_letters_typed_at_once_are_the_first_name_of_an_empty_list(tmp_path: Path) -> None:
    path = made(tmp_path)
    async with driving(path.parent, path) as drive:
        document = drive.document
        type_ahead(drive, "ctrl+n", *"Zorro", "space", *"Quill", "enter")
        await drive.until(lambda: [name.name for name in document.session.names] == ["Zorro Quill"])
        await drive.press("escape", "escape")
        assert drive.screen.line.text == ""


async def test_a_new_name_stays_a_new_one_whatever_comes_in(tmp_path: Path) -> None:
    async with names_open(made(tmp_path), ROBIN) as (drive, document):
        await drive.press("insert")
        await at_field(drive, "name")
        await drive.type("Dad Smith")
        await come_in(drive, document, MAY, ROBIN, GRAN)
        await drive.press("enter")
        await at_field(drive, "stand_in")
        await come_in(drive, document, MAY, *document.session.names[1:], Name(name="Bo"))
        await drive.type("Father")
        await drive.press("enter", "escape")
        dad = Name(name="Dad Smith", stand_in="Father", also=("Dad",))
        await drive.until(lambda: dad in document.session.names)
        assert document.session.names == (MAY, ROBIN, GRAN, dad, Name(name="Bo"))


async def test_an_edited_name_stays_that_name_whatever_comes_in_before_it(tmp_path: Path) -> None:
    async with names_open(made(tmp_path), ROBIN, MAY) as (drive, document):
        await drive.press("end", "up", "enter")
        await at_field(drive, "name", "May")
        await drive.type(" Lee")
        await come_in(drive, document, GRAN, ROBIN, MAY)
        await drive.press("enter")
        await at_field(drive, "stand_in", "Mother")
        await drive.until(lambda: document.session.names[2].name == "May Lee")
        assert document.flush()
        await come_in(drive, document, *document.session.names[1:])
        await drive.type(" of A")
        await drive.press("escape")
        await drive.until(lambda: document.session.names[1].stand_in == "Mother of A")
        assert document.session.names == (ROBIN, Name(name="May Lee", stand_in="Mother of A"))
        items = drive.app.screen.query_one(ItemList)
        assert items.highlighted == 1
        await drive.press("delete")
        await drive.until(lambda: document.session.names == (ROBIN,))


async def test_a_name_that_went_meanwhile_becomes_a_new_one_and_that_is_told(
    tmp_path: Path,
) -> None:
    async with names_open(made(tmp_path), MAY, ROBIN) as (drive, document):
        await drive.press("home", "enter")
        await at_field(drive, "name", "May")
        await drive.press("enter")
        await drive.type(" of A")
        await come_in(drive, document, ROBIN)
        await drive.press("enter")
        new = Name(name="May", stand_in="Mother of A")
        await drive.until(lambda: document.session.names == (ROBIN, new))
        await drive.sees("“May” was not on the list any more: it is written down again.")
        await drive.type("Mum")
        await drive.press("enter")
        await drive.until(lambda: document.session.names[1].also == ("Mum",))
        assert len(document.session.names) == 2


async def test_of_one_name_that_is_listed_twice_each_is_changed_alone(tmp_path: Path) -> None:
    other = Name(name="May", stand_in="The aunt")
    async with names_open(made(tmp_path), MAY, other, ROBIN) as (drive, document):
        await drive.press("home", "down", "enter")
        await at_field(drive, "name", "May")
        await drive.press("enter")
        await drive.type(" of A")
        await drive.press("escape")
        new = Name(name="May", stand_in="The aunt of A")
        await drive.until(lambda: document.session.names == (MAY, new, ROBIN))
        await drive.press("delete")
        assert document.session.names == (MAY, ROBIN)


@asynccontextmanager
async def again(
    folder: Path, killed: Path, *names: Name
) -> AsyncIterator[tuple[Drive, Document, Path]]:
    """The app on what a kill left, in whose file other names are by now."""
    (path,) = killed.glob("*.toml")
    put_down(path, *names)
    async with driving(killed) as drive:
        drive.app.show_session(path)
        await drive.until(lambda: isinstance(drive.app.screen, NamesScreen))
        screen = drive.app.screen
        assert isinstance(screen, NamesScreen)
        yield drive, screen.document, path


async def killed_at(drive: Drive, document: Document, text: str, folder: Path) -> Path:
    """What the disk holds as soon as a text is among the drafts."""
    await drive.until(lambda: text in drafts.read_drafts(document.path).values())
    shutil.copytree(document.path.parent, folder)
    return folder


@pytest.mark.parametrize("name", ["Uncle Bo", "Uncle/Bo “=” 2=Bo", "Bo.'\"\\n"])
async def test_half_a_new_name_is_in_the_form_of_a_new_name_again(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "s").mkdir()
    async with names_open(made(tmp_path / "s"), ROBIN, MAY) as (drive, document):
        await drive.press("insert")
        await at_field(drive, "name")
        await drive.type(name)
        killed = await killed_at(drive, document, name, tmp_path / "killed")
    async with again(tmp_path, killed, GRAN, ROBIN, MAY) as (drive, document, path):
        await at_field(drive, "name", name)
        assert values(drive) == {"name": name, "stand_in": "", "also": ""}
        await drive.press("enter")
        await drive.type("Uncle")
        await drive.until(lambda: "Uncle" in drafts.read_drafts(path).values())
        shutil.copytree(killed, tmp_path / "once more")
        await drive.press("escape")
        await drive.until(lambda: document.session.names[-1].stand_in == "Uncle")
        assert document.session.names[:3] == (GRAN, ROBIN, MAY)
        assert document.flush()
        assert drafts.read_drafts(path) == {}
    stored = document.session.names[-1]
    bare = Name(name=stored.name, also=stored.also)
    async with again(tmp_path, tmp_path / "once more", bare, ROBIN) as (drive, document, path):
        await at_field(drive, "stand_in", "Uncle")
        assert values(drive)["name"] == name
        await drive.press("escape")
        await drive.until(lambda: document.session.names == (stored, ROBIN))
        assert document.flush()
        assert drafts.read_drafts(path) == {}


@pytest.mark.parametrize("leaves", [("enter",), ("enter", "enter"), ("escape",)])
async def test_a_stand_in_is_kept_until_its_real_name_is_there(
    tmp_path: Path, leaves: tuple[str, ...]
) -> None:
    (tmp_path / "s").mkdir()
    async with names_open(made(tmp_path / "s"), ROBIN) as (drive, document):
        await drive.press("insert", "enter")
        await at_field(drive, "stand_in")
        await drive.type("Father")
        await drive.press("enter")
        await at_field(drive, "also", "")
        await drive.press("up", "end", "x", "backspace", *leaves)
        assert list(document.unfinished.values()) == ["Father"]
        assert document.flush()
        killed = await killed_at(drive, document, "Father", tmp_path / "killed")
    async with again(tmp_path, killed, ROBIN) as (drive, document, path):
        await at_field(drive, "stand_in", "Father")
        await drive.press("up")
        await at_field(drive, "name", "")
        await drive.type("Dad Smith")
        await drive.press("enter", "escape")
        dad = Name(name="Dad Smith", stand_in="Father", also=("Dad",))
        await drive.until(lambda: document.session.names == (ROBIN, dad))
        assert document.flush()
        assert drafts.read_drafts(path) == {}


async def test_the_form_of_a_new_name_has_again_what_was_typed_into_it(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    typed = {"name": "", "stand_in": "Father", "also": "Daddy"}
    async with names_open(made(tmp_path / "s"), ROBIN) as (drive, document):
        for keys, field, text in ((("insert", "enter"), "stand_in", "Father"),
                                  (("enter",), "also", "Daddy")):  # fmt: skip
            await drive.press(*keys)
            await at_field(drive, field)
            await drive.type(text)
        await drive.press("escape", "insert")
        await at_field(drive, "name")
        assert values(drive) == typed
        await drive.sees("What you had typed is here again.")
        assert document.flush()
        killed = await killed_at(drive, document, "Daddy", tmp_path / "killed")
    async with again(tmp_path, killed, ROBIN) as (drive, document, path):
        await at_field(drive, "also", "Daddy")
        assert values(drive) == typed
        assert not drive.app.screen_stack[-2].query_one(CaptureLine).text
        drive.app.screen.query_one(Form).focus_field("name")
        await drive.type("Dad Smith")
        await drive.press("enter")
        await drive.until(lambda: len(document.session.names) == 2)
        assert document.session.names[1].also == ("Daddy", "Dad")
        # its field was not left yet, so its draft goes by the real name from now on
        slot = "form/Names/=Dad Smith/stand_in"
        await drive.until(lambda: document.unfinished == {slot: "Father"})
        await drive.press("escape")
        dad = Name(name="Dad Smith", stand_in="Father", also=("Daddy", "Dad"))
        await drive.until(lambda: document.session.names == (ROBIN, dad))
        assert document.flush()
        assert drafts.read_drafts(path) == {}


async def test_half_a_stand_in_is_at_its_name_again_wherever_that_is(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    async with names_open(made(tmp_path / "s"), ROBIN, MAY) as (drive, document):
        await drive.press("home", "down", "enter")
        await at_field(drive, "name", "May")
        await drive.press("enter")
        await drive.type(" of A")
        killed = await killed_at(drive, document, "Mother of A", tmp_path / "killed")
    shutil.copytree(killed, tmp_path / "gone")
    async with again(tmp_path, killed, MAY, GRAN, ROBIN) as (drive, document, _):
        await at_field(drive, "stand_in", "Mother of A")
        assert values(drive)["name"] == "May"
        await drive.press("escape")
        new = Name(name="May", stand_in="Mother of A")
        await drive.until(lambda: document.session.names == (new, GRAN, ROBIN))
    async with again(tmp_path, tmp_path / "gone", ROBIN, GRAN) as (drive, document, _):
        await at_field(drive, "stand_in", "Mother of A")
        assert values(drive)["name"] == "May"
        await drive.reads("“May” is not on the list any more. Enter writes it down again.")
        await drive.press("escape")
        await drive.until(lambda: document.session.names == (ROBIN, GRAN, new))


async def test_a_name_stored_just_before_the_kill_does_not_come_twice(tmp_path: Path) -> None:
    path = made(tmp_path)
    put_down(path, ROBIN, MAY)
    drafts.write_drafts(path, "form/Names/+abcde/name", "May")
    drafts.write_drafts(path, "form/Names/=Rob/name", "Robin Lee")
    async with driving(tmp_path, path) as drive:
        await drive.until(lambda: drive.document.flush() and drafts.read_drafts(path) == {})
        assert drive.screen.line.text == ""


@pytest.mark.parametrize("slot, text, expected", [
    ("0/also", "Rob", {"name": "Robin Lee", "also": "Rob"}),
    ("0/name", "Robin Lee-Ma", {"name": "Robin Lee-Ma", "stand_in": "Child A"}),
    ("0/name", "Uncle Bo", {"name": "Uncle Bo", "stand_in": ""}),
    ("1/name", "Uncle Bo", {"name": "Uncle Bo", "stand_in": ""}),
])  # fmt: skip
async def test_a_draft_of_an_older_version_never_overwrites_another_name(
    tmp_path: Path, slot: str, text: str, expected: dict[str, str]
) -> None:
    path = made(tmp_path)
    drafts.write_drafts(path, f"form/Names/{slot}", text)
    async with again(tmp_path, tmp_path, ROBIN) as (drive, document, _):
        await at_field(drive, slot[2:], text)
        assert values(drive) | expected == values(drive)
        await drive.press("escape", "escape")
        await drive.until(lambda: document.flush() and drafts.read_drafts(path) == {})
