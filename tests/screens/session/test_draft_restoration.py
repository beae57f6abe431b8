"""Words being typed into a form or a question when the app ended: back where they were."""

import shutil
from pathlib import Path

import pytest
from textual.widgets import TextArea

from casetool.models.actions.edits import add_action, delete_action
from casetool.models.actions.model import Action
from casetool.models.base import evolve
from casetool.models.entries.model import Entries
from casetool.models.pseudonyms.names import Name
from casetool.models.session import Session, actions_of, tree_of
from casetool.models.tree.model import FOCAL, find_node
from casetool.screens.corrections.screen import CorrectionsScreen
from casetool.screens.dialogs.form_dialog import FormScreen
from casetool.screens.names.screen import NamesScreen
from casetool.screens.session.draft_restoration import DRAFTS_RESTORED
from casetool.screens.session.opening_input import OpeningInput
from casetool.screens.session.screen import SessionScreen
from casetool.services.sessions.document import Document
from casetool.storage.autosave import drafts
from casetool.storage.autosave.draft_file import draft_path
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.context import StorageContext
from tests.journeys.test_corrections import NARROW, SESSION, shown
from tests.screens.dialogs.test_form_dialog import stands, which
from tests.screens.session.test_opening_screen import held_back
from tests.support.driving import Drive, driving, examples
from tests.support.robin_room import in_file, tool, whither
from tests.support.sizes import ONE_SIZE

IN_DISCUSSION = "example-in-discussion.toml"
BARE = add_action(SESSION, "actions", Action(id="act1", what="See Ash at home"))
KNOWN = "form/actions/act1/known"
WORDS = "the nurse writes it down, and"


def left(folder: Path, slots: dict[str, str], session: Session = BARE) -> Path:
    """A session in which something was being typed when the app was killed."""
    path = in_file(folder, session)
    for slot, words in slots.items():
        drafts.write_drafts(path, slot, words)
    return path


async def on_disk(drive: Drive, words: str, there: bool = True) -> None:
    """Wait until words are kept among the drafts, or are no more."""
    path = drive.document.path
    await drive.until(lambda: (words in drafts.read_drafts(path).values()) is there)


async def test_the_newest_words_are_in_their_form_though_the_disk_failed_while_they_were_typed(
    tmp_path: Path,
) -> None:
    folder, storage = tmp_path / "sessions", StorageContext(state=tmp_path / "state")
    folder.mkdir()
    path = in_file(folder, BARE)
    async with driving(folder, path, size=NARROW, storage=storage) as drive:
        await drive.go("8")
        await drive.press("escape", "enter", "enter", "enter", "enter")
        await drive.type("xaone")
        await on_disk(drive, "xaone")
        folder.rename(tmp_path / "away")
        await drive.type(" xbtwo")
        await drive.until(lambda: bool(copies_of(path, storage)))
        # what both disks hold now is what is left when the app is killed now
        shutil.copytree(tmp_path / "away", killed := tmp_path / "killed")
        shutil.copytree(tmp_path / "state" / "emergency", tmp_path / "copies")
        (tmp_path / "away").rename(folder)
    shutil.rmtree(folder)
    shutil.rmtree(tmp_path / "state" / "emergency", ignore_errors=True)
    killed.rename(folder)
    (tmp_path / "copies").rename(tmp_path / "state" / "emergency")
    assert drafts.read_drafts(path) == {KNOWN: "xaone"}
    async with driving(folder, path, size=NARROW, storage=storage) as drive:
        await drive.until(lambda: stands(drive).get("known") == "xaone xbtwo")
        assert drive.screen.line.text == ""
        assert drafts.read_drafts(path) == {KNOWN: "xaone xbtwo"}
        assert copies_of(path, storage) == []
        await drive.press("enter")
        await drive.until(lambda: actions_of(drive.session)[0].known == "xaone xbtwo")
        await drive.until(lambda: drafts.read_drafts(path) == {})


