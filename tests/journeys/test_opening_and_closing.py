"""From the opening to the last answer of the round, and what the room sees meanwhile."""

from pathlib import Path

import pytest

from casetool.methods import find_method
from casetool.models.checks import findings
from casetool.models.meeting.read_back import agreed_things
from casetool.models.round.model import AnswerContent, Round
from casetool.models.session import actions_of
from casetool.render.formats.markdown import notes_markdown
from casetool.render.views.opening_checklist import opening_lines
from casetool.render.views.plain_text import session_text
from casetool.render.views.read_back import read_back_lines
from casetool.render.views.recap import recap_lines
from casetool.screens.meeting.opening_checklist import ChecklistScreen
from casetool.screens.meeting.read_back import ReadBackScreen
from casetool.screens.meeting.read_back_selection import ReadBackSelectionScreen
from casetool.screens.meeting.recap import RecapScreen
from casetool.screens.session.screen import SessionScreen
from casetool.services.sessions.create import create_session
from casetool.storage.board_state import Showing, read_board_state
from casetool.storage.context import StorageContext
from casetool.storage.toml.codec import decode, loads
from casetool.widgets.common.field_area import FieldArea
from tests.support.driving import START, Drive, driving
from tests.support.sizes import ONE_SIZE

FOCAL = "Nobody knows where I am in the morning."
METHOD = find_method("case-discussion")


async def prepared(drive: Drive) -> None:
    """People, facts, and what the child said."""
    await drive.say(
        "Jo Pell, class teacher, education",
        "Kit Marsh, school nurse, health",
        "Bea Quill, housing officer, housing, by phone",
        ", adult mental health, absent",
    )
    await drive.press("f8")
    await drive.say("# Referral form", "= late 22 times, early 9 times | school print-out")
    await drive.press("f8")
    await drive.say("\" I get up when it's quiet. | said to Jo")


async def over(drive: Drive, letter: str, screen: type) -> None:
    """Open one of the tools over the session."""
    await drive.press("ctrl+d", letter)
    await drive.until(lambda: isinstance(drive.app.screen, screen))


async def back(drive: Drive) -> None:
    await drive.press("escape")
    await drive.until(lambda: isinstance(drive.app.screen, SessionScreen))


class Wall:
    """What the room's window would paint now."""

    def __init__(self, path: Path, storage: StorageContext) -> None:
        self.path, self.storage = path, storage

    @property
    def text(self) -> str:
        state = read_board_state(self.path, self.storage)
        session = loads(decode(self.path.read_bytes()), lambda _: METHOD).session
        match state.showing:
            case Showing.OPENING:
                lines = opening_lines(session, METHOD, 96)
            case Showing.RECAP:
                lines = recap_lines(session, METHOD, 96, state.chosen)
            case Showing.READ_BACK:
                lines = read_back_lines(session, state.chosen, 96)
            case _:
                return "board"
        return "\n".join(text for _, text in lines)


async def open_up(drive: Drive, wall: Wall) -> None:
    """Point by point, the room looking on."""
    await over(drive, "o", ChecklistScreen)
    await drive.sees("Nobody is here for: adult mental health")
    await drive.press("b", "space")
    await drive.until(lambda: "✓ Why we are here" in wall.text)
    assert "Nobody is here for: adult mental health" in wall.text
    assert "Facilitator: Mo Ferris" in wall.text
    await drive.press("space", "space", "space", "space", "space")
    await drive.sees("All of it is seen to")
    await back(drive)
    await drive.until(lambda: wall.text == "board")


async def recap(drive: Drive, wall: Wall) -> None:
    """The facts and the child, read aloud."""
    await over(drive, "c", RecapScreen)
    await drive.sees("We have: Referral form.")
    await drive.sees("Late 22 times, early 9 times.")
    await drive.sees("“I get up when it's quiet.”")
    await drive.press("b")
    await drive.until(lambda: "Late 22 times" in wall.text)
    await back(drive)
    await drive.until(lambda: wall.text == "board")


