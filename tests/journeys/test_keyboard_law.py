"""The law of the keyboard: no letter changes the record but in a field or an open menu."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.session import Session, tree_of
from casetool.models.tree.model import Tree, walk
from casetool.screens.dialogs.item_menu import ItemMenuScreen
from casetool.screens.session.screen import SessionScreen
from casetool.widgets.tree.node_editor import NodeEditor
from tests.structure.test_keys import is_bare
from tests.support.driving import Drive, driving, examples
from tests.support.few import few, fewer_examples
from tests.support.settling import unpainted
from tests.support.walk import STOPS, go_to_stop, home, settled, stops

IN_DISCUSSION = "example-in-discussion.toml"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!+?>&=~%#^<,.;:[]-/ "
PLACES = ("people, in the list", "facts", "thoughts", "the tree", "an effect", "a cause", "actions",
          "the round", "what is missing", "the board", "the other picture of the tree",
          "what was caught")  # fmt: skip
"""Where no field and no menu is open, and something else than the line has the keys."""


OTHERS = (*PLACES[:2], *PLACES[5:])


def record(session: Session) -> tuple[object, ...]:
    """All that people said, decided and marked."""
    return session.people, session.headings, session.agreed, session.ticked


@pytest.mark.parametrize(
    "place", [*PLACES[2:5], *(pytest.param(place, marks=pytest.mark.full) for place in OTHERS)]
)
async def test_whatever_is_typed_goes_into_the_line_and_nowhere_else(
    tmp_path: Path, place: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        keys = STOPS[place]
        if keys[0] == "f4":
            await drive.go(keys[1])
        await drive.press(*keys[2 if keys[0] == "f4" else 0 :])
        before = record(drive.session)
        with unpainted():
            for character in LETTERS:
                await go_back(drive, place)
                await drive.key_in(character)
        await drive.until(lambda: len(drive.screen.line.text) == len(LETTERS))
        assert drive.screen.line.text == LETTERS
        await drive.key_in("\x7f\x7f")
        await drive.until(lambda: drive.screen.line.text == LETTERS[:-2])
        assert record(drive.session) == before
        assert drive.document.history.can_undo is False


async def go_back(drive: Drive, place: str) -> None:
    """Into the list or the tree again, as somebody does who looks something up."""
    if drive.screen.line.input.has_focus and place != "the round":
        await drive.press("escape")


async def test_each_letter_that_acts_on_a_screen_stands_on_it(tmp_path: Path) -> None:
    looked_at = set()
    path = examples(tmp_path) / IN_DISCUSSION
    async with driving(tmp_path, path, size=(80, 24)) as drive:
        async for name in stops(drive):
            screen = drive.app.screen
            focused = drive.app.focused
            keys = {
                key: active.binding
                for key, active in screen.active_bindings.items()
                if is_bare(key) and active.node is not focused
            }
            if isinstance(screen, SessionScreen):
                assert keys == {}, name
            for binding in keys.values():
                seen = drive.seen()
                label = drive.app.get_key_display(binding)
                assert f"{label} {binding.description}".lower() in seen.lower() or (
                    f"{label}: " in seen or f"{label.title()}: " in seen
                ), (name, binding)
                looked_at.add(binding.id)
    assert len(looked_at) >= 8


async def test_the_menu_lists_what_each_of_its_letters_does(tmp_path: Path) -> None:
    menus = [name for name in STOPS if name.startswith("the menu of")]
    assert len(menus) >= 7
    path = examples(tmp_path) / IN_DISCUSSION
    async with driving(tmp_path, path, size=(80, 24)) as drive:
        for name in menus:
            keys = STOPS[name]
            await drive.go(keys[1])
            await drive.press(*keys[2:])
            await settled(drive)
            screen = drive.app.screen
            assert isinstance(screen, ItemMenuScreen), name
            seen = drive.seen()
            menu = screen.owner.menu()
            assert menu.title[:30] in seen.replace("…", "")
            for item in menu.items:
                assert any(f"{item.keys[0]} {mark}{item.label}" in seen for mark in " ●"), item.id
            await home(drive)


KEYS = (*LETTERS, *"\x7f\t", "\x1b", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D")


STEPS = "p1235678wrnj"
"""The keys of all steps but the tree."""

ABOVE = ("help", "the opening", "the recap", "the voices", "the hour")
"""Screens over a session without a field."""

TYPED = (*LETTERS, " ", "\x7f")


@fewer_examples(3)
@given(st.lists(st.sampled_from(KEYS), min_size=5, max_size=40), st.sampled_from(STEPS))
async def test_any_keys_change_nothing_and_every_letter_is_kept(
    tmp_path_factory: pytest.TempPathFactory, keys: list[str], step: str
) -> None:
    folder = tmp_path_factory.mktemp("law")
    async with driving(folder, examples(folder) / IN_DISCUSSION, size=(80, 24)) as drive:
        await drive.go(step)
        before = record(drive.session)
        with unpainted():
            for key in keys:
                await drive.key_in(key)
        await drive.pilot.pause()
        assert isinstance(drive.app.screen, SessionScreen)
        assert record(drive.session) == before
        assert_kept(drive.screen.line.text, keys)


@given(st.lists(st.sampled_from(KEYS), min_size=5, max_size=40))
async def test_in_the_tree_they_only_add_words_that_stand_in_a_box(
    tmp_path_factory: pytest.TempPathFactory, keys: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("law")
    async with driving(folder, examples(folder) / IN_DISCUSSION, size=(80, 24)) as drive:
        await drive.go("4")
        before = drive.session
        boxes = words_of_tree(before)
        with unpainted():
            for key in keys:
                await drive.key_in(key)
        await drive.pilot.pause()
        others = [each for each in drive.session.headings if not isinstance(each, Tree)]
        assert others == [each for each in before.headings if not isinstance(each, Tree)]
        assert drive.session.people == before.people
        new = words_of_tree(drive.session) - boxes
        assert not boxes - words_of_tree(drive.session)
        assert_kept("".join([drive.screen.line.text, *new, *open_texts(drive)]), keys)


@pytest.mark.parametrize("stop", few(2, ABOVE))
@fewer_examples(3)
@given(typed=st.lists(st.sampled_from(TYPED), min_size=3, max_size=30))
async def test_over_a_session_all_that_follows_a_letter_is_in_the_line(
    tmp_path_factory: pytest.TempPathFactory, stop: str, typed: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("law")
    async with driving(folder, examples(folder) / IN_DISCUSSION, size=(80, 24)) as drive:
        session = drive.screen
        await go_to_stop(drive, stop)
        before, expected = record(session.document.session), ""
        with unpainted():
            for key in ("Z", *typed):
                await drive.key_in(key)
                # no text of the line begins with a space
                expected = (expected[:-1] if key == "\x7f" else expected + key).lstrip()
        await drive.until(lambda: session.line.text == expected)
        assert drive.app.screen is not session
        assert record(session.document.session) == before


@pytest.mark.parametrize("stop", ["help", "the recap", "the voices"])
@fewer_examples(3)
@given(keys=st.lists(st.sampled_from(KEYS), min_size=5, max_size=30))
async def test_over_a_session_no_keys_change_what_was_said(
    tmp_path_factory: pytest.TempPathFactory, stop: str, keys: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("law")
    async with driving(folder, examples(folder) / IN_DISCUSSION, size=(80, 24)) as drive:
        session = drive.screen
        await go_to_stop(drive, stop)
        before = record(session.document.session)
        with unpainted():
            for key in keys:
                await drive.key_in(key)
        await drive.pilot.pause()
        assert record(session.document.session) == before


def assert_kept(text: str, keys: list[str]) -> None:
    """Each letter stands in the text, but for as many as Backspace took back."""
    typed = Counter(key for key in keys if key in LETTERS and key != " ")
    assert (typed - Counter(text)).total() <= keys.count("\x7f")


def words_of_tree(session: Session) -> Counter[str]:
    """The words of all boxes."""
    tree = tree_of(session)
    assert tree is not None
    return Counter([tree.focal, *(node.text for node, _, _ in walk(tree))])


def open_texts(drive: Drive) -> list[str]:
    """What is being typed into a box."""
    return [editor.text for editor in drive.screen.query(NodeEditor)]
