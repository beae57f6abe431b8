"""The invented discussion in two real terminals: the facilitator's, and the room's."""

import os
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from casetool.methods import find_method
from casetool.models.method import empty_headings
from casetool.models.people.model import People
from casetool.models.people.parse import person_from
from casetool.models.pseudonyms.names import Name
from casetool.models.session import Session
from casetool.services.sessions.create import create_document
from tests.faults.working import environment
from tests.support.terminal import Terminal

pytestmark = pytest.mark.pty
METHOD = find_method("case-discussion")
F4, F5, F8, F12 = "\x1bOS", "\x1b[15~", "\x1b[19~", "\x1b[24~"
ESC, CTRL_D, CTRL_F = "\x1b", "\x04", "\x06"
INVITED = (
    "Jo Pell, class teacher, education",
    "Kit Marsh, school nurse, health",
    "Lee Garner, constable, police",
    "Nic Thorley, social worker, children's social care",
    "Bea Quill, housing officer, housing, by phone",
)
NAMES = (Name(name="Robin Ashdown", stand_in="Child A", also=("Robin",)), Name(name="Dee"))
SIZES = [
    pytest.param((100, 30), id="100x30"),
    *(
        pytest.param(size, id=f"{size[0]}x{size[1]}", marks=pytest.mark.full)
        for size in ((120, 40), (160, 45), (200, 50))
    ),
]


def prepared(tmp_path: Path) -> Path:
    """A session as it is before the meeting."""
    for name in ("home", "tmp"):
        (tmp_path / name).mkdir()
    people: People = ()
    for line in INVITED:
        people = (*people, person_from(line, people))
    session = Session(
        id="robin",
        child="Child A",
        discussion=date(2026, 11, 12),
        facilitator="Mo Ferris",
        at="facts",
        people=people,
        names=NAMES,
        headings=empty_headings(METHOD),
    )
    (tmp_path / "sessions").mkdir()
    document = create_document(session, METHOD, tmp_path / "sessions")
    document.close()
    return document.path


class Room:
    """Both windows; what one of them waits for never holds up the other."""

    def __init__(self, path: Path, folder: Path, size: tuple[int, int]) -> None:
        more = {"env": environment(folder), "cwd": str(folder)}
        program = [sys.executable, "-m", "casetool"]
        self.mine = Terminal([*program, "open", str(path)], 120, 40, **more)  # type: ignore[arg-type]
        self.theirs = Terminal([*program, "board", str(path)], *size, **more)  # type: ignore[arg-type]

    def say(self, line: str) -> None:
        """Type a line into the facilitator's window, with Enter. Two at once would be a paste."""
        self.mine.press(f"{line}\r")
        self.mine.rest()

    def room_sees(self, *words: str, limit: float = 20.0) -> str:
        """Wait until the room's window has all of these words on it."""
        return self._seen(self.theirs, words, limit)

    def facilitator_sees(self, *words: str, limit: float = 20.0) -> str:
        """Wait until the facilitator's window has."""
        return self._seen(self.mine, words, limit)

    def room_never_sees(self, words: str) -> None:
        """Whatever was drawn there until now."""
        self._read()
        assert words.encode() not in self.theirs.raw

    def _seen(self, where: Terminal, words: tuple[str, ...], limit: float) -> str:
        end = time.monotonic() + limit
        while True:
            text = " ".join(where.text().split())
            # word by word: on a wide wall a phrase is wrapped between its neighbours
            missing = [one for part in words for one in part.split() if one not in text]
            if not missing:
                return text
            assert time.monotonic() < end, f"no {missing} in\n{where.text()}\n{self.mine.text()}"
            self._read()

    def _read(self) -> None:
        for terminal in (self.mine, self.theirs):
            terminal.read(0.02)

    def leave(self) -> None:
        """Close both windows."""
        self.mine.press("\x11")
        self.theirs.press("q")
        assert self.mine.ended() == 0
        assert self.theirs.ended() == 0


