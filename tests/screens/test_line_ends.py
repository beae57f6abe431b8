"""No text of people takes its line end, or its tab, to a terminal as it stands, on any screen."""

from collections.abc import Callable
from pathlib import Path

from casetool.models.text_walk import TextLocation, map_user_text
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells
from casetool.services.sessions.open import load_session
from casetool.storage.context import StorageContext
from casetool.storage.toml.codec import dumps
from tests.support.characters import LINE_ENDS
from tests.support.driving import Drive, driving, examples
from tests.support.walk import STOPS, home, settled, stops

PARTED = "two" + "".join(f"{end}lines" for end in LINE_ENDS)

FEW = ("people, in the list", "facts", "an effect", "actions", "what was caught", "the board",
       "what is read back", "the round")  # fmt: skip
"""Where each kind of thing is listed."""

TYPED_INTO = ("form", "typed")
"""In what is being edited these characters stand as they are; the driver sends none of them."""


def parted(folder: Path) -> Path:
    """A session in whose every text there are all line ends."""
    path = examples(folder) / "example-closed.toml"
    loaded = load_session(path, StorageContext())

    def words(place: TextLocation, text: str) -> str:
        filled = text or place.field in ("answer", "source", "due_words", "owner", "record")
        return PARTED if filled else text

    path.write_text(dumps(map_user_text(loaded.session, words), loaded.method), encoding="utf-8")
    return path


def troubles(drive: Drive, width: int, height: int) -> list[str]:
    rows = [strip.text for strip in drive.app.screen._compositor.render_strips()[:height]]
    return [
        row
        for row in rows
        if row != terminal_safe(row) or {"\n", "\t"} & set(row) or cells(row) != width
    ]


async def test_each_row_of_a_list_is_a_row(tmp_path: Path, runs: Callable[[int, int], int]) -> None:
    async with driving(tmp_path, parted(tmp_path)) as drive:
        if runs(0, 1):
            async for name in stops(drive):
                if not any(sign in name for sign in TYPED_INTO):
                    assert not troubles(drive, 120, 40), name
            return
        for name in FEW:
            await drive.press(*STOPS[name])
            await settled(drive)
            assert not troubles(drive, 120, 40), name
            await home(drive)
