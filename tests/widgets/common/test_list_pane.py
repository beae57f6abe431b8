"""What a field cannot read is said, or comes back: it never goes in silence."""

from pathlib import Path

import pytest

from casetool.screens.lock.lock import LockedScreen
from casetool.screens.session.screen import SessionScreen
from casetool.storage.autosave.drafts import read_drafts
from casetool.storage.context import StorageContext
from casetool.widgets.common.field_area import FieldArea
from tests.support.driving import Drive, driving, examples
from tests.support.few import few

SLIPS = (("referral", "MARK half"), ("starts", "MARK"), ("length", "MARK"))


async def type_a_slip(drive: Drive, field: str, words: str) -> None:
    """Type words into a field of the details that takes a day, a time or a length."""
    await drive.go("p")
    await drive.press("escape", "home", "enter")
    await drive.until(lambda: bool(drive.screen.query(f"#field-{field}")))
    drive.screen.set_focus(area := drive.screen.query_one(f"#field-{field}", FieldArea))
    area.text = ""
    await drive.type(words)
    await drive.until(lambda: words in drive.document.unfinished.values())


async def test_words_that_a_field_refuses_as_the_session_is_left_come_back(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-prepared.toml"
    storage = StorageContext(state=tmp_path / "state")
    for field, words in SLIPS:
        async with driving(tmp_path, path, storage=storage) as drive:
            await type_a_slip(drive, field, words)
            await drive.press("ctrl+o")
            await drive.until(lambda: not isinstance(drive.app.screen, SessionScreen))
        assert list(read_drafts(path).values()) == [words]
        async with driving(tmp_path, path, storage=storage) as drive:
            await drive.sees(words)
            await drive.until(lambda: isinstance(drive.app.focused, FieldArea))
            await drive.press("escape")
            await drive.sees("t stays as it was")  # now it is said, and forgotten
            assert words not in drive.document.unfinished.values()


async def test_words_that_a_field_refuses_wait_for_the_line_beside_what_is_in_it(
    tmp_path: Path,
) -> None:
    path = examples(tmp_path) / "example-prepared.toml"
    async with driving(tmp_path, path) as drive:
        await drive.go("p")
        await drive.type("half a line")
        await type_a_slip(drive, "referral", words := "whenever the nursery can say so")
        await drive.press("escape")
        await drive.until(lambda: drive.app.focused is drive.screen.line.input)
        assert drive.document.flush()
        assert set(read_drafts(path).values()) == {"half a line", words}
        await drive.press("enter", "enter")
        await drive.until(lambda: drive.screen.line.text == words)
        assert drive.session.at == "people"


@pytest.mark.parametrize("over", few(2, ["ctrl+n", "ctrl+d", "f1", "ctrl+p", "the lock"]))
async def test_leaving_from_a_screen_over_the_form_keeps_them_too(
    tmp_path: Path, over: str
) -> None:
    path = examples(tmp_path) / "example-prepared.toml"
    async with driving(tmp_path, path, storage=StorageContext(state=tmp_path / "state")) as drive:
        await type_a_slip(drive, "referral", "MARK half")
        if over == "the lock":
            drive.app.push_screen(LockedScreen(lambda typed: "not that one", True))
        else:
            await drive.press(over)
        await drive.until(lambda: not drive.session_is_seen)
    assert list(read_drafts(path).values()) == ["MARK half"]


@pytest.mark.parametrize(
    "keys",
    [*few(4, [(("escape",),), (("enter",),), (("tab",),), (("down",),), (("f4", "5"),), (("f6",),),
              (("f8",),), (("f5", "escape"),), (("click",),)])],
)  # fmt: skip
async def test_in_the_session_what_a_field_refuses_is_said_at_once(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    path = examples(tmp_path) / "example-prepared.toml"
    async with driving(tmp_path, path) as drive:
        await type_a_slip(drive, "referral", "MARK half")
        for key in keys:
            await (drive.pilot.click("#capture") if key == "click" else drive.press(key))
        await drive.sees("“MARK half” is not a date that can be read.")
