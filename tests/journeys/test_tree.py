"""Building the analysis tree by keyboard."""

from pathlib import Path

import pytest
from textual.events import Key, Paste

from casetool.models.actions.model import Actions
from casetool.models.tree.model import Ends, Tree
from casetool.widgets.tree.node_editor import MOST_PASTED_BOXES
from tests.support.driving import Drive, driving, examples

IN_DISCUSSION = "example-in-discussion.toml"


def tree(drive: Drive) -> Tree:
    heading = drive.session.heading("tree")
    assert isinstance(heading, Tree)
    return heading


async def test_effects_and_causes_wait_for_the_focal_point(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / "example-prepared.toml") as drive:
        await drive.go("4")
        await drive.say("^ too early")
        assert drive.screen.line.text == "^ too early"
        await drive.sees("wait until the focal point is agreed")
        drive.screen.line.text = ""
        await drive.press("escape", "tab")
        await drive.sees("wait until the focal point is agreed")
        await drive.press("enter")
        await drive.type("I hide it.")
        await drive.press("enter")
        assert tree(drive).focal == "I hide it."


async def test_siblings_children_and_marks(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        before = tree(drive)
        await drive.press("escape", "down", "enter")
        await drive.type("a new cause")
        await drive.press("tab")
        await drive.type("why that")
        await drive.press("enter")
        selected = drive.screen.line.under
        await drive.press("f5", "w", "escape")
        new = next(one for one in tree(drive).causes if one.text == "a new cause")
        assert new.children[0].text == "why that"
        assert new.children[0].id == selected
        assert new.children[0].ends is Ends.WHY
        await drive.press("f5", "w", "escape", "up", "delete")
        assert tree(drive).causes == before.causes
        await drive.press("ctrl+z")
        assert any(one.text == "a new cause" for one in tree(drive).causes)


async def test_from_the_menu_of_a_box_one_draws_on(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(120, 40)) as drive:
        await drive.press("escape", "down", "enter", *"first cause", "f5", "w")
        await drive.sees("Enter: beside  Tab: deeper")
        await drive.press("enter", *"second cause", "f5", "i", "tab", *"why that", "enter")
        first, second = (one for one in tree(drive).causes if one.text.endswith(" cause"))
        assert (first.text, first.ends) == ("first cause", Ends.WHY)
        assert (second.text, second.children[0].text) == ("second cause", "why that")
        assert drive.screen.line.text == ""


async def test_at_the_focal_point_enter_only_closes_the_menu(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        before = drive.session
        await drive.press("escape", "home", "f5", "enter")
        assert drive.session == before
        assert not drive.app.screen.is_modal


async def test_an_empty_new_box_leaves_no_trace(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        before = drive.session
        await drive.press("escape", "down", "enter", "enter")
        assert drive.session == before
        assert not drive.document.history.can_undo


async def test_moving_folding_and_focusing(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        first, second = tree(drive).causes[:2]
        await drive.press("escape")
        drive.screen.desk.pane.select(first.id)  # type: ignore[union-attr]
        await drive.press("shift+right")
        assert [one.id for one in tree(drive).causes[:2]] == [second.id, first.id]
        await drive.press("f5", "right_square_bracket", "escape")
        assert tree(drive).causes[0].children[-1].id == first.id
        await drive.press("f5", "left_square_bracket", "escape")
        assert tree(drive).causes[1].id == first.id
        await drive.press("f5", "full_stop")
        await drive.sees("[+4]")
        await drive.press("f5", "full_stop", "f5", "b")
        assert second.text[:12] not in drive.seen()
        await drive.press("f5", "b")
        await drive.sees(second.text[:12])


async def test_a_branch_is_grabbed_and_hung_elsewhere(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        first = tree(drive).causes[0]
        await drive.press("escape")
        drive.screen.desk.pane.select(first.id)  # type: ignore[union-attr]
        await drive.press("f5", "g", "right", "enter")
        assert tree(drive).causes[0].children[-1].id == first.id
        assert drive.screen.line.under == first.id


async def test_a_node_becomes_a_gap_and_an_action_that_point_at_it(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        leaf = tree(drive).causes[2].children[1]
        await drive.press("escape")
        drive.screen.desk.pane.select(leaf.id)  # type: ignore[union-attr]
        await drive.press("f5", "question_mark", "f5", "greater_than_sign")
        assert drive.texts("missing")[-1] == leaf.text
        assert tree(drive).causes[2].children[1].ends is Ends.INFO
        actions = drive.session.heading("actions")
        assert isinstance(actions, Actions)
        assert actions.actions[-1].answers == (leaf.id,)


async def test_an_entry_is_sent_into_the_tree_and_stays(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("5")
        await drive.press("escape", "home", "f5", "less_than_sign")
        assert tree(drive).causes[-1].text == drive.texts("worries")[0]
        assert len(drive.texts("worries")) == 4


async def test_several_pasted_lines_become_boxes(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.press("escape", "tab")
        assert drive.app.focused is not None
        drive.app.focused.post_message(Paste("one\ntwo\n\nthree"))
        await drive.until(lambda: len(tree(drive).causes) == 7)
        assert [one.text for one in tree(drive).causes[-3:]] == ["one", "two", "three"]


async def test_a_pasted_chronology_is_one_text(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.press("escape", "tab")
        assert drive.app.focused is not None
        lines = [f"day {number}" for number in range(MOST_PASTED_BOXES + 1)]
        drive.app.focused.post_message(Paste("\n".join(lines)))
        await drive.press("enter")
        await drive.until(lambda: len(tree(drive).causes) == 5)
        assert tree(drive).causes[-1].text == " ".join(lines)


async def test_the_outline_shows_first_where_there_is_little_room(tmp_path: Path) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    async with driving(tmp_path, path, size=(60, 24)) as drive:
        await drive.sees("▼")
        await drive.press("escape", "f5", "t")
        assert "▼" not in drive.seen()
        await drive.press("f5", "t", "home", "up", "enter")
        await drive.type("a sibling in the outline")
        await drive.press("enter")
        assert any(one.text == "a sibling in the outline" for one in tree(drive).effects)


async def test_the_selection_survives_undo(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.press("escape", "down", "right")
        selected = drive.screen.line.under
        await drive.press("f5", "r", "escape", "ctrl+z")
        assert drive.screen.line.under == selected


@pytest.mark.parametrize("columns", [120, 60], ids=["picture", "outline"])
async def test_keys_that_come_at_once_keep_their_order(tmp_path: Path, columns: int) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    async with driving(tmp_path, path, size=(columns, 30)) as drive:
        await drive.press("escape", "down", "down")
        before = tree(drive)
        keys = (
            "home",
            "tab",
            *"first",
            "enter",
            "shift+tab",
            *"second",
            "enter",
            "home",
            "f5",
            "e",
            "!",
            "enter",
        )
        for key in keys:
            drive.app.post_message(Key(key, key if len(key) == 1 else None))
        await drive.until(lambda: tree(drive).focal == f"{before.focal}!")
        assert [one.text for one in tree(drive).causes[len(before.causes) :]] == ["first"]
        assert tree(drive).effects[-1].text == "second"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_branch_from_the_capture_line_comes_into_view(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=size) as drive:
        await drive.go("4")
        for sign in "<^":
            words = f"{sign} seen at once"
            await drive.say(words)
            await drive.sees("seen at once")
            assert drive.screen.line.under == "focal"
            await drive.press("ctrl+z")
            assert "seen at once" not in drive.seen()


CLASSIFIED = ("shift+tab", "WORDS", "enter", "f5", "h", "s", "c", "escape")
"""The keys of a fully classified effect, around its words."""

MOST_KEYS_OF_EFFECT = 7
"""The most keys that it may cost, beyond its words and Enter. It was 11."""


async def test_a_fully_classified_effect_costs_seven_keys_at_most(tmp_path: Path) -> None:
    extra_keys = [key for key in CLASSIFIED if key not in ("WORDS", "enter")]
    assert len(extra_keys) <= MOST_KEYS_OF_EFFECT
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.press("f4", "4", "escape")
        count = len(tree(drive).effects)
        for key in CLASSIFIED:
            await drive.press(*("tired at school" if key == "WORDS" else (key,)))
        await drive.until(lambda: len(tree(drive).effects) == count + 1)
        effect = next(one for one in tree(drive).effects if one.text == "tired at school")
        assert effect.happened is not None
        assert effect.horizon is not None
        assert len(effect.on) == 1
        assert drive.session_is_seen


@pytest.mark.parametrize("key", ["enter", "tab"])
async def test_a_new_box_costs_one_key(tmp_path: Path, key: str) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.press("f4", "4", "escape", "down", key, *"late again", "enter")
        boxes = [
            *tree(drive).causes,
            *(each for box in tree(drive).causes for each in box.children),
        ]
        assert "late again" in [box.text for box in boxes]
