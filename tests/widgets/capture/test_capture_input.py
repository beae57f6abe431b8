"""The place where one types: no letter lays out the screen anew, and long lines scroll."""

from pathlib import Path

from tests.support.driving import driving, examples


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
