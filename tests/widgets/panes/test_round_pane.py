"""The round of the room: one key each, from wherever one comes."""

from pathlib import Path

import pytest
from textual.widgets import TextArea

from casetool.models.round.model import AnswerContent, Round
from casetool.services.sessions.create import create_session
from casetool.widgets.common.item_menu import ItemMenu
from casetool.widgets.panes.round_pane import RoundList
from tests.support.driving import START, Drive, driving
from tests.support.sizes import ONE_SIZE

PEOPLE = (
    "Jo Pell, class teacher, education",
    "Kit Marsh, school nurse, health",
    "Bea Quill, housing officer, housing, by phone",
    "Sam Oyelaran, GP, general practice, absent",
)


async def begun(drive: Drive) -> None:
    await drive.say(*PEOPLE)


def made(folder: Path) -> Path:
    return create_session({"child": "Child A", "discussion": "12 nov"}, folder, START)


def said(drive: Drive) -> list[tuple[str, AnswerContent, str]]:
    heading = drive.session.heading("round")
    assert isinstance(heading, Round)
    return [(one.person, one.content, one.record) for one in heading.said]


async def in_the_list(drive: Drive) -> None:
    await drive.until(lambda: getattr(drive.app.focused, "id", "") == "list-round")


async def in_the_form(drive: Drive) -> None:
    await drive.until(lambda: isinstance(drive.app.focused, TextArea))


@pytest.mark.parametrize("size", ONE_SIZE)
async def test_one_key_each_and_then_it_says_what_is_next(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with driving(tmp_path, made(tmp_path), size=size) as drive:
        await begun(drive)
        await drive.pilot.press("f4", "r", "f5", "y", "s", "y")  # as quickly as they come
        await drive.until(lambda: len(said(drive)) == 3)
        assert said(drive) == [
            ("jo", AnswerContent.CONTENT, ""),
            ("kit", AnswerContent.DID_NOT_SAY, ""),
            ("bea", AnswerContent.CONTENT, ""),
        ]
        await drive.sees("Everybody was asked. 2 content, 1 did not say. F8: Notes.")
        assert drive.screen.line.text == ""


@pytest.mark.parametrize("size", ONE_SIZE)
async def test_whoever_is_not_content_says_why_at_once(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with driving(tmp_path, made(tmp_path), size=size) as drive:
        await begun(drive)
        await drive.pilot.press("f4", "r", "f5", "y", "n", *"yes, so", "enter", "f5", "y")
        await drive.until(lambda: len(said(drive)) == 3)
        assert said(drive) == [
            ("jo", AnswerContent.CONTENT, ""),
            ("kit", AnswerContent.NOT_CONTENT, "yes, so"),
            ("bea", AnswerContent.CONTENT, ""),
        ]
        await drive.sees("wants recorded: yes, so")
        await drive.sees("Everybody was asked. 2 content, 1 not content.")


async def test_it_says_so_too_when_the_last_one_has_something_recorded(tmp_path: Path) -> None:
    async with driving(tmp_path, made(tmp_path)) as drive:
        await begun(drive)
        await drive.go("r")
        await in_the_list(drive)
        await drive.press("f5", "y", "y", "n")
        await in_the_form(drive)
        await drive.type("papers came two days before")
        assert "Everybody" not in drive.seen()
        await drive.press("enter")
        await drive.sees("Everybody was asked. 2 content, 1 not content.")


async def test_one_begins_with_whoever_was_not_asked_yet(tmp_path: Path) -> None:
    async with driving(tmp_path, made(tmp_path)) as drive:
        await begun(drive)
        await drive.go("r")
        await in_the_list(drive)
        # not asked after all, and asked again
        await drive.press("f5", "y", "up", "x", "y", "escape")
        await drive.press("f7")
        assert drive.session.at != "round"
        await drive.press("f8")
        await in_the_list(drive)
        await drive.until(lambda: drive.screen.desk.pane.items.selected == "kit")  # type: ignore[union-attr]
        await drive.press("f5", "y", "escape")
        assert [one[0] for one in said(drive)] == ["jo", "kit"]


async def test_the_line_is_still_one_key_away(tmp_path: Path) -> None:
    async with driving(tmp_path, made(tmp_path)) as drive:
        await begun(drive)
        await drive.go("r")
        await in_the_list(drive)
        await drive.press("escape")
        await drive.say("! they are in a hotel over Christmas")
        assert drive.texts("worries") == ["they are in a hotel over Christmas"]
        assert said(drive) == []


async def test_what_was_recorded_can_be_changed_later(tmp_path: Path) -> None:
    async with driving(tmp_path, made(tmp_path)) as drive:
        await begun(drive)
        await drive.go("r")
        await in_the_list(drive)
        await drive.press("f5", "y", "y", "y", "home", "enter")
        await in_the_form(drive)
        await drive.type("thank you")
        await drive.press("enter")
        await in_the_list(drive)
        assert said(drive)[0] == ("jo", AnswerContent.CONTENT, "thank you")
        await drive.press("ctrl+z", "ctrl+z")
        assert [one[0] for one in said(drive)] == ["jo", "kit"]


async def test_where_nobody_is_there_nobody_is_asked(tmp_path: Path) -> None:
    async with driving(tmp_path, made(tmp_path)) as drive:
        await drive.go("r")
        people = drive.screen.query_one("#list-round", RoundList)
        assert people.menu() == ItemMenu("")
        before = drive.session
        people.action_say("CONTENT")
        people.action_unsay()
        assert drive.session == before