@pytest.fixture(params=SIZES)
def room(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Room]:
    both = Room(prepared(tmp_path), tmp_path, request.param)
    both.facilitator_sees("saved")
    both.room_sees("1 Facts", "2 About the child", "What else do we need to know?")
    yield both
    for terminal in (both.mine, both.theirs):
        if terminal.process.isalive():
            terminal.kill()


def opening(room: Room) -> None:
    """The points of the opening, ticked where the room sees it; then the board again."""
    room.mine.press(f"{CTRL_D}o")
    room.facilitator_sees("Before we begin")
    room.mine.press("b")
    room.room_sees("Before we begin", "How we talk")
    room.mine.press(" ")
    room.room_sees("✓")
    room.mine.press(ESC)
    room.room_sees("1 Facts", "2 About the child")


def recap(room: Room) -> None:
    """What was prepared, to be read aloud."""
    room.mine.press(f"{CTRL_D}c")
    room.facilitator_sees("Late 22 times")
    room.mine.press("b")
    room.room_sees("Police vulnerability notices", "Late 22 times", "quiet")
    room.mine.press(ESC)
    room.room_sees("2 About the child")


def read_back(room: Room) -> None:
    """Lines that are read back, and agreed while the room reads them."""
    room.mine.press(f"{CTRL_D}k")
    room.facilitator_sees("Nic sees Ash and Wren at home")
    room.mine.press("stood still")
    room.facilitator_sees("said while it stood still")
    room.mine.press(" \r")
    room.facilitator_sees("Agreed")
    room.mine.press("b")
    room.room_sees("□ said while it stood still")
    room.mine.press("y")
    room.room_sees("✓ said while it stood still", "agreed in the room")
    room.mine.press(ESC)
    room.room_sees("What else do we need to know?")


def closing(room: Room) -> None:
    """The round of the room stays with the facilitator."""
    room.mine.press(f"{F4}r")
    room.facilitator_sees("not asked yet")
    room.mine.press(F5)
    room.facilitator_sees("content with the outcome?")
    room.mine.press("yyyyn")
    room.facilitator_sees("Wants recorded")
    room.mine.press("housing had two days\r")
    room.facilitator_sees("Everybody was asked")
    room.room_never_sees("housing had two")
    room.room_never_sees("content")


def before(room: Room) -> None:
    """Facts, and who the child is."""
    room.say("# Police vulnerability notices (2)")
    room.say("= Late 22 times, but early 9 times | school print-out")
    room.room_sees("Police vulnerability notices (2)", "▸ Late 22 times", "school print-out")
    room.mine.press(F8)
    room.say("\" I get up when it's quiet.")
    room.room_sees("▸ “I get up when it's quiet.”")


def thoughts(room: Room) -> None:
    """Immediate thoughts, and what is caught elsewhere meanwhile: the room's page follows it."""
    room.mine.press(F8)
    room.say("~ I'm angry, honestly. @jo")
    room.room_sees("feeling: I'm angry, honestly.")
    room.say("! the tenancy ends on 31 December @bea")
    room.room_sees("▸ the tenancy ends on 31 December")
    room.say("? who is Uncle T?")
    room.room_sees("who is Uncle T?")
    room.say("& adult mental health")
    room.room_sees("adult mental health")


def tree(room: Room) -> None:
    """The focal point, an effect, a cause and its why."""
    room.mine.press(F8)
    room.say("Nobody knows where I am.")
    room.room_sees("Nobody knows where I am.")
    room.say("^ Robin is tired and behind")
    room.say("^ Wren isn't seen by anybody")
    room.say("< nights are loud")
    room.room_sees("nights are loud", "Robin is tired", "Nobody knows", "Wren isn't seen")
    room.mine.press("\t")  # into the picture, and down to the cause
    room.mine.press("\x1b[B\t")
    room.mine.press("Ash and Dee argue\t")
    room.mine.rest()
    room.mine.press("Ash is home all day\r")
    room.room_sees("Ash and Dee argue", "Ash is home all day")
    room.mine.press(F5)
    room.facilitator_sees("root cause")
    room.mine.press(f"r{ESC}")
    room.room_sees("root cause, untested")
    room.mine.press(F8)


