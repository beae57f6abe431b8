"""Two versions of one session side by side, with Ctrl+R."""

from pathlib import Path

import pytest

from casetool.models.base import evolve
from casetool.models.corrections.edits import circulate
from casetool.models.entries.edits import add_entry
from casetool.models.entries.model import Entries, Entry
from casetool.models.method import empty_headings
from casetool.models.people.edits import add_person
from casetool.models.people.model import Person, speaker
from casetool.models.pseudonyms.names import Name
from casetool.screens.versions.compare import CompareScreen
from casetool.services.sessions.open import load_session
from casetool.storage.files.atomic import SaveError
from casetool.storage.history.trash import list_trash
from casetool.storage.toml.codec import dumps
from casetool.widgets.common.item_list import ItemList
from tests.support.driving import driving, examples
from tests.support.room_of_robin import NOW


async def test_notes_that_only_another_version_has_come_whatever_is_chosen(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    here = load_session(path)
    sent = circulate(here.session, here.method, NOW, "the group")
    copy = path.with_name(f"{path.stem}-LAPTOP7.toml")
    copy.write_text(dumps(sent, here.method), encoding="utf-8")
    async with driving(tmp_path, path) as drive:
        await drive.press("ctrl+r")
        await drive.until(lambda: isinstance(drive.app.screen, CompareScreen))
        await drive.sees("the group")
        await drive.press("h")
        assert "▸ there: version 1 of the notes" in drive.seen()
        await drive.press("space")
        assert "▸ there: version 1 of the notes" in drive.seen()
        await drive.press("f2")
        await drive.sees("Brought together.")
        assert [version.to for version in drive.session.circulated] == ["the group"]


async def test_real_names_are_chosen_name_by_name_in_words(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    here = load_session(path)
    robin, gran = Name(name="Robin Lee", stand_in="Child A"), Name(name="Gran Jones")
    ours = evolve(here.session, names=(robin, Name(name="Uncle Bo", stand_in="the uncle")))
    theirs = evolve(here.session, names=(evolve(robin, stand_in="Child B", also=("Rob",)), gran))
    path.write_text(dumps(ours, here.method), encoding="utf-8")
    copy = path.with_name(f"{path.stem}-LAPTOP7.toml")
    copy.write_text(dumps(theirs, here.method), encoding="utf-8")
    async with driving(tmp_path, path) as drive:
        await drive.press("ctrl+r")
        await drive.until(lambda: isinstance(drive.app.screen, CompareScreen))
        await drive.sees("▸ there: real name: Gran Jones → no stand-in yet")
        seen = drive.seen()
        assert "▸ here : real name: Robin Lee → Child A" in seen
        assert "· there: real name: Robin Lee → Child B · also said: Rob" in seen
        assert "▸ here : real name: Uncle Bo → the uncle" in seen
        await drive.press("f2")
        await drive.sees("Brought together.")
        assert set(drive.session.names) == {*ours.names, gran}


async def test_one_can_point_at_a_difference_and_what_cannot_be_stored_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise SaveError("no room")

    path = examples(tmp_path) / "example-in-discussion.toml"
    here = load_session(path)
    theirs = evolve(here.session, reason="asleep at school")
    path.with_name(f"{path.stem}-LAPTOP7.toml").write_text(dumps(theirs, here.method))
    async with driving(tmp_path, path) as drive:
        await drive.press("ctrl+r")
        await drive.until(lambda: isinstance(drive.app.screen, CompareScreen))
        assert "▸ there: reason: asleep at school" not in drive.seen()
        await drive.pilot.click(ItemList, offset=(5, 1))
        await drive.sees("▸ there: reason: asleep at school")
        with monkeypatch.context() as patch:
            patch.setattr("casetool.services.sessions.conflicts.keep_version", refuse)
            await drive.press("f2")
            await drive.reads("Nothing was changed: what is here now cannot be stored")
        assert drive.session.reason == here.session.reason


async def test_a_copy_whose_words_came_with_another_copy_is_not_asked_about(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    here = load_session(path)
    theirs = dumps(evolve(here.session, reason="asleep at school"), here.method)
    copies = [path.with_name(f"{path.stem}-LAPTOP{number}.toml") for number in (7, 8)]
    for copy in copies:
        copy.write_text(theirs, encoding="utf-8")
    async with driving(tmp_path, path) as drive:
        await drive.press("ctrl+r")
        await drive.sees("(1 more after it)")
        await drive.press("t", "f2")
        await drive.sees("Brought together. Both versions are kept")
        assert drive.session.reason == "asleep at school"
    assert not any(copy.exists() for copy in copies)
    assert len(list_trash(tmp_path)) == 2


async def test_two_people_with_one_first_name_keep_their_own_words(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    here = load_session(path)
    base = evolve(here.session, people=(), headings=empty_headings(here.method))
    ours, theirs = (
        add_entry(
            add_person(base, Person(id="kit", name=name, role=role)),
            "worries",
            Entry(id=text, text=text, by="kit"),
        )
        for name, role, text in (("Kit Marsh", "nurse", "eats"), ("Kit Brown", "PC", "logs"))
    )
    copy = path.with_name(f"{path.stem}-LAPTOP7.toml")
    for keys in (["f2"], ["t", "f2"], ["h", "f2"]):
        path.write_text(dumps(ours, here.method), encoding="utf-8")
        copy.write_text(dumps(theirs, here.method), encoding="utf-8")
        async with driving(tmp_path, path) as drive:
            await drive.press("ctrl+r")
            await drive.until(lambda: isinstance(drive.app.screen, CompareScreen))
            await drive.sees("Kit Brown · PC · in the room")
            await drive.press(*keys)
            await drive.sees("Brought together.")
            heading = drive.session.heading("worries")
            assert isinstance(heading, Entries)
            people = drive.session.people
            said = {entry.text: speaker(entry.by or "", people) for entry in heading.entries}
            assert said.items() <= {"eats": "Kit Marsh", "logs": "Kit Brown"}.items()
            assert len(said) == (2 if keys == ["f2"] else 1)
