"""A paste of several lines is looked at before it is taken."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.content import Content
from textual.events import Paste

from casetool.models.capture.grammar import describe_target
from casetool.models.entries.model import Entries
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
        assert drive.screen.line.text == "one ⏎ two"


@pytest.mark.parametrize("is_killed", [False, True])
async def test_lines_that_were_set_aside_are_shown_again_and_none_is_lost_in_another(
    tmp_path: Path, is_killed: bool
) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    async with driving(tmp_path, path, size=(80, 24)) as drive:
        await pasted(drive, "he is late again\n/ kit covers for mum\n+ gran helps")
        if not is_killed:
            await drive.press("escape")
            await drive.until(lambda: drive.session_is_seen)
    async with driving(tmp_path, path, size=(80, 24)) as drive:
        await drive.until(lambda: "⏎" in drive.screen.line.text)
        await drive.press("enter")
        await drive.sees("3 lines were pasted")
        await drive.press("enter")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.texts("worries")[-1] == "he is late again"
        assert drive.texts("worked")[-1] == "gran helps"
        assert drive.texts("jottings") == ["kit covers for mum"]
        assert drive.screen.line.text == ""


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
        assert drive.screen.line.text == "one ⏎ two three"


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
    async with driving(tmp_path, examples(tmp_path) / "example-prepared.toml") as drive:
        session, worries = drive.screen, drive.texts("worries")
        new = [f"! worry {number}" for number in range(before)]
        lines = ["! left out", "! a worry", *new, "^ an effect too early", "+ what works"]
        session.line.input.post_message(Paste("\n".join(lines)))
        await drive.until(lambda: isinstance(drive.app.screen, PasteScreen))
        await drive.press("delete", "enter")
        await drive.sees("Nothing was taken yet.")
        await drive.sees("▸  an effect too early")
        await drive.reads(f"{before + 3} lines were pasted")
        heading = session.document.session.heading("worries")
        assert isinstance(heading, Entries)
        assert [entry.text for entry in heading.entries] == worries
        await drive.press("delete", "enter")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.texts("worked")[-1] == "what works"
        assert drive.texts("worries") == [*worries, "a worry", *(line[2:] for line in new)]


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


TABLE = (
    "Name\tAgency\tAttended\nKit Lane\thealth\tY\nHill, Sam\tpolice\tx\n"
    "Bea Poe\tmaternity\tY\nJo Lund\thousing\t?"
)


def people(drive: Drive) -> list[tuple[str, str, str]]:
    return [(one.name, one.agency, one.attends.value) for one in drive.session.people]


async def pasted_people(drive: Drive, text: str) -> None:
    await drive.press("f4", "p")
    drive.screen.line.input.post_message(Paste(text))
    await drive.until(lambda: isinstance(drive.app.screen, PasteScreen))


async def test_people_with_an_unclear_mark_wait_in_the_line(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        before = people(drive)
        await pasted_people(drive, TABLE)
        await drive.sees("Kit Lane, , health, Y")
        await drive.press("enter")
        await drive.until(lambda: drive.session_is_seen)
        here = "in the room"
        clear = [("Kit Lane", "health", here), ("Bea Poe", "maternity", here)]
        await drive.until(lambda: people(drive) == [*before, *clear])
        waiting = "@@ Sam Hill, , police, x // Jo Lund, , housing, ? @@ "
        await drive.until(lambda: drive.screen.line.text == waiting)
        await drive.sees("Sam Hill: “x”: absent, by phone, or in the room? (1 more after this)")
        await drive.press("enter")
        assert people(drive) == [*before, *clear]
        await drive.press(*"Gil Seven, nurse, health", "enter")  # typed on without a look
        assert people(drive) == [*before, *clear]
        answered = drive.screen.line.text.replace("police, x", "police, absent")
        drive.screen.line.text = answered.replace("housing, ?", "housing, y")
        await drive.press("enter")
        added = [("Sam Hill", "police", "absent"), ("Jo Lund", "housing", here)]
        await drive.until(
            lambda: people(drive) == [*before, *clear, *added, ("Gil Seven", "health", here)]
        )
        assert drive.screen.line.text == ""


async def test_people_who_wait_become_no_lines_of_another_step(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        await pasted_people(drive, TABLE)
        await drive.press("enter")
        await drive.until(lambda: drive.session_is_seen and "Jo Lund" in drive.screen.line.text)
        before = drive.session.headings
        await drive.go("2")
        await drive.press(*"Milo was late", "enter")
        await drive.sees("Sam Hill: “x”: absent, by phone, or in the room?")
        assert drive.session.headings == before
        drive.screen.line.text = drive.screen.line.text.replace(", x", "").replace(", ?", "")
        await drive.press("enter")
        await drive.until(lambda: drive.texts("about")[-1] == "Milo was late")
        assert [name for name, _, _ in people(drive)[-2:]] == ["Sam Hill", "Jo Lund"]


async def test_nobody_waits_any_more_once_the_line_was_cleared(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        await pasted_people(drive, "Kit\tnurse\thealth\tY\nSam\tx\tx\t?")
        await drive.press("enter")
        await drive.until(lambda: drive.session_is_seen and "Sam" in drive.screen.line.text)
        drive.screen.line.text = ""
        await drive.go("5")
        await drive.press(*"Sam wants to see his dad", "enter")
        await drive.until(lambda: drive.texts("worries")[-1] == "Sam wants to see his dad")


async def test_people_who_wait_are_people_after_a_restart_too(tmp_path: Path) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    async with driving(tmp_path, path, size=(80, 24)) as drive:
        await pasted_people(drive, "Kit\tnurse\thealth\tY\nSam\tx\tx\t?\nMum\tx\tx\t?")
        await drive.press("enter")
        await drive.until(lambda: drive.session_is_seen and "Sam" in drive.screen.line.text)
        await drive.go("5")
        worries = drive.texts("worries")
    async with driving(tmp_path, path, size=(80, 24)) as drive:
        await drive.until(lambda: drive.screen.line.text.startswith("@@ Sam, x, x, ? // Mum"))
        await drive.sees("This was not finished last time")
        await drive.press("enter")
        await drive.sees("absent, by phone, or in the room?")
        assert drive.texts("worries") == worries


async def test_a_second_table_leaves_those_who_wait_apart(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        await pasted_people(drive, TABLE)
        await drive.press("enter")
        await drive.until(lambda: drive.session_is_seen and "Jo Lund" in drive.screen.line.text)
        await pasted_people(drive, "Gil Seven\tnurse\thealth\tY\nHal Oak\tPC\tpolice\tY")
        await drive.press("enter")
        await drive.until(lambda: drive.session_is_seen)
        assert [name for name, _, _ in people(drive)[-2:]] == ["Gil Seven", "Hal Oak"]
        waiting = "@@ Sam Hill, , police, x // Jo Lund, , housing, ? @@ "
        await drive.until(lambda: drive.screen.line.text == waiting)


async def test_a_table_left_with_escape_never_becomes_one_person(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        before = people(drive)
        await pasted_people(drive, "Name\tAgency\tAttended\nKit Lane\thealth\tY\nJo\thousing\tx")
        await drive.press("escape")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.screen.line.text.rstrip() == "@@ Kit Lane, , health, Y // Jo, , housing, x @@"
        await drive.press("enter")
        await drive.sees("Jo: “x”: absent, by phone, or in the room?")
        assert people(drive) == before
        await drive.press(*["left"] * len(" @@"), "backspace", "n", "enter")
        added = [("Kit Lane", "health", "in the room"), ("Jo", "housing", "absent")]
        await drive.until(lambda: people(drive) == [*before, *added])


async def test_where_nobody_is_clear_what_was_typed_meanwhile_stands_behind_them(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        before = people(drive)
        await pasted_people(drive, "Kit\t\thealth\t?\nJo\t\thousing\tx")
        await drive.press(*"Al, police", "enter")
        await drive.until(lambda: drive.session_is_seen)
        waiting = "@@ Kit, , health, ? // Jo, , housing, x @@ Al, police"
        await drive.until(lambda: drive.screen.line.text == waiting)
        await drive.press("enter")
        await drive.sees("Kit: “?”: absent, by phone, or in the room?")
        assert people(drive) == before


async def test_the_columns_of_a_table_go_to_their_place_and_move_with_their_line(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION, size=(80, 24)) as drive:
        await drive.go("1")
        table = "What\tSource\nlate 22 times\tregister\ncold\tday book"
        drive.screen.line.input.post_message(Paste(table))
        await drive.sees("2 lines were pasted")
        await drive.press("down", "right", "right", "enter")
        await drive.until(lambda: drive.session_is_seen)
        facts = drive.session.heading("facts")
        assert isinstance(facts, Entries)
        assert (facts.entries[-1].text, facts.entries[-1].source) == ("late 22 times", "register")
        assert drive.texts("thoughts")[-1] == "cold, day book"
