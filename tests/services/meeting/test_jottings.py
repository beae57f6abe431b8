"""A jotting that is begun in an edit never stands where all can see it."""

from pathlib import Path

import pytest
from textual.events import AppBlur, AppFocus, Paste

from casetool.models.session import tree_of
from casetool.models.tree.model import walk
from casetool.services.meeting.jottings import SIGN_WITHIN
from casetool.widgets.common.form import Form
from casetool.widgets.panes.round_pane import RoundList
from tests.support.driving import Drive, driving, examples

IN_DISCUSSION = "example-in-discussion.toml"
SECRET = "/ SECRET kit lies"


async def test_in_an_entry_that_is_open_for_change(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("3")
        before, count = drive.texts("thoughts"), len(drive.texts("jottings"))
        await drive.press("escape", "enter")
        await drive.press(*SECRET, "enter")
        await drive.until(lambda: len(drive.texts("jottings")) == count + 1)
        assert drive.texts("jottings")[-1] == "SECRET kit lies"
        await drive.press("escape")
        await drive.sees("is a private jotting now")
        assert drive.texts("thoughts") == before
        await drive.press("escape", "enter")
        await drive.press(*" and so", "enter", "escape")
        await drive.until(lambda: drive.texts("thoughts") != before)
        assert len(drive.texts("jottings")) == count + 1
        assert not any("SECRET" in text for text in drive.texts("thoughts"))


@pytest.mark.parametrize("more", ["", " now", ", so"])
async def test_a_sign_put_before_all_the_words_of_an_entry_moves_it(
    tmp_path: Path, more: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("3")
        await drive.say("WZQ drinks in secret")
        before = drive.texts("thoughts")
        assert before[-1] == "WZQ drinks in secret"
        await drive.press("escape", "end", "enter", *more, "home", *"/ ", "escape")
        await drive.until(lambda: drive.texts("thoughts") == before[:-1])
        assert drive.texts("jottings")[-1] == f"WZQ drinks in secret{more}"
        await drive.sees("It stands under Private jottings")
        assert not drive.screen.query(Form)
        await drive.press("ctrl+z")
        await drive.until(lambda: drive.texts("thoughts") == before)
        assert "WZQ" not in str(drive.texts("jottings"))


@pytest.mark.parametrize("keys", [(" / SECRET granny", ""), ("", "/ ")])
async def test_a_jotting_in_a_form_that_is_left_with_f4_leaves_no_draft(
    tmp_path: Path, keys: tuple[str, str]
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("3")
        await drive.say("WZQ is tired")
        count = len(drive.texts("jottings"))
        await drive.press("escape", "end", "enter", *keys[0], "home", *keys[1], "f4", "5")
        await drive.until(lambda: len(drive.texts("jottings")) == count + 1)
        await drive.until(lambda: drive.document.unfinished == {})
        assert len(drive.texts("jottings")) == count + 1


async def test_a_jotting_typed_over_the_words_of_an_entry_leaves_them(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("3")
        before = drive.texts("thoughts")
        await drive.press("escape", "end", "enter", "ctrl+k", "ctrl+u")
        await drive.press(*"/ SECRET granny", "escape")
        await drive.until(lambda: drive.texts("jottings")[-1:] == ["SECRET granny"])
        assert drive.texts("thoughts") == before
        await drive.sees("The words here stay for all to see")


async def test_a_sign_put_before_all_the_words_of_a_box_leaves_them_and_that_is_said(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("4")
        await drive.press("escape", "tab", *"WZQsteals", "enter")
        await drive.until(lambda: "WZQsteals" in boxes(drive))
        await drive.press("escape", "f5", "e", *["left"] * len("WZQsteals"), *"/ ")
        await drive.press(*["right"] * len("WZQsteals"))
        await drive.press(*" SECRET too", "enter")
        await drive.sees("The words here stay for all to see")
        assert "WZQsteals" in boxes(drive)
        assert drive.texts("jottings")[-1] == "WZQsteals SECRET too"


async def test_a_look_at_another_window_parts_no_jotting(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("3")
        before = drive.texts("thoughts")
        await drive.press("escape", "end", "enter", *" / SECRET Dad dri")
        for event in (AppBlur, AppFocus):
            drive.app.post_message(event())
            await drive.pilot.pause()
        await drive.press(*"nks at home", "escape")
        await drive.until(lambda: drive.texts("jottings")[-1:] == ["SECRET Dad drinks at home"])
        assert drive.texts("thoughts") == before


async def test_in_a_box_of_the_tree(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("4")
        before = boxes(drive)
        await drive.press("escape", "down", "tab")
        await drive.press(*SECRET, "enter")
        await drive.until(lambda: drive.texts("jottings")[-1:] == ["SECRET kit lies"])
        assert boxes(drive) == before


async def test_in_an_action_and_in_the_jottings_themselves(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("8")
        await drive.press("escape", "home", "enter")
        await drive.press(*"/ SECRET", "escape")
        await drive.until(lambda: drive.texts("jottings")[-1:] == ["SECRET"])
        assert "SECRET" not in str(drive.session.heading("actions"))
        await drive.go("j")
        await drive.press("escape", "end", "enter")
        await drive.press(*"/ more", "escape")
        await drive.until(lambda: drive.texts("jottings")[-1:] == ["SECRET/ more"])


@pytest.mark.parametrize("tabs", [1, 2, 3, 4])
async def test_alone_in_any_other_field_of_an_action(tmp_path: Path, tabs: int) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("8")
        await drive.press("escape", "end", "enter", *["tab"] * tabs, "ctrl+k", "ctrl+u")
        await drive.press(*"/ SECRET", "escape")
        await drive.until(lambda: drive.texts("jottings")[-1:] == ["SECRET"])
        assert "SECRET" not in str(drive.session.heading("actions"))


@pytest.mark.parametrize("tabs", [3, 4])
async def test_behind_other_words_only_where_a_field_holds_sentences(
    tmp_path: Path, tabs: int
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("8")
        await drive.press(
            "escape", "end", "enter", *["tab"] * tabs, "ctrl+k", "ctrl+u", *"seen", "escape"
        )
        await drive.press("escape", "end", "enter", *["tab"] * tabs, "end", *" / SECRET", "escape")
        await drive.until(lambda: drive.texts("jottings")[-1:] == ["SECRET"])
        assert "SECRET" not in str(drive.session.heading("actions"))


@pytest.mark.parametrize("downs", [0, 1])
async def test_a_stroke_between_two_names_stays(tmp_path: Path, downs: int) -> None:
    """Brother and sister are discussed together, or two people share a job."""
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        count = len(drive.texts("jottings"))
        await drive.go("p")
        await drive.press("escape", "home", *["down"] * downs, "enter", "end")
        await drive.press(*" / Lea Hill", "enter", "escape")
        await drive.until(lambda: " / Lea Hill" in str(drive.session))
        assert len(drive.texts("jottings")) == count


LINES = "WZQ a\n/ SECRET kit lies\n+ WZQ c\n/ SECRET too"
JOTTED = ["SECRET kit lies", "SECRET too"]


def paste(drive: Drive, text: str) -> None:
    assert drive.app.focused is not None
    drive.app.focused.post_message(Paste(text))


async def test_in_lines_pasted_for_boxes_of_the_tree(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("4")
        count = len(boxes(drive))
        await drive.press("escape", "tab")
        paste(drive, LINES)
        await drive.until(lambda: len(boxes(drive)) == count + 2)
        assert {"WZQ a", "+ WZQ c"} <= set(boxes(drive))
        assert drive.texts("jottings")[-2:] == JOTTED
        await drive.sees("is a private jotting now")


async def test_in_lines_pasted_behind_the_words_of_a_box(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("4")
        count = len(boxes(drive))
        await drive.press("escape", "tab", *"mum ")
        paste(drive, LINES)
        await drive.until(lambda: "SECRET too" in getattr(drive.app.focused, "text", ""))
        await drive.press("enter")
        await drive.until(lambda: len(boxes(drive)) == count + 1)
        assert "mum WZQ a + WZQ c" in boxes(drive)
        assert drive.texts("jottings")[-2:] == JOTTED


async def test_in_lines_pasted_as_evidence_no_line_is_lost(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("4")
        await drive.press("escape", "down", "down", "f5", "plus")
        paste(drive, LINES)
        await drive.until(lambda: "SECRET too" in getattr(drive.app.focused, "text", ""))
        await drive.press("enter")
        await drive.until(lambda: drive.texts("jottings")[-2:] == JOTTED)
        assert "WZQ a + WZQ c" in str(drive.session.heading("tree"))
        assert "SECRET" not in str(drive.session.heading("tree"))


async def test_in_lines_pasted_as_what_somebody_wants_recorded(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("r")
        await drive.press("f5", "n")
        paste(drive, LINES)
        await drive.until(lambda: "SECRET too" in getattr(drive.app.focused, "text", ""))
        await drive.press("enter")
        await drive.until(lambda: drive.texts("jottings")[-2:] == JOTTED)
        await drive.until(lambda: "WZQ a\\n+ WZQ c" in str(drive.session.heading("round")))
        assert "SECRET" not in str(drive.session.heading("round"))


@pytest.mark.parametrize("pasted", ["/ SECRET kit\nWZQ late", "/ SECRET kit"])
async def test_the_round_says_so_and_hides_no_public_line(tmp_path: Path, pasted: str) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("r")
        await drive.press("f5", "n")
        paste(drive, pasted)
        await drive.until(lambda: "SECRET" in getattr(drive.app.focused, "text", ""))
        await drive.press("enter")
        await drive.until(lambda: drive.texts("jottings")[-1:] == ["SECRET kit"])
        await drive.until(lambda: isinstance(drive.app.focused, RoundList))
        await drive.pilot.pause()
        await drive.pilot.pause()
        await drive.sees("is a private jotting now")
        assert ("WZQ late" in str(drive.session.heading("round"))) == ("WZQ" in pasted)


async def test_a_sign_behind_other_words_stays_and_that_is_said(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("3")
        await drive.press("escape", "enter")
        await drive.press(*" and / or", "escape")
        await drive.until(lambda: drive.texts("thoughts")[-1].endswith(" and / or"))
        await drive.sees(SIGN_WITHIN[:30])


def boxes(drive: Drive) -> list[str]:
    tree = tree_of(drive.session)
    assert tree is not None
    return [node.text for node, _, _ in walk(tree)]


@pytest.mark.parametrize(
    ("half_line", "pasted"),
    [("", "- / SECRET kit"), ("", "a\n1. / SECRET kit\nb"), ("mum said ", "/ SECRET kit"),
     ("mum said ", "[ ] / SECRET kit\n+ good")],
)  # fmt: skip
async def test_pasted_into_the_line(tmp_path: Path, half_line: str, pasted: str) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("5")
        await drive.press(*half_line)
        paste(drive, pasted)
        await drive.sees("Private jottings")
        await drive.press("enter")
        await drive.until(lambda: drive.texts("jottings")[-1:] == ["SECRET kit"])
        assert not any("SECRET" in text for text in drive.texts("worries"))