@pytest.mark.parametrize("size", ONE_SIZE)
async def test_words_in_a_form_are_kept_while_they_are_typed_and_stand_in_it_again(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = in_file(tmp_path, BARE)
    async with driving(tmp_path, path, size=size) as drive:
        await drive.go("8")
        await drive.press("escape", "enter", "enter", "enter", "enter")
        await drive.type(WORDS)
        await on_disk(drive, WORDS)
        assert actions_of(drive.session)[0].known == ""
        # what the disk holds now is what is left when the app is killed now
        killed = tmp_path / "killed"
        killed.mkdir()
        other = left(killed, drafts.read_drafts(path))
        assert drafts.read_drafts(other) == {KNOWN: WORDS}
        await drive.press("enter")
        await drive.until(lambda: actions_of(drive.session)[0].known == WORDS)
        await on_disk(drive, WORDS, there=False)
    async with driving(killed, other, size=size) as drive:
        await drive.until(lambda: stands(drive).get("known") == WORDS)
        assert drive.session.at == "actions"
        assert actions_of(drive.session)[0].known == ""
        assert DRAFTS_RESTORED.split(",")[0] in whither(drive)
        assert isinstance(drive.app.focused, TextArea)
        await drive.type(" signs")
        await drive.press("enter")
        await drive.until(lambda: actions_of(drive.session)[0].known == f"{WORDS} signs")
        await drive.until(lambda: drafts.read_drafts(other) == {})
        await drive.press("escape", "escape")
    async with driving(killed, other, size=size) as drive:
        assert stands(drive) == {}
        assert drive.screen.line.text == ""


async def test_what_was_typed_back_to_what_it_was_is_not_unfinished(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, BARE), size=NARROW) as drive:
        await drive.go("8")
        await drive.press("escape", "enter")
        await drive.type("!")
        await on_disk(drive, "See Ash at home!")
        await drive.press("backspace")
        await drive.until(lambda: drafts.read_drafts(drive.document.path) == {})


async def test_where_the_form_is_gone_the_words_are_in_the_line(tmp_path: Path) -> None:
    path = left(tmp_path, {KNOWN: WORDS}, delete_action(BARE, "act1"))
    async with driving(tmp_path, path, size=NARROW) as drive:
        await drive.until(lambda: drive.screen.line.text == WORDS)
        assert drive.session.at == "actions"
        await drive.press("enter")
        await drive.until(lambda: [one.what for one in actions_of(drive.session)] == [WORDS])
        await drive.until(lambda: drafts.read_drafts(path) == {})


@pytest.mark.parametrize("slot", [
    "form/nowhere/act1/known", "form/actions/act1/wishes", "form/tree/x/y", "form/", "form/a",
    "form/round/nobody/record", "form/Names/x/name", "form/Names/7/name", "form/Names/²/name",
])  # fmt: skip
async def test_no_place_for_words_is_none_in_which_they_are_lost(tmp_path: Path, slot: str) -> None:
    path = left(tmp_path, {slot: WORDS})
    async with driving(tmp_path, path, size=NARROW) as drive:
        await drive.until(lambda: drive.screen.line.text == WORDS)


async def test_several_come_back_each_in_its_form_beside_the_line(
    tmp_path: Path,
) -> None:
    path = left(tmp_path, {KNOWN: WORDS, "form/people/kit/role": "nurse", "capture": "! half"})
    async with driving(tmp_path, path, size=NARROW) as drive:
        await drive.until(lambda: stands(drive).get("known") == WORDS)
        assert drive.screen.line.text == "! half"
        await drive.press("escape")
        await drive.until(lambda: actions_of(drive.session)[0].known == WORDS)
        await drive.press("enter", "enter")  # Esc went from the form to the line
        await drive.until(lambda: stands(drive).get("role") == "nurse")


async def test_the_line_stays_at_its_step_where_the_form_is_gone(tmp_path: Path) -> None:
    slots = {KNOWN: WORDS, "capture worries": "a half line"}
    path = left(tmp_path, slots, delete_action(BARE, "act1"))
    async with driving(tmp_path, path, size=NARROW) as drive:
        await drive.until(lambda: drive.screen.line.text == "a half line")
        await drive.pilot.pause()
        assert drive.session.at == "worries"


async def test_a_form_that_comes_back_takes_no_line_of_another_step_along(tmp_path: Path) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    drafts.write_drafts(path, "capture missing", "half BLINE two")
    async with driving(tmp_path, path) as drive:
        await drive.until(lambda: drive.screen.line.text == "half BLINE two")
        heading = drive.session.heading("worries")
        assert isinstance(heading, Entries)
        form_slot = f"form/worries/{heading.entries[0].id}/text"
        drive.screen.line.text = ""
    drafts.write_drafts(path, "capture missing", "half BLINE two")
    drafts.write_drafts(path, form_slot, "worded anew")
    async with driving(tmp_path, path) as drive:
        await drive.until(lambda: stands(drive).get("text") == "worded anew")
        assert (drive.session.at, drive.screen.line.text) == ("worries", "")
        assert drive.document.flush()
        assert "half BLINE two" in drafts.read_drafts(path).values()
        await drive.press("escape", "escape")
        drive.screen.set_focus(drive.screen.line.input)
        await drive.press("enter")
        await drive.until(lambda: drive.screen.line.text == "half BLINE two")
        assert drive.session.at == "missing"


