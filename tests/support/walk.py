"""A walk past every screen, so that a test can look at each of them."""

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path

from rich.segment import Segment
from textual.geometry import Region
from textual.screen import ModalScreen

from casetool.models.pseudonyms.names import Name
from casetool.screens.library.screen import LibraryScreen
from casetool.screens.session.screen import SessionScreen
from casetool.widgets.status.save_alarm import SaveAlarm
from tests.support.driving import Drive, driving
from tests.support.two_windows import conflict

STOPS: dict[str, tuple[str, ...]] = {
    "people": ("f4", "p"),
    "people, in the list": ("f4", "p", "escape"),
    "the details in a form": ("f4", "p", "escape", "home", "enter"),
    "somebody in a form": ("f4", "p", "escape", "end", "enter"),
    "facts": ("f4", "1", "escape", "home"),
    "a fact in a form": ("f4", "1", "escape", "end", "enter"),
    "about the child": ("f4", "2"),
    "thoughts": ("f4", "3", "escape"),
    "the tree": ("f4", "4", "escape"),
    "an effect": ("f4", "4", "escape", "up"),
    "a cause": ("f4", "4", "escape", "down"),
    "the other picture of the tree": ("f4", "4", "escape", "f5", "t"),
    "a box being typed": ("f4", "4", "escape", "down", "f5", "e"),
    "a new box": ("f4", "4", "escape", "down", "tab"),
    "the menu of an entry": ("f4", "3", "f5"),
    "the menu of an effect": ("f4", "4", "escape", "up", "f5"),
    "the menu of a cause": ("f4", "4", "escape", "down", "f5"),
    "the menu of a person": ("f4", "p", "f5"),
    "the menu of an action": ("f4", "8", "f5"),
    "the menu of the round": ("f4", "r", "f5"),
    "the menu of the notes": ("f4", "n", "f5"),
    "worries": ("f4", "5"),
    "all prompts": ("f9", "f9"),
    "no prompts": ("f9",),
    "missing": ("f4", "7", "escape"),
    "a gap in a form": ("f4", "7", "escape", "end", "enter"),
    "actions": ("f4", "8", "escape"),
    "an action in a form": ("f4", "8", "escape", "home", "enter"),
    "what an action answers": ("f4", "8", "escape", "home", "f5", "w"),
    "the round": ("f4", "r", "escape"),
    "the notes": ("f4", "n"),
    "what is missing": ("f4", "n", "escape"),
    "who said it": ("f4", "5", "escape", "home", "f5", "at"),
    "where to go": ("f4",),
    "the tools": ("ctrl+d",),
    "help": ("f1",),
    "everything": ("ctrl+p",),
    "names": ("ctrl+n",),
    "a name in a form": ("ctrl+n", "enter"),
    "earlier versions": ("ctrl+l",),
    "two versions": ("ctrl+r",),
    "what was caught": ("ctrl+d", "u"),
    "the board": ("f6",),
    "the opening": ("ctrl+d", "o"),
    "the recap": ("ctrl+d", "c"),
    "what is read back": ("ctrl+d", "k"),
    "the voices": ("ctrl+d", "v"),
    "the hour": ("ctrl+d", "h"),
    "the questions of a step": ("ctrl+d", "a"),
    "what goes out": ("f4", "n", "f5", "x"),
    "stand-ins": ("f4", "n", "f5", "s", "m"),
}
"""What is seen, and the keys that lead there from the capture line."""


async def stops(drive: Drive, ways: Mapping[str, tuple[str, ...]] = STOPS) -> AsyncIterator[str]:
    """Every screen of a session, one after the other; gives its name."""
    drive.document.apply(
        lambda session: session.model_copy(
            update={"names": (Name(name="Milo", stand_in="Child A"), *session.names)}
        ),
        "a name",
    )
    await conflict(drive, drive.document.path)
    for name, keys in ways.items():
        if is_way := keys[0] == "f4" and len(keys) > 1:
            await drive.go(keys[1])
        await drive.press(*keys[2 if is_way else 0 :])
        await settled(drive)
        yield name
        await home(drive)


async def home(drive: Drive) -> None:
    """Back to the capture line, from wherever one is."""
    for _ in range(4):
        screen = drive.app.screen
        if isinstance(screen, SessionScreen):
            screen.remove_class("-board", "-look")
            if screen.line.input.has_focus:
                screen.line.text = ""
                await drive.pilot.pause()
                return
        await drive.press("escape")
    raise AssertionError(f"no way back from {drive.app.screen}")


async def every_stop(path: Path, size: tuple[int, int]) -> AsyncIterator[tuple[str, Drive]]:
    """Every screen of a session, and every one before a session is open: its name, and a drive."""
    passed = set()
    async with driving(path.parent, path, size=size) as drive:
        async for name in stops(drive):
            yield name, drive
            passed.add(name)
    async with driving(path.parent, size=size) as drive:
        async for name in library_stops(drive):
            yield name, drive
            passed.add(name)
    assert passed == {*STOPS, *LIBRARY_STOPS}


async def library_stops(drive: Drive) -> AsyncIterator[str]:
    """What can be seen before a session is open."""
    await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
    for name, keys in LIBRARY_STOPS.items():
        await drive.press(*keys)
        await settled(drive)
        yield name


LIBRARY_STOPS: dict[str, tuple[str, ...]] = {
    "the library": (),
    "a preview": ("f5",),
    "the question before something goes into the trash": ("f5", "f8"),
    "the library with a notice": ("y",),
    "the trash": ("f7",),
    "a new session": ("escape", "f2"),
    "a new session that is refused": (*"Robin", "enter", *"no day", "f2"),
    "a filter that nothing fits": ("escape", *"zzz"),
}
"""The same before a session is open, each from the one before it."""


def rows(drive: Drive) -> Iterator[list[Segment]]:
    """What is on the screen, row by row, each with its styles.

    Of a box over another screen only the box: what is dimmed under it is not meant to be read.
    """
    screen, region = drive.app.screen, in_view(drive)
    strips = screen._compositor.render_strips()
    for strip in strips[region.y : region.bottom]:
        yield list(strip.crop(region.x, region.right))


def in_view(drive: Drive) -> Region:
    """What of the screen is meant to be read; nothing while it is not laid out yet."""
    screen = drive.app.screen
    if isinstance(screen, ModalScreen) and screen.styles.background.a < 1:
        parts_of_screen = (
            one
            for one in screen.children
            if not (one.has_class("-textual-system") or isinstance(one, SaveAlarm))
        )
        (box,) = parts_of_screen
        parts = [box] if box.visible else [one for one in box.children if one.region]
        return Region.from_union([one.region for one in parts]) if parts else Region()
    return screen.region


async def go_to_stop(drive: Drive, stop: str) -> None:
    """Go from the session to one of the stops, and wait until it is laid out."""
    await drive.press(*STOPS[stop])
    await settled(drive)


async def settled(drive: Drive) -> None:
    """Wait until a screen is laid out."""
    await drive.until(lambda: bool(in_view(drive)))
    await drive.pilot.pause()


FIELDS = (
    "child", "reason", "facilitator", "text", "name", "role", "agency", "focal", "source", "what",
    "who", "answer", "due_words", "owner", "record", "known", "difference",
)  # fmt: skip


def lengthened(path: Path, more: str) -> Path:
    """A session in which all that people said goes on with some more words."""
    text = path.read_text(encoding="utf-8")
    new = re.sub(rf'(?m)^({"|".join(FIELDS)}) = "(.*)"$', rf'\1 = "\2 {more}"', text)
    assert new.count(more) > 20
    path.write_text(new, encoding="utf-8")
    return path
