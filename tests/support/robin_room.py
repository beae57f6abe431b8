"""A discussion that has just begun, in a file, for journeys around who was heard."""

from pathlib import Path

from casetool.models.session import Session
from casetool.storage.toml.codec import dumps
from casetool.widgets.capture.silence_prompt import SilencePrompt
from casetool.widgets.status.voices_line import VoicesLine
from tests.support.driving import Drive
from tests.support.room_of_robin import ROOM
from tests.support.strategies import METHOD


def in_file(folder: Path, session: Session = ROOM) -> Path:
    """The session in a file of its own."""
    path = folder / "robin.toml"
    path.write_text(dumps(session, METHOD), encoding="utf-8")
    return path


def look(drive: Drive) -> None:
    """Let the timers look at the clock now, instead of in some seconds."""
    drive.screen.query_one(VoicesLine).look()
    drive.screen.query_one(SilencePrompt).look()


async def tool(drive: Drive, letter: str) -> None:
    """Use a tool by its letter."""
    await drive.press("ctrl+d")
    await drive.press(letter)


def whither(drive: Drive) -> str:
    """What stands above the capture line."""
    lines = drive.seen().splitlines()
    typed = next(row for row, line in enumerate(lines) if "F1 Help" in line or "f1 Help" in line)
    return " ".join(line.strip() for line in lines[typed - 3 : typed - 1])
