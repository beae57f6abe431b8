"""What is typed is never lost, and never taken for anything but words."""

from itertools import product
from pathlib import Path

import pytest
from textual import events
from textual.events import Paste

from casetool.models.entries.model import EntryKind
from casetool.screens.dialogs.choice_dialog import FilterInput
from casetool.storage.autosave.drafts import read_drafts, write_drafts
from casetool.widgets.tree.node_editor import NodeEditor
from tests.support.driving import driving, examples
from tests.support.few import few
from tests.support.strategies import NASTY

IN_DISCUSSION = "example-in-discussion.toml"


async def test_the_line_says_where_words_will_go_while_they_are_typed(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        for line, told in (
            ("! ~ scared", "→ 5 What are we worried about?  ·  feeling"),
            ("! ~ scared @odette", "Odette Farrow, early years"),
            ("ask @ school", "4 Analysis tree"),
            ("> see him @hari", "who by: Hari Dunmore"),
            ("^ later", "an effect of the focal point"),
        ):
            drive.screen.line.text = ""
            await drive.type(line)
            await drive.sees(told)


async def test_tab_completes_a_name(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.type("! a worry @od")
        await drive.sees("Tab: @odette")
        await drive.press("tab")
        assert drive.screen.line.text == "! a worry @odette "
        await drive.press("enter")
        assert drive.texts("worries")[-1] == "a worry"


async def test_escape_never_throws_words_away(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("5")
        await drive.type("half a worry")
        await drive.press("escape", "escape")
        assert drive.screen.line.text == "half a worry"
        await drive.press("escape", "home", "enter")
        await drive.type(" and more")
        await drive.press("escape")
        assert drive.texts("worries")[0].endswith(" and more")
        assert drive.screen.line.text == "half a worry"
        await drive.go("4")
        await drive.press("escape", "down", "tab")
        await drive.type("half a cause")
        await drive.press("escape")
        await drive.sees("half a cause")


async def test_what_was_not_finished_comes_back_at_the_next_start(tmp_path: Path) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    async with driving(tmp_path, path) as drive:
        await drive.go("5")
        await drive.type("! half a sen")
        assert drive.document.flush()
    async with driving(tmp_path, path) as drive:
        await drive.until(lambda: drive.screen.line.text == "! half a sen")
        await drive.sees("not finished last time")
        await drive.press("enter")
        assert drive.texts("worries")[-1] == "half a sen"
        assert drive.document.flush()
        assert read_drafts(path) == {}


async def test_what_came_back_is_typed_on_and_not_over(tmp_path: Path) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    write_drafts(path, "capture", "! the school bus stopp")
    async with driving(tmp_path, path) as drive:
        await drive.sees("not finished last time")
        await drive.press(*"ed")
        assert drive.screen.line.text == "! the school bus stopped"


async def test_a_half_sentence_is_typed_on_after_a_look_into_the_step(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("5")
        await drive.press(*"stopp", "escape")
        assert not drive.screen.line.input.has_focus
        await drive.press("escape", *"ed")
        assert drive.screen.line.text == "stopped"


@pytest.mark.parametrize("typed", [("half", ()), ("", ("! whole",))])
async def test_what_is_typed_while_a_session_opens_takes_no_draft_from_the_disk(
    tmp_path: Path, typed: tuple[str, tuple[str, ...]]
) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    write_drafts(path, "capture", "! from last time")
    async with driving(tmp_path, path) as drive:
        await drive.sees("not finished last time")
        drive.screen.line.text = ""
        assert drive.document.flush()
        write_drafts(path, "capture", "! from last time")
        drive.screen.line.begin(drive.document.drafts(), *typed)
        assert drive.document.flush()
        assert "! from last time" in read_drafts(path).values()
        assert drive.screen.line.text == typed[0]
        await drive.press(*["enter"] * (2 if typed[0] else 1))  # what was typed now, and the other
        await drive.until(lambda: "from last time" in drive.screen.line.text)


async def test_of_a_long_draft_the_end_is_seen_where_it_is_typed_on(tmp_path: Path) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    write_drafts(path, "capture", " ".join(f"word{number}" for number in range(60)))
    async with driving(tmp_path, path) as drive:
        await drive.sees("not finished last time")
        await drive.sees("word59")
        assert "word0 " not in drive.seen()
        await drive.pilot.resize_terminal(80, 24)
        await drive.sees("word59")


async def test_words_in_a_box_that_was_not_finished_come_back_too(tmp_path: Path) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    async with driving(tmp_path, path) as drive:
        await drive.press("escape", "down", "tab")
        await drive.type("because of")
        assert drive.document.flush()
        drive.document.close()
        kept = read_drafts(path)
        assert list(kept.values()) == ["because of"]
    async with driving(tmp_path, path) as drive:
        await drive.until(lambda: isinstance(drive.app.focused, NodeEditor))
        assert isinstance(drive.app.focused, NodeEditor)
        assert drive.app.focused.text == "because of"


async def test_a_paste_of_lines_makes_entries_and_one_undo_takes_them_back(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("5")
        before = drive.texts("worries")
        drive.screen.line.input.post_message(Paste("\n- one\n- + two\n\n- three\r\n"))
        await drive.sees("3 lines were pasted. Enter takes each to its place.")
        await drive.sees("→ 6 What worked well?")
        await drive.press("enter")
        await drive.until(lambda: len(drive.texts("worries")) == len(before) + 2)
        assert drive.texts("worries")[-2:] == ["one", "three"]
        assert drive.texts("worked")[-1] == "two"
        await drive.press("ctrl+z")
        assert drive.texts("worries") == before


async def test_a_pasted_escape_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("5")
        drive.screen.line.input.post_message(Paste("a\x1b[31m\x00b"))
        await drive.until(lambda: drive.screen.line.text != "")
        await drive.press("enter")
        assert drive.texts("worries")[-1] == "a\\u001b[31m\\u0000b"


async def test_whatever_is_typed_is_caught_and_shown_as_typed(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("6")
        before = drive.texts("worked")
        said = [text for text in NASTY if "\n" not in text and text.strip()]
        for words in said:
            await drive.say(f" {words}")
            assert drive.texts("worked")[-1] == words.strip()
        every = [*before, *(words.strip() for words in said)]
        assert drive.texts("worked") == every
        await drive.press(*["ctrl+z"] * len(said))
        assert drive.texts("worked") == before
        await drive.press(*["ctrl+y"] * len(said))
        assert drive.texts("worked") == every
        for step in ("n", "4", "6"):
            await drive.go(step)
        assert drive.document.flush()


async def test_every_edit_of_an_entry_has_a_key_and_an_undo(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("6")
        first = drive.session.heading("worked")
        await drive.press("escape", "home")
        marks = "f5 f g h c n escape"
        moves = "shift+down", "shift+up", "f5 at 2", "f5 exclamation_mark", "delete"
        for keys in (marks, *moves):
            await drive.press(*keys.split())
        assert len(drive.texts("worked")) == 2
        assert drive.texts("worries")[-1].startswith("Odette wrote down")
        while drive.document.history.can_undo:
            await drive.press("ctrl+z")
        assert drive.session.heading("worked") == first
        while drive.document.history.can_redo:
            await drive.press("ctrl+y")
        assert len(drive.texts("worked")) == 2


async def test_the_kind_keys_set_the_kind(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("6")
        await drive.press("escape", "home")
        for key, kind in (
            ("equals_sign", EntryKind.FACT),
            ("tilde", EntryKind.FEELING),
            ("percent_sign", EntryKind.HYPOTHESIS),
            ("quotation_mark", EntryKind.CHILD),
            ("n", None),
        ):
            await drive.press("f5", key, "escape")
            heading = drive.session.heading("worked")
            assert getattr(heading, "entries")[0].kind is kind  # noqa: B009


async def test_letters_typed_into_the_line_do_nothing_else(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        before = drive.session
        await drive.press(*"x12?>!m")
        assert drive.screen.line.text == "x12?>!m"
        assert drive.session == before


async def test_a_form_stores_each_field_as_it_is_left(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("7")
        await drive.press("escape", "end", "enter", "enter")
        await drive.type("bryn")
        await drive.sees("Bryn Castell")
        await drive.press("enter")
        await drive.type("10wd")
        await drive.sees("Thu 26 Nov 2026")
        await drive.press("escape")
        entry = getattr(drive.session.heading("missing"), "entries")[-1]  # noqa: B009
        assert entry.owner == "Bryn Castell"
        assert f"{entry.due}" == "2026-11-26"


async def test_what_an_action_lacks_stands_beside_it_while_typing(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("8")
        await drive.say("Ring the nursery")
        await drive.sees("Still missing: who by, when")
        await drive.type("hari")
        await drive.sees("Still missing: when, how")
        await drive.press("enter")
        await drive.type("before the panel")
        await drive.sees("no date in this")
        await drive.press("escape")
        action = getattr(drive.session.heading("actions"), "actions")[-1]  # noqa: B009
        assert (action.due, action.due_words) == (None, "before the panel")


async def test_keys_that_come_while_a_form_opens_are_typed_into_it(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        await drive.go("8")
        drive.screen.line.input.insert_text_at_cursor("See Ash at home")
        for key, character in (("enter", "\r"), ("n", "n"), ("i", "i"), ("c", "c")):
            drive.app.post_message(events.Key(key, character))
        await drive.until(lambda: getattr(drive.app.focused, "id", "") == "field-who")
        await drive.until(lambda: getattr(drive.app.focused, "text", "") == "nic")
        assert drive.screen.line.text == ""


async def test_keys_that_come_right_after_a_choice_go_where_it_leads(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        await drive.press("f4")
        for character in "5words":
            drive.app.post_message(events.Key(character, character))
        await drive.until(lambda: drive.session.at == "worries")
        await drive.until(lambda: drive.screen.line.text == "words")


async def test_enter_right_after_a_part_of_the_words_picks_what_has_them(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        await drive.press("f4")
        box = drive.app.screen.query_one(FilterInput)
        box.value = "worried"
        box.on_key(events.Key("enter", "\r"))  # nothing else was heard in between
        await drive.until(lambda: drive.session.at == "worries")


@pytest.mark.parametrize("typed", ["! ", "! line "])
async def test_a_space_typed_last_while_it_opened_still_parts_the_words(
    tmp_path: Path, typed: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / "example-in-discussion.toml") as drive:
        drive.screen.line.begin(drive.document.drafts(), typed)
        await drive.press("9", "enter")
        assert drive.texts("worries")[-1] == f"{typed}9".removeprefix("! ")


@pytest.mark.parametrize(("step", "key"), few(3, product("45", ["tab", "up", "escape"])))
async def test_out_of_the_line_into_what_the_step_shows(
    tmp_path: Path, key: str, step: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / "example-in-discussion.toml") as drive:
        await drive.go(step)
        await drive.press(key)
        await drive.until(lambda: not drive.screen.line.input.has_focus)
