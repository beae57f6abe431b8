"""A form of a few fields: going from one to the next, and typing over what stands there."""

import pytest
from textual.app import App, ComposeResult
from textual.events import Paste
from textual.pilot import Pilot

from casetool.widgets.common.field_area import Field, FieldArea
from casetool.widgets.common.form import Form


class OneForm(App[None]):
    """A length that is read, and a reason in words."""

    def compose(self) -> ComposeResult:
        """Three fields."""
        yield Form(
            (
                Field("child", "Child", "Robin"),
                Field("length", "Length", "60", echo=lambda text: f"{text} min"),
                Field("reason", "Reason", "asleep in the cloakroom at ten past seven " * 2),
            ),
            begin="child",
        )


def here(pilot: Pilot[None]) -> str:
    focused = pilot.app.focused
    assert isinstance(focused, FieldArea)
    return focused.field.name


async def test_the_arrows_lead_to_the_neighbouring_field_from_the_edge_of_one() -> None:
    async with OneForm().run_test(size=(60, 20)) as pilot:
        await pilot.press("down")
        assert here(pilot) == "length"
        await pilot.press("down")
        assert here(pilot) == "reason"
        await pilot.press("up")  # it has several rows, and the cursor is at the end
        assert here(pilot) == "reason"
        await pilot.press("up", "up", "up", "up")
        assert here(pilot) == "child"
        await pilot.press("up")
        assert here(pilot) == "child"


async def test_what_is_read_is_typed_anew_and_words_go_on() -> None:
    async with OneForm().run_test(size=(60, 20)) as pilot:
        await pilot.press("enter", "9", "0", "enter", "!")
        values = pilot.app.query_one(Form).values
        assert values["length"] == "90"
        assert values["reason"].endswith("!")
        assert values["reason"].startswith("asleep")


async def test_tab_goes_to_a_field_as_enter_does() -> None:
    async with OneForm().run_test(size=(60, 20)) as pilot:
        await pilot.press("tab", "9", "0", "tab", "!", "shift+tab", "4", "5")
        values = pilot.app.query_one(Form).values
        assert values["length"] == "45"
        assert values["reason"].endswith("past seven !")
        assert here(pilot) == "length"


async def test_deleting_to_the_begin_takes_all_rows_of_what_is_wrapped() -> None:
    async with OneForm().run_test(size=(60, 20)) as pilot:
        await pilot.press("down", "down", "ctrl+u")
        assert pilot.app.query_one(Form).values["reason"] == ""


async def test_deleting_to_the_end_takes_all_rows_of_what_is_wrapped() -> None:
    async with OneForm().run_test(size=(60, 20)) as pilot:
        await pilot.press("down", "down")
        pilot.app.query_one("#field-reason", FieldArea).move_cursor((0, 0))
        await pilot.press("ctrl+k")
        assert pilot.app.query_one(Form).values["reason"] == ""


async def test_an_undo_of_many_lines_leaves_a_form_that_works() -> None:
    async with OneForm().run_test(size=(60, 20)) as pilot:
        await pilot.press("down", "down", "ctrl+u")
        area = pilot.app.query_one("#field-reason", FieldArea)
        for number in range(9):  # more rows than are shown
            area.insert(f"one {number}\n")
            area.history.checkpoint()
        await pilot.pause()
        assert area.show_vertical_scrollbar
        await pilot.press(*["ctrl+z"] * 9, "up", "down", "x")
        assert pilot.app.query_one(Form).values["reason"].endswith("x")
        assert 0 <= area.cursor_location[0] < area.document.line_count


async def test_all_lines_of_a_paste_come_without_what_cannot_be_kept() -> None:
    async with OneForm().run_test(size=(60, 20)) as pilot:
        await pilot.press("down", "down", "ctrl+u")
        pilot.app.post_message(Paste("one\r\ntwo\x00\rthree\ud800"))
        await pilot.pause()
        assert pilot.app.query_one(Form).values["reason"] == "one\ntwo\\u0000\nthree\\ud800"


async def test_a_form_that_is_gone_takes_the_focus_from_nothing() -> None:
    async with OneForm().run_test(size=(60, 20)) as pilot:
        form = pilot.app.query_one(Form)
        await form.remove()
        form.focus_field("child")
        await pilot.pause()
        assert pilot.app.focused is None


class SomeWords(App[None]):
    """A name that is read, and what was typed for it before."""

    def compose(self) -> ComposeResult:
        """Two fields."""
        echo = lambda text: f"as {text}"  # noqa: E731
        fields = (
            Field("child", "Child", "Robin"),
            Field("who", "Who", "mum 12", echo=echo),
        )
        yield Form(fields, begin="child", unfinished={"who": "mum on day 12"})


async def test_words_beside_an_echo_go_on_and_so_does_what_was_half_typed() -> None:
    async with SomeWords().run_test(size=(60, 20)) as pilot:
        await pilot.press("tab", " ", "x", "shift+tab", "tab", "y")
        assert pilot.app.query_one(Form).values["who"] == "mum on day 12 xy"


async def test_a_name_that_is_read_is_not_replaced_by_the_next_letter() -> None:
    async with SomeWords().run_test(size=(60, 20)) as pilot:
        area = pilot.app.query(FieldArea).last()
        area.text = "mum"
        area.stored = "mum"
        await pilot.press("tab", "y")
        assert pilot.app.query_one(Form).values["who"] == "mumy"


class SomeDay(App[None]):
    """A day, or words that tell when."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """Two fields."""
        echo = lambda text: f"as {text}"  # noqa: E731
        yield Form(
            (Field("child", "Child", "Robin"), Field("due", "When", self._words, echo=echo)),
            begin="child",
        )


@pytest.mark.parametrize("words", ["20 Nov 2026", "Fri 20 Nov 2026", "10:00", "60", "90 min"])
async def test_a_stored_day_or_time_is_typed_anew(words: str) -> None:
    async with SomeDay(words).run_test(size=(60, 20)) as pilot:
        await pilot.press("tab", "7")
        assert pilot.app.query_one(Form).values["due"] == "7"


@pytest.mark.parametrize("words", ["before the 2nd meeting", "20 Nov 2026, or later", "week 12"])
async def test_words_about_a_day_go_on(words: str) -> None:
    async with SomeDay(words).run_test(size=(60, 20)) as pilot:
        await pilot.press("tab", "7")
        assert pilot.app.query_one(Form).values["due"] == f"{words}7"