async def discuss(drive: Drive) -> None:
    """A focal point, a worry, an action."""
    await drive.go("4")
    await drive.say(FOCAL, "< mum isn't well in the mornings", "! nobody has seen Ash @jo")
    await drive.go("8")
    await drive.say("Kit sees Ash at home")
    for words in ("kit", "20 nov 2026", "seen and spoken to", "someone knows Ash is safe"):
        await drive.until(lambda: isinstance(drive.app.focused, FieldArea))
        await drive.type(words)
        await drive.press("enter")
    await drive.until(lambda: bool(actions_of(drive.session)[0].difference))


async def read_back(drive: Drive, wall: Wall) -> None:
    """The focal point and the action are read back; the worry is mended first."""
    await over(drive, "k", ReadBackSelectionScreen)
    for letters, count in (("where", 1), ("ash", 2)):  # worry and action both speak of Ash
        await drive.press(*letters, *["space"] * count, *["backspace"] * len(letters))
    await drive.sees("3 lines are chosen.")
    await drive.press("enter")
    await drive.until(lambda: isinstance(drive.app.screen, ReadBackScreen))
    await drive.press("b")
    await drive.until(lambda: f"□ {FOCAL}" in wall.text)
    await drive.press("y")
    await drive.until(lambda: f"✓ {FOCAL}\n  agreed in the room" in wall.text)
    await drive.press("e")
    await drive.until(lambda: isinstance(drive.app.screen, SessionScreen))
    await drive.until(lambda: wall.text == "board")
    await drive.until(lambda: getattr(drive.app.focused, "id", "") == "list-worries")
    await drive.press("enter")
    await drive.until(lambda: isinstance(drive.app.focused, FieldArea))
    await drive.type(" since May")
    await drive.press("escape")
    await over(drive, "k", ReadBackSelectionScreen)
    await drive.sees("3 lines are chosen.")
    await drive.press("enter")
    await drive.until(lambda: isinstance(drive.app.screen, ReadBackScreen))
    await drive.press("y", "y")
    await drive.sees("All agreed")
    await back(drive)


async def go_round(drive: Drive) -> None:
    """One key each."""
    await drive.pilot.press("f4", "r", "f5", "y", "y", "n")
    await drive.until(lambda: isinstance(drive.app.focused, FieldArea))
    await drive.type("papers came two days before")
    await drive.press("enter")
    await drive.sees("Everybody was asked. 2 content, 1 not content. F8: Notes.")


@pytest.mark.parametrize("size", ONE_SIZE)
async def test_opening_and_closing(tmp_path: Path, size: tuple[int, int]) -> None:
    values = {"child": "Child A", "discussion": "12 nov", "facilitator": "Mo Ferris"}
    (tmp_path / "sessions").mkdir()
    path = create_session(values, tmp_path / "sessions", START)
    storage = StorageContext(state=tmp_path / "state")
    wall = Wall(path, storage)
    async with driving(path.parent, path, size=size, storage=storage) as drive:
        await prepared(drive)
        await open_up(drive, wall)
        await recap(drive, wall)
        await discuss(drive)
        await read_back(drive, wall)
        await go_round(drive)
        session = drive.session
    assert len(session.ticked) == len(METHOD.opening)
    (action,) = actions_of(session)
    assert agreed_things(session) >= {"focal", action.id}
    assert len(agreed_things(session)) == 3
    heading = session.heading("round")
    assert isinstance(heading, Round)
    assert [one.content for one in heading.said] == [
        AnswerContent.CONTENT, AnswerContent.CONTENT, AnswerContent.NOT_CONTENT,
    ]  # fmt: skip
    for text in (notes_markdown(session, METHOD), session_text(session, METHOD, 200)):
        assert text.count("agreed in the room") == 3
        assert "papers came two days before" in text
    assert "agreed-then-changed" not in {one.check for one in findings(session, METHOD)}
