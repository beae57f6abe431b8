"""Words being typed into a box of the tree when the app ended: in that box again, or offered."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.events import Paste

from casetool.models.session import Session, tree_of
from casetool.models.tree.edits import add_cause, delete_branch, edit_node, move_branch
from casetool.models.tree.model import FOCAL, Cause, Node, Tree, branches
from casetool.models.vanished_items import Edit
from casetool.screens.library.screen import LibraryScreen
from casetool.screens.session.draft_restoration import DRAFTS_RESTORED
from casetool.screens.session.opening_input import OpeningInput
from casetool.storage.autosave import drafts
from casetool.storage.context import StorageContext
from casetool.storage.encryption.convert import encrypt_folder
from casetool.storage.toml.codec import dumps
from casetool.widgets.common.messages import PLACE_GONE
from casetool.widgets.tree.node_editor import NodeEditor
from tests.journeys.test_encrypted import give, plain_words
from tests.screens.session.test_opening_screen import held_back
from tests.support.driving import Drive, driving, examples
from tests.support.few import few
from tests.support.robin_room import whither
from tests.support.sealed import ring
from tests.support.strategies import METHOD
from tests.support.two_windows import on_disk, two_windows

IN_DISCUSSION = "example-in-discussion.toml"
HALF = "the rota, and"

PLACES = {
    "a new cause": ("home", "tab"),
    "a new effect": ("home", "shift+tab"),
    "beside a cause": ("home", "down", "enter"),
    "beside an effect": ("home", "up", "enter"),
    "below a cause": ("home", "down", "tab"),
    "above an effect": ("home", "up", "tab"),
    "the words of a box": ("home", "down", "f5", "e"),
    "for a cause": ("home", "down", "f5", "plus"),
    "against a cause": ("home", "down", "f5", "minus"),
    "the focal point": ("home", "enter"),
}
"""The keys that open each kind of editor."""

Shape = tuple[object, ...]


def example(folder: Path) -> Path:
    """The example in discussion, in a folder of its own."""
    folder.mkdir(exist_ok=True)
    return examples(folder) / IN_DISCUSSION


def shape_of(tree: Tree | None) -> Shape:
    """Everything in a tree but ids and moments, which are new each time."""

    def node_shape(node: Node) -> Shape:
        marks = node.model_dump(exclude={"id", "at", "children"})
        children: Sequence[Node] = node.children
        return type(node).__name__, str(marks), *map(node_shape, children)

    assert tree is not None
    return tree.focal, *map(node_shape, branches(tree))


def editor_of(drive: Drive) -> NodeEditor | None:
    focused = drive.app.focused
    return focused if isinstance(focused, NodeEditor) else None


async def edited(drive: Drive, text: str) -> NodeEditor:
    """Wait until the editor of a box has the focus, with a text."""
    await drive.until(lambda: (editor := editor_of(drive)) is not None and editor.text == text)
    editor = editor_of(drive)
    assert editor is not None
    return editor


async def half_typed(folder: Path, keys: tuple[str, ...]) -> tuple[Path, Shape, str]:
    """A folder as a kill leaves it, what Enter would have made of the tree, and the text."""
    path = example(folder / "first")
    async with driving(path.parent, path) as drive:
        await drive.go("4")
        await drive.press("escape", *keys)
        await drive.type(HALF)
        editor = editor_of(drive)
        assert editor is not None
        text = editor.text
        await drive.until(lambda: text in drafts.read_drafts(path).values())
        shutil.copytree(path.parent, folder / "killed")
        await drive.press("enter")
        return folder / "killed" / IN_DISCUSSION, shape_of(tree_of(drive.session)), text


def changed(path: Path, edit: Edit) -> None:
    """The file as another program leaves it, after a change."""
    path.write_text(dumps(edit(on_disk(path)), METHOD), encoding="utf-8")


@pytest.mark.parametrize("place", few(2, PLACES))
async def test_half_a_box_is_in_its_editor_again_and_enter_does_what_it_would_have_done(
    tmp_path: Path, place: str
) -> None:
    path, shape, text = await half_typed(tmp_path, PLACES[place])
    before = (path.read_bytes(), drafts.read_drafts(path))
    async with driving(path.parent, path) as drive:
        await edited(drive, text)
        assert DRAFTS_RESTORED.split(",")[0] in whither(drive)
        assert drive.screen.line.text == ""
        assert drive.document.flush()
        assert (path.read_bytes(), drafts.read_drafts(path)) == before, "nothing is kept yet"
        await drive.press("enter")
        await drive.until(lambda: editor_of(drive) is None)
        assert shape_of(tree_of(drive.session)) == shape
        assert drive.document.flush()
        assert drafts.read_drafts(path) == {}
    async with driving(path.parent, path) as drive:
        await drive.pilot.pause()
        assert editor_of(drive) is None
        assert drive.screen.line.text == ""


@pytest.mark.parametrize("size", [(60, 24), (80, 24)])
async def test_it_is_typed_on_from_another_step_and_on_a_narrow_screen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path, _, _ = await half_typed(tmp_path, PLACES["below a cause"])
    changed(path, lambda session: session.model_copy(update={"at": "worries"}))
    async with driving(path.parent, path, size=size) as drive:
        await edited(drive, HALF)
        await drive.until(lambda: drive.session.at == "tree")
        await drive.press(*" more", "enter")
        tree = tree_of(drive.session)
        assert tree is not None
        assert f"{HALF} more" in [child.text for cause in tree.causes for child in cause.children]


async def test_beside_a_box_it_stays_whatever_came_in_before_it(tmp_path: Path) -> None:
    path, _, _ = await half_typed(tmp_path, PLACES["beside a cause"])

    def with_first(session: Session) -> Session:
        return add_cause(session, Cause(id="another", text="came in"), FOCAL, 0)

    slots = drafts.read_drafts(path)
    changed(path, with_first)
    (after,) = (slot.split(" ")[-1] for slot in slots)
    async with driving(path.parent, path) as drive:
        await edited(drive, HALF)
        await drive.press("enter")
        tree = tree_of(drive.session)
        assert tree is not None
        causes = [cause.id for cause in tree.causes]
        new_index = [cause.text for cause in tree.causes].index(HALF)
        assert causes[new_index - 1] == after
        assert causes[0] == "another"


async def test_beside_a_box_it_comes_though_another_box_came_in_meanwhile(tmp_path: Path) -> None:
    path = example(tmp_path)
    async with driving(tmp_path, path) as drive:
        await drive.go("4")
        await drive.press("escape", "home", "down")
        neighbour = drive.screen.line.under
        await drive.press("enter", *"half")
        drive.document.apply(
            lambda session: add_cause(session, Cause(id="another", text="came in"), FOCAL, 0),
            "by another hand",
        )
        await drive.press(*" more", "enter")
        tree = tree_of(drive.session)
        assert tree is not None
        names = [cause.id for cause in tree.causes]
        new_index = [cause.text for cause in tree.causes].index("half more")
        assert names[new_index - 1] == neighbour


@pytest.mark.parametrize("place, goes", few(2, [
    ("below a cause", "a cause of the focal point"),
    ("above an effect", "an effect of the focal point"),
    ("the words of a box", "a cause of the focal point"),
    ("against a cause", "a cause of the focal point"),
]))  # fmt: skip
async def test_where_the_place_is_gone_it_is_offered_in_the_line_which_says_where_it_goes(
    tmp_path: Path, place: str, goes: str
) -> None:
    path, _, text = await half_typed(tmp_path, PLACES[place])

    def without_branches(session: Session) -> Session:
        tree = tree_of(session)
        assert tree is not None
        for node in branches(tree):
            session = delete_branch(session, node.id)
        return session

    changed(path, without_branches)
    async with driving(path.parent, path) as drive:
        await drive.until(lambda: drive.screen.line.text.endswith(text))
        assert editor_of(drive) is None
        await drive.reads(PLACE_GONE)
        assert goes in whither(drive)
        await drive.press("enter")
        tree = tree_of(drive.session)
        assert tree is not None
        side = tree.effects if goes.startswith("an effect") else tree.causes
        assert [node.text for node in side] == [text]
        assert drive.document.flush()
        assert drafts.read_drafts(path) == {}


async def test_a_parent_that_went_to_the_other_side_is_no_place(tmp_path: Path) -> None:
    path, _, _ = await half_typed(tmp_path, PLACES["below a cause"])
    (slot,) = drafts.read_drafts(path)
    parent = slot.split(" ")[3]
    changed(path, lambda session: move_branch(session, parent, FOCAL, "effects"))
    async with driving(path.parent, path) as drive:
        await drive.until(lambda: drive.screen.line.text == HALF)
        await drive.reads(PLACE_GONE)


@pytest.mark.parametrize("place", ["below a cause", "against a cause"])
async def test_a_box_that_goes_to_the_other_side_while_one_types_loses_no_words(
    tmp_path: Path, place: str
) -> None:
    path = example(tmp_path)
    async with driving(tmp_path, path) as drive:
        await drive.go("4")
        await drive.press("escape", "home", "down")
        node = drive.screen.line.under
        await drive.press(*PLACES[place][2:])
        await drive.type(HALF)
        drive.document.apply(
            lambda session: move_branch(session, node, FOCAL, "effects"), "by another hand"
        )
        await drive.press("enter")
        await drive.until(lambda: drive.screen.line.text == HALF)


async def test_hands_that_type_find_no_editor_and_enter_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, shape, text = await half_typed(tmp_path, PLACES["the words of a box"])
    go_on = held_back(monkeypatch)
    async with driving(path.parent) as drive:
        drive.app.show_session(path)
        await drive.until(lambda: bool(drive.app.screen.query(OpeningInput)))
        await drive.press(*"! new")
        go_on.set()
        await drive.opened()
        await drive.until(lambda: drive.screen.line.text == "! new")
        assert editor_of(drive) is None
        await drive.press("enter")
        await drive.sees("A text was not finished. Enter brings it.")
        assert drive.document.flush()
        assert list(drafts.read_drafts(path).values()) == [text]
        await drive.press("enter")
        await edited(drive, text)
        await drive.press("enter")
        assert shape_of(tree_of(drive.session)) == shape
        assert drive.document.flush()
        assert drafts.read_drafts(path) == {}


async def test_of_two_boxes_one_is_edited_and_the_other_waits_for_enter(tmp_path: Path) -> None:
    path, _, _ = await half_typed(tmp_path, PLACES["a new cause"])
    drafts.write_drafts(path, "node-nbbbb effects nbbbb focal", "the other half")
    drafts.write_drafts(path, "capture worries", "a line")
    async with driving(path.parent, path) as drive:
        await drive.until(lambda: editor_of(drive) is not None)
        first = editor_of(drive)
        assert first is not None
        texts = {HALF, "the other half"}
        other = next(iter(texts - {first.text}))
        assert drive.screen.line.text == "", "it is for another step"
        await drive.press("enter", "escape")
        drive.screen.set_focus(drive.screen.line.input)
        for expected in (other, "a line"):
            await drive.press("enter")
            await drive.until(
                lambda text=expected: (  # type: ignore[misc]
                    drive.screen.line.text == text
                    or ((editor := editor_of(drive)) is not None and editor.text == text)
                )
            )
            await drive.press("enter")
            drive.screen.set_focus(drive.screen.line.input)
        tree = tree_of(drive.session)
        assert tree is not None
        assert tree.causes[-1].text == HALF
        assert tree.effects[-1].text == "the other half"
        assert drive.texts("worries")[-1] == "a line"
        assert drive.document.flush()
        assert drafts.read_drafts(path) == {}


async def test_what_was_kept_just_before_the_kill_does_not_come_twice(tmp_path: Path) -> None:
    path, _, _ = await half_typed(tmp_path, PLACES["a new cause"])
    (slot,) = drafts.read_drafts(path)
    node = slot.split(" ")[2]
    changed(path, lambda session: add_cause(session, Cause(id=node, text=f"{HALF} more")))
    drafts.write_drafts(path, f"node-{node}-words words {node}", f"{HALF} more")
    drafts.write_drafts(path, f"node-{node}-for for {node}", "")
    async with driving(path.parent, path) as drive:
        await drive.until(lambda: drive.document.flush() and drafts.read_drafts(path) == {})
        assert editor_of(drive) is None
        assert drive.screen.line.text == ""


async def test_words_typed_back_to_what_they_were_are_not_unfinished(tmp_path: Path) -> None:
    path = example(tmp_path)
    async with driving(tmp_path, path) as drive:
        await drive.go("4")
        await drive.press("escape", "home", "enter", "!")
        await drive.until(lambda: len(drafts.read_drafts(path)) == 1)
        await drive.press("backspace")
        await drive.until(lambda: drafts.read_drafts(path) == {})


async def test_drafts_of_older_versions_come_back_in_their_box_or_in_the_line(
    tmp_path: Path,
) -> None:
    path = example(tmp_path / "a")
    async with driving(path.parent, path) as drive:
        tree = tree_of(drive.session)
        assert tree is not None
        cause, focal = tree.causes[0], tree.focal
    for number, (slot, text, is_in_box) in enumerate((
        (f"node-{cause.id}", f"{cause.text} and more", True),
        (f"node-{FOCAL}", f"{focal} and more", True),
        (f"node-{cause.id}", "what speaks for it", False),
        ("node-nbbbb", "a new box, its parent unknown", False),
    )):  # fmt: skip
        path = example(tmp_path / str(number))
        drafts.write_drafts(path, slot, text)
        async with driving(path.parent, path) as drive:
            if is_in_box:
                await edited(drive, text)
                await drive.press("enter")
                session = drive.session
                node = FOCAL if slot == f"node-{FOCAL}" else cause.id
                assert edit_node(session, node, text=text) == session
            else:
                await drive.until(lambda text=text: drive.screen.line.text == text)  # type: ignore[misc]
                await drive.reads(PLACE_GONE)
                assert drive.session.at == "tree"
                await drive.press("enter")
            assert drive.document.flush()
            assert drafts.read_drafts(path) == {}


async def test_a_window_that_takes_over_has_the_box_of_the_other_in_its_editor(
    tmp_path: Path,
) -> None:
    async with two_windows(tmp_path) as (first, second):
        tree = tree_of(first.session)
        assert tree is not None
        parent = tree.causes[0].id
        first.keep_draft(f"node-nbbbb causes nbbbb {parent}", HALF)
        assert first.flush()
        first.close()
        await second.sees("it is yours now")
        await edited(second, HALF)
        await second.press("enter")
        tree = tree_of(second.session)
        assert tree is not None
        assert tree.causes[0].children[-1].text == HALF


async def test_a_window_that_takes_over_while_somebody_types_waits_with_it(
    tmp_path: Path,
) -> None:
    async with two_windows(tmp_path) as (first, second):
        await second.go("5")
        await second.type("! mine")
        first.keep_draft("node-focal-words words focal", HALF)
        assert first.flush()
        first.close()
        await second.sees("it is yours now")
        assert editor_of(second) is None
        assert second.screen.line.text == "! mine"
        await second.press("enter", "enter")
        await edited(second, HALF)
        await second.press("enter")
        tree = tree_of(second.session)
        assert tree is not None
        assert tree.focal == HALF


async def test_what_a_window_entered_that_only_shows_comes_once_after_the_takeover(
    tmp_path: Path,
) -> None:
    async with two_windows(tmp_path) as (first, second):
        await second.go("r")
        await second.press("escape", "home", "f5", "n")
        await second.type("she disagrees")
        await second.press("enter", "escape")
        await second.go("4")
        await second.press("escape", "home", "tab")
        await edited(second, "")
        await second.type("the rota")
        await second.press("enter", "escape")
        first.close()
        await second.sees("it is yours now")
        await second.press("enter")
        await edited(second, "the rota")
        await second.press("enter", "escape", "enter")
        await second.sees("Wants recorded she disagrees")
        await second.press("enter")
        tree = tree_of(second.session)
        assert tree is not None
        assert [cause.text for cause in tree.causes].count("the rota") == 1
        assert second.document.flush()
        assert "she disagrees" in first.path.read_text(encoding="utf-8")
        assert drafts.read_drafts(first.path) == {}


@pytest.mark.parametrize("is_pasted", [True, False])
async def test_boxes_typed_where_the_session_is_only_shown_wait_for_the_takeover(
    tmp_path: Path, is_pasted: bool
) -> None:
    async with two_windows(tmp_path) as (first, second):
        await second.go("4")
        if is_pasted:
            await second.press("escape", "home", "tab")
            editor = await edited(second, "")
            editor.post_message(Paste("the rota\nthe hoist\n"))
        else:
            await second.press("escape")
            for words in ("the rota", "the hoist"):
                await second.press("home", "tab")
                await edited(second, "")
                await second.type(words)
                await second.press("enter")
        await second.until(lambda: editor_of(second) is None)
        first.close()
        await second.sees("it is yours now")
        for words in ("the rota", "the hoist"):
            await second.press("escape", "enter")
            await edited(second, words)
            await second.press("enter")
        tree = tree_of(second.session)
        assert tree is not None
        assert [cause.text for cause in tree.causes[-2:]] == ["the rota", "the hoist"]
    assert drafts.read_drafts(first.path) == {}


async def test_it_comes_back_in_an_encrypted_session_and_is_nowhere_plain(tmp_path: Path) -> None:
    path, shape, text = await half_typed(tmp_path, PLACES["beside a cause"])
    encrypt_folder(path.parent, ring(path.parent), StorageContext())
    async with driving(path.parent) as drive:
        await give(drive)
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        drive.app.show_session(path.with_suffix(".toml.age"))
        await drive.opened()
        await edited(drive, text)
        await drive.type("!")
        await drive.until(lambda: f"{text}!" in drive.document.unfinished.values())
        assert plain_words(path.parent, text) == []
        await drive.press("backspace", "enter")
        assert shape_of(tree_of(drive.session)) == shape
