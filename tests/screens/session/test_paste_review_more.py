"""A second paste of several lines while the first is looked at: its lines join the list."""

from pathlib import Path

import pytest
from textual.events import Paste

from casetool.screens.session.paste_review import PasteScreen
from tests.screens.session.test_paste_review import IN_DISCUSSION, pasted
from tests.support.driving import Drive, driving, examples


async def pasted_again(drive: Drive, text: str, count: int) -> None:
    assert drive.app.focused is not None
    drive.app.focused.post_message(Paste(text))
    await drive.sees(f"{count} lines were pasted")


async def test_the_lines_of_a_second_paste_are_taken_one_by_one(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        await pasted(drive, "one\ntwo")
        await drive.press(*"and")
        await pasted_again(drive, "- three\n+ four\n- five\n", 5)
        await drive.press(*" so", "enter")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.texts("worries")[-4:] == ["one", "two", "three", "five"]
        assert drive.texts("worked")[-1] == "four"
        assert drive.screen.line.text.strip() == "and so"


async def test_left_with_escape_the_words_of_both_are_in_the_line(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        before = drive.session.headings
        await pasted(drive, "one\ntwo")
        await pasted_again(drive, "three\nfour", 4)
        await drive.press("escape")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.session.headings == before
        assert drive.screen.line.text == "one ⏎ two ⏎ three ⏎ four"


async def test_two_tables_of_people_are_rows_apart(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        await drive.go("p")
        drive.screen.line.input.post_message(
            Paste("Gil Seven\tnurse\thealth\tY\nHal Oak\tPC\tpolice\tY")
        )
        await drive.until(lambda: isinstance(drive.app.screen, PasteScreen))
        await pasted_again(drive, "Ida Low\tteacher\teducation\tY\nJo Nash\tGP\thealth\tY", 4)
        await drive.press("escape")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.screen.line.text.count(" // ") == 3
        await drive.press("enter")
        await drive.until(lambda: [person.name for person in drive.session.people[-4:]] == [
            "Gil Seven", "Hal Oak", "Ida Low", "Jo Nash",
        ])  # fmt: skip


async def test_a_line_sent_to_the_tree_and_back_loses_nobody(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        handle = drive.session.people[0].id
        await pasted(drive, f"he is frightened @{handle}\nhe runs")
        await drive.press("left")
        await drive.sees("→ 4")
        await drive.sees(f"he is frightened @{handle}")
        await drive.press("right", "enter")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.texts("worries")[-2:] == ["he is frightened", "he runs"]


@pytest.mark.parametrize(
    "sentence", ["dad hits him and/or mum when he/she is drunk", "mum & dad + gran came < a week"]
)
async def test_a_sentence_typed_meanwhile_is_one_line(tmp_path: Path, sentence: str) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await pasted(drive, "one\ntwo")
        await drive.press(*sentence)
        await drive.press("escape")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.screen.line.text == f"one ⏎ two {sentence}"


async def test_a_sign_behind_another_key_begins_a_line(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await pasted(drive, "one\ntwo")
        await drive.press(*"gran left")
        await drive.press("down")
        await drive.press(*"/ Kit covers")
        await drive.press("escape")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.screen.line.text == "one ⏎ two gran left ⏎ / Kit covers"


async def test_backspace_takes_back_what_is_typed_meanwhile_and_nothing_else(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await pasted(drive, "one\ntwo")
        await drive.press("backspace", *"x", *["backspace"] * 3, *"hurtsx", "backspace", *" her")
        await drive.press("escape")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.screen.line.text == "one ⏎ two hurts her"
