"""A paste of several lines is looked at before it is taken."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.content import Content
from textual.events import Paste

from casetool.models.capture.grammar import describe_target
from casetool.screens.session import paste_review
from casetool.screens.session.paste_review import MOST_LINES_SHOWN, PasteScreen
from tests.support.driving import Drive, driving, examples

IN_DISCUSSION = "example-in-discussion.toml"


async def pasted(drive: Drive, text: str) -> None:
    await drive.go("5")
    drive.screen.line.input.post_message(Paste(text))
    await drive.until(lambda: isinstance(drive.app.screen, PasteScreen))


async def test_a_line_goes_elsewhere_or_is_left_out(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        before = drive.texts("worries")
        await pasted(drive, "a worry\na strength\nnobody asked")
        await drive.press("down", "right", "down", "delete")
        await drive.sees("2 lines were pasted")
        await drive.sees("→ 6 What worked well?")
        await drive.press("enter")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.texts("worries") == [*before, "a worry"]
        assert drive.texts("worked")[-1] == "a strength"
        assert drive.screen.line.text == ""
        await drive.press("ctrl+z")
        assert drive.texts("worries") == before


async def test_left_with_escape_the_words_are_in_the_line(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        before = drive.session.headings
        await pasted(drive, "one\ntwo")
        await drive.press("escape")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.session.headings == before
        assert drive.screen.line.text == "one two "


async def test_what_is_typed_meanwhile_stands_in_the_line(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        await pasted(drive, "one\ntwo")
        await drive.press(*"and so on", "enter")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.texts("worries")[-2:] == ["one", "two"]
        assert drive.screen.line.text.strip() == "and so on"


async def test_of_a_long_paste_the_first_lines_are_listed(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        count = len(drive.texts("worries"))
        await pasted(drive, "\n".join(f"line {number}" for number in range(MOST_LINES_SHOWN + 50)))
        await drive.sees("350 lines were pasted.")
        await drive.reads("first 300.")
        await drive.press("enter")
        await drive.until(lambda: len(drive.texts("worries")) == count + MOST_LINES_SHOWN + 50)


async def test_what_is_typed_meanwhile_is_a_word_of_its_own(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        await pasted(drive, "one\ntwo\n")
        await drive.press(*"three", "escape")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.screen.line.text == "one two three"


@pytest.mark.parametrize("sign", ["> ", "+ ", "!  ", "& \t"])
async def test_a_line_without_words_stops_no_other(tmp_path: Path, sign: str) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        before = drive.texts("worries")
        await pasted(drive, f"! late again\n{sign}\n+ rang home\n")
        await drive.sees("2 lines were pasted")
        await drive.press("enter")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.texts("worries") == [*before, "late again"]
        assert drive.texts("worked")[-1] == "rang home"
        assert drive.screen.line.text == ""


async def test_signs_alone_are_not_asked_about(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        await drive.go("5")
        drive.screen.line.input.post_message(Paste("> \n+ \n"))
        await drive.until(lambda: drive.screen.line.text != "")
        await drive.press("end")
        assert drive.session_is_seen


@pytest.mark.parametrize("before", [0, MOST_LINES_SHOWN + 20])
async def test_a_refused_line_is_shown_and_nothing_is_lost(tmp_path: Path, before: int) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        session, people = drive.screen, drive.session.people
        await drive.go("p")
        new = [f"! worry {number}" for number in range(before)]
        lines = [
            "Left Out, police",
            "! a worry",
            *new,
            "Kit Poe, covered by nobody",
            "Ann Fell, GP",
        ]
        session.line.input.post_message(Paste("\n".join(lines)))
        await drive.until(lambda: isinstance(drive.app.screen, PasteScreen))
        await drive.press("delete", "enter")
        await drive.sees("Nothing was taken yet.")
        await drive.sees("▸  Kit Poe, covered by nobody")
        await drive.reads(f"{before + 3} lines were pasted")
        assert session.document.session.people == people
        await drive.press("delete", "enter")
        await drive.until(lambda: drive.session_is_seen)
        assert [person.name for person in drive.session.people[len(people) :]] == ["Ann Fell"]
        assert drive.texts("worries")[-before - 1 :] == ["a worry", *(line[2:] for line in new)]


@pytest.mark.parametrize("key", ["right", "left", "delete"])
async def test_a_key_makes_only_the_row_that_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    work: list[str] = []

    def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            work.append(name)
            return function(*args)

        return call

    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        await pasted(drive, "\n".join(f"line {number}" for number in range(MOST_LINES_SHOWN + 50)))
        await drive.press("right")
        await drive.sees("→ 6 What worked well?")  # by now every row has been laid out
        monkeypatch.setattr(paste_review, "describe_target", counted("describe", describe_target))
        monkeypatch.setattr(Content, "get_height", counted("wrap", Content.get_height))
        await drive.press(key)
        assert work.count("describe") == 1
        assert work.count("wrap") < MOST_LINES_SHOWN / 10


async def test_quoted_mail_behind_typed_words_makes_no_actions(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        await drive.go("5")
        drive.screen.line.input.insert_text_at_cursor("typed first ")
        drive.screen.line.input.post_message(Paste("> one\n>\n> two"))
        await drive.until(lambda: isinstance(drive.app.screen, PasteScreen))
        await drive.sees("2 lines were pasted")
        await drive.press("enter")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.texts("worries")[-2:] == ["typed first one", "two"]
