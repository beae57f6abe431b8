"""The place where one types: no letter lays out the screen anew, and long lines scroll."""

from pathlib import Path

import pytest
from textual.events import Paste

from tests.support.driving import driving, examples
from tests.support.two_windows import other_window, resting, session_in


async def test_a_letter_lays_out_nothing_anew(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / "example-in-discussion.toml") as drive:
        await drive.press(*"! a")
        laid_out: list[object] = []
        drive.screen.screen_layout_refresh_signal.subscribe(drive.screen, laid_out.append)
        await drive.press(*"bc")
        assert drive.screen.line.text == "! abc"
        assert laid_out == []


async def test_a_line_longer_than_the_screen_shows_where_one_types(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path, size=(80, 24)) as drive:
        await drive.press("b")
        drive.screen.line.input.insert_text_at_cursor("egin " + "word " * 40 + "end")
        await drive.sees("word end")
        assert "begin" not in drive.seen()
        await drive.press("home")
        await drive.sees("begin word")
        await drive.press("end", *"ing")
        await drive.sees("word ending")


async def test_what_is_typed_behind_a_line_that_was_entered_is_another_line(
    tmp_path: Path,
) -> None:
    """A window that only shows a session takes no line, and the hand goes on."""
    path, storage = session_in(tmp_path), resting(tmp_path)
    other = other_window(path, storage)
    async with driving(path.parent, path, storage=storage) as drive:
        await drive.sees("only shown")
        for line in ("mum cried", " / Kit lies", "gran helps"):
            await drive.press(*line, "enter")
        assert " ".join(drive.screen.line.text.split()) == "mum cried ⏎ / Kit lies ⏎ gran helps"
        await drive.press("enter", "enter")
        assert drive.screen.line.text.strip() == "mum cried ⏎ / Kit lies ⏎ gran helps"
    other.close()


async def test_a_jotting_typed_behind_a_question_about_a_person_is_another_line(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path, examples(tmp_path) / "example-in-discussion.toml") as drive:
        await drive.go("p")
        await drive.press(*"Sam Hill, social worker, ?", "enter")
        assert drive.screen.line.text == "Sam Hill, social worker, ?"
        await drive.press(*"/ Kit lies")
        assert drive.screen.line.text == "Sam Hill, social worker, ? ⏎ / Kit lies"


async def test_a_person_who_is_asked_about_can_be_typed_on(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / "example-in-discussion.toml") as drive:
        await drive.go("p")
        await drive.press(*"Sam Hill, social worker, ?", "enter", "backspace", *"absent")
        assert drive.screen.line.text == "Sam Hill, social worker, absent"


async def test_lines_refused_while_the_session_opened_stay_lines(tmp_path: Path) -> None:
    path, storage = session_in(tmp_path), resting(tmp_path)
    other = other_window(path, storage)
    async with driving(path.parent, path, storage=storage) as drive:
        await drive.sees("only shown")
        drive.screen.line.begin({}, "gran", ["mum cried", "/ Kit lies"])
        assert drive.screen.line.text == "mum cried ⏎ / Kit lies ⏎ gran"
        await drive.press(*"dma cried")
        assert drive.screen.line.text == "mum cried ⏎ / Kit lies ⏎ grandma cried"
    other.close()


@pytest.mark.parametrize("half", ["! he hi", "/ I thin", "12", "Monday "])
async def test_a_line_that_is_typed_while_a_session_opens_is_typed_on(
    tmp_path: Path, half: str
) -> None:
    path, storage = session_in(tmp_path), resting(tmp_path)
    other = other_window(path, storage)
    async with driving(path.parent, path, storage=storage) as drive:
        await drive.sees("only shown")
        drive.screen.line.begin({}, half)
        await drive.press(*"k dad / mum")
        assert drive.screen.line.text == f"{half}k dad / mum"
        drive.screen.line.begin({}, half)
        await drive.press("slash", *"11")
        assert drive.screen.line.text == f"{half}/11"
    other.close()


async def test_every_space_typed_over_another_screen_stays(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / "example-in-discussion.toml") as drive:
        await drive.go("3")
        line = drive.screen.line
        for text in ("10", "10\u00a0", "10\u00a0x\u3000", "a\u202f"):
            line.text = text
            assert line.text == text


@pytest.mark.parametrize("pasted", ["/ SECRET", "- / SECRET", "  / SECRET"])
async def test_a_stray_space_hides_no_jotting_that_is_pasted(tmp_path: Path, pasted: str) -> None:
    async with driving(tmp_path, examples(tmp_path) / "example-in-discussion.toml") as drive:
        await drive.go("5")
        await drive.press("space")
        drive.screen.line.input.post_message(Paste(pasted))
        await drive.until(lambda: drive.screen.line.text == "/ SECRET")