def nothing_private(room: Room) -> None:
    """What only the facilitator sees."""
    room.say("/ Jo is close to tears")
    room.facilitator_sees("Caught under", "Private jottings")
    room.say("+ Robin tells us things")
    room.room_sees("Robin tells us things")
    for words in ("tears", "jottings", "Pell", "strikes", "Jottings"):
        room.room_never_sees(words)


def hidden(room: Room) -> None:
    """One key blanks the room's window at once, another lets it stand still."""
    room.mine.press(F12)
    room.facilitator_sees("The room's screen is blank")
    end = time.monotonic() + 20
    while any(words in room.theirs.text() for words in ("Robin", "Child A", "Facts", "know")):
        assert time.monotonic() < end, room.theirs.text()
        room._read()
    room.say("! said while it was blank")
    room.facilitator_sees("· said while it was blank", "saved")
    room.mine.press(F12)
    room.room_sees("said while it was blank")
    room.mine.press(CTRL_F)
    room.room_sees("stands still")
    room.say("! said while it stood still")
    room.facilitator_sees("· said while it stood still", "saved")
    room.room_never_sees("said while it stood still")
    room.mine.press(CTRL_F)
    room.room_sees("said while it stood still")


def initials(room: Room) -> None:
    """Initials in the place of names, from now on."""
    room.mine.press(f"{CTRL_D}w")
    room.facilitator_sees("shows initials")
    room.say("+ Robin Ashdown's map, and Dee asked for help")
    text = room.room_sees("R.A.'s map, and D. asked for help")
    assert "Robin" not in text
    assert "Dee" not in text


def to_the_front(room: Room) -> None:
    """One heading alone, and back."""
    room.mine.press(f"{F4}8")
    room.say("Nic sees Ash and Wren at home")
    room.mine.press(ESC)
    room.room_sees("▸ Nic sees Ash and Wren at home")
    room.mine.press(f"{CTRL_D}1")
    room.facilitator_sees("The room sees What needs to happen? alone")
    text = room.room_sees("8 What needs to happen?")
    end = time.monotonic() + 20
    while "Missing" in text or "involve?" in text:
        assert time.monotonic() < end, text
        text = room.room_sees("8 What needs to happen?")
        room._read()
    room.mine.press(f"{CTRL_D}1")
    room.room_sees("What else do we need to know?")


def test_the_room_sees_what_is_caught_and_nothing_else(room: Room) -> None:
    opening(room)
    before(room)
    recap(room)
    thoughts(room)
    tree(room)
    nothing_private(room)
    hidden(room)
    initials(room)
    to_the_front(room)
    read_back(room)
    closing(room)
    room.leave()


def test_keys_at_the_room_s_own_window(tmp_path: Path) -> None:
    path = prepared(tmp_path)
    both = Room(path, tmp_path, (100, 30))
    both.room_sees("1 Facts", "page 1 of 4")
    both.theirs.press(" ")
    both.room_sees("4 Analysis tree", "page 2 of 4")
    both.theirs.press("5")
    both.room_sees("5 What are we worried about?")
    both.theirs.press("0")
    both.room_sees("page 2 of 4", "4 Analysis tree")
    both.theirs.press("b")
    end = time.monotonic() + 20
    while both.theirs.text().strip():
        assert time.monotonic() < end, both.theirs.text()
        both._read()
    both.theirs.press("b")
    both.room_sees("4 Analysis tree")
    both.leave()


def test_the_board_of_a_session_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    path = prepared(tmp_path)
    path.write_text("child = [", encoding="utf-8")
    more = {"env": environment(tmp_path), "cwd": str(tmp_path)}
    terminal = Terminal(
        [sys.executable, "-m", "casetool", "board", str(path)],
        **more,  # type: ignore[arg-type]
    )
    assert terminal.ended() == 1
    assert os.path.basename(path) in terminal.text()  # noqa: PTH119
    assert terminal.says("Line 1")