async def test_whoever_types_while_it_opens_finds_no_form_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(tmp_path, {KNOWN: WORDS})
    go_on = held_back(monkeypatch)
    async with driving(tmp_path, size=NARROW) as drive:
        drive.app.show_session(path)
        await drive.until(lambda: bool(drive.app.screen.query(OpeningInput)))
        await drive.press(*"! new", "enter")
        go_on.set()
        await drive.opened()
        assert stands(drive) == {}
        await drive.press("enter")
        await drive.until(lambda: stands(drive).get("known") == WORDS)
        assert drive.screen.line.text == ""


async def test_a_line_about_a_box_comes_back_for_that_box(tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    folder.mkdir()
    path = examples(folder) / IN_DISCUSSION
    async with driving(folder, path) as drive:
        await drive.go("4")
        await drive.press("escape", "down", "down")
        parent = drive.screen.line.under
        assert parent != FOCAL
        await drive.press(*"the rota fails")
        await on_disk(drive, "the rota fails")
        slots = drafts.read_drafts(path)
        drive.screen.line.text = ""
    for slot, words in slots.items():
        drafts.write_drafts(path, slot, words)
    async with driving(folder, path) as drive:
        await drive.until(lambda: drive.screen.line.text == "the rota fails")
        await drive.until(lambda: drive.screen.line.under == parent)
        await drive.press("enter")
        tree = tree_of(drive.session)
        assert tree is not None
        node = find_node(tree, parent)
        assert node is not None
        assert "the rota fails" in [child.text for child in node.children]


async def test_a_line_comes_back_at_the_step_it_was_for(tmp_path: Path) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    drafts.write_drafts(path, "capture worries", "I am afraid of what")
    drafts.write_drafts(path, "capture-2 worked", "the nursery rang")
    async with driving(tmp_path, path) as drive:
        await drive.until(lambda: drive.screen.line.text == "I am afraid of what")
        assert drive.session.at == "worries"
        await drive.press("enter")
        await drive.sees("A text was not finished. Enter brings it.")
        assert (drive.screen.line.text, drive.session.at) == ("", "worries")
        await drive.press("enter")
        await drive.until(lambda: drive.screen.line.text == "the nursery rang")
        assert drive.session.at == "worked"
        assert drive.app.focused is drive.screen.line.input
        await drive.press("enter")
        assert drive.texts("worries")[-1] == "I am afraid of what"
        assert drive.texts("worked")[-1] == "the nursery rang"
        assert drive.document.flush()
    assert drafts.read_drafts(path) == {}


async def test_a_line_whose_step_is_gone_comes_back_where_one_is(tmp_path: Path) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    drafts.write_drafts(path, "capture elsewhere n0", "I am afraid of what")
    async with driving(tmp_path, path) as drive:
        await drive.until(lambda: drive.screen.line.text == "I am afraid of what")
        assert drive.session.at == "tree"
        assert drive.screen.line.under == FOCAL


async def test_of_two_lines_none_takes_the_place_of_the_other_on_disk(tmp_path: Path) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    drafts.write_drafts(path, "capture about", "xa")
    drafts.write_drafts(path, "capture thoughts", "xb")
    async with driving(tmp_path, path) as drive:
        await drive.until(lambda: drive.screen.line.text == "xb")
        assert drive.document.flush()
        assert sorted(drafts.read_drafts(path).values()) == ["xa", "xb"]


async def test_a_name_that_was_being_written_down(tmp_path: Path) -> None:
    session = evolve(BARE, names=(Name(name="Robin", stand_in="Child A"),))
    path = left(tmp_path, {"form/Names/0/also": "Rob"}, session)
    async with driving(tmp_path, size=NARROW) as drive:
        drive.app.show_session(path)
        await shown(drive, NamesScreen)
        await drive.until(lambda: stands(drive).get("also") == "Rob")
        document = document_of(drive)
        await drive.press("escape")
        await drive.until(lambda: document.session.names[0].also == ("Rob",))


def document_of(drive: Drive) -> Document:
    """The open session, whatever stands over it."""
    return next(one.document for one in drive.app.screen_stack if isinstance(one, SessionScreen))


async def test_words_in_a_question_are_there_when_it_is_asked_again(tmp_path: Path) -> None:
    path = in_file(tmp_path, SESSION)
    async with driving(tmp_path, path, size=NARROW) as drive:
        await tool(drive, "n")
        await which(drive, "a", "seen ash")
        await drive.type(" 2026")
        await drive.until(lambda: len(drafts.read_drafts(path)) == 1)
        ((slot, words),) = drafts.read_drafts(path).items()
        assert words == "Nobody has seen Ash since May 2026"
    # it was neither given nor put by
    drafts.write_drafts(path, slot, words)
    async with driving(tmp_path, path, size=NARROW) as drive:
        assert drive.screen.line.text == ""
        await drive.reads(f"Not finished last time: “{words}”")
        await tool(drive, "n")
        await which(drive, "a", "seen ash")
        assert stands(drive)["becomes"] == words
        await drive.press("enter", "enter")
        await shown(drive, CorrectionsScreen)
        await drive.until(lambda: drafts.read_drafts(path) == {})


async def test_words_of_a_question_are_named_beside_those_in_the_line(tmp_path: Path) -> None:
    path = in_file(tmp_path, SESSION)
    drafts.write_drafts(path, "question/name/becomes", "Nobody has seen Ash")
    drafts.write_drafts(path, "capture worries", "half")
    async with driving(tmp_path, path, size=NARROW) as drive:
        await drive.reads("Not finished last time: “Nobody has seen Ash”")
        await drive.reads("was not finished last time")
        assert drive.screen.line.text == "half"


async def test_words_put_by_in_a_question_outlast_the_app(tmp_path: Path) -> None:
    path = in_file(tmp_path, SESSION)
    async with driving(tmp_path, path, size=NARROW) as drive:
        await tool(drive, "n")
        await which(drive, "a", "seen ash")
        await drive.type(" 2026")
        await drive.press("escape")
        await shown(drive, CorrectionsScreen)
        await drive.until(lambda: len(drafts.read_drafts(path)) == 1)
    async with driving(tmp_path, path, size=NARROW) as drive:
        await tool(drive, "n")
        await which(drive, "a", "seen ash")
        assert stands(drive)["becomes"] == "Nobody has seen Ash since May 2026"
        assert isinstance(drive.app.screen, FormScreen)


async def test_a_damaged_draft_is_named_and_what_can_be_read_comes_back(tmp_path: Path) -> None:
    path = left(tmp_path, {"capture": WORDS, KNOWN: WORDS})
    file = draft_path(path)
    file.write_bytes(damaged := file.read_bytes().replace(b"nurse", b"nurqe"))
    for _ in range(2):
        async with driving(tmp_path, path) as drive:
            await drive.sees("Text typed before is damaged. It stays in .casetool")
            assert WORDS.replace("nurse", "nurqe") in drive.document.unfinished.values()
            (copy,) = file.parent.glob("*.damaged-*")
            assert copy.read_bytes() == damaged


@pytest.mark.parametrize(
    "question", ["disagreement/gone/", "factual/cause-of-gone/", "accept/gone"]
)
async def test_half_a_question_about_a_line_that_is_gone_comes_into_the_line(
    tmp_path: Path, question: str
) -> None:
    path = in_file(tmp_path, SESSION)
    drafts.write_drafts(path, f"question/{question}/becomes", "Nobody has seen Ash")
    async with driving(tmp_path, path) as drive:
        await drive.until(lambda: drive.screen.line.text == "Nobody has seen Ash")
        assert "Open the same form" not in drive.seen()
        await drive.press("enter")
        assert "Nobody has seen Ash" in drive.document.session.model_dump_json()
        assert drive.document.flush()
        assert drafts.read_drafts(path) == {}


async def test_a_line_that_waits_behind_a_form_stays_on_disk_at_each_start(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        await drive.go("5")
        worries = drive.session.heading("worries")
        assert isinstance(worries, Entries)
        await drive.saved()
    drafts.write_drafts(path, f"form/worries/{worries.entries[0].id}/text", "half a form")
    drafts.write_drafts(path, "capture-2 tree", "half a line")
    for _ in range(3):
        async with driving(tmp_path, path) as drive:
            await drive.sees("half a form")
            assert drive.document.flush()
            assert "half a line" in drafts.read_drafts(path).values()
            drive.document.close()
        assert sorted(drafts.read_drafts(path).values()) == ["half a form", "half a line"]
