"""Backspace takes one letter as people see it, however many code points that is."""

import pytest
from textual.app import App, ComposeResult

from casetool.widgets.common.field_area import Field, FieldArea
from casetool.widgets.common.form import Form
from casetool.widgets.common.letters import letter_start
from casetool.widgets.common.line_input import LetterInput
from tests.support.characters import FLAG_OF_WALES

LETTERS = (
    "a", "\u00e9", "n\u0303", "a\u0323\u0302",  # plain, and with accents of their own
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # a family
    "\U0001f44d\U0001f3fd", "\u2764\ufe0f", "1\ufe0f\u20e3",  # a skin, a red heart, a keycap
    "\U0001f1ec\U0001f1e7", FLAG_OF_WALES, "\u0928\u093f", "\u65e5",
)  # fmt: skip


class OneInput(App[None]):
    """A line as that of the session, and a form with one field."""

    def compose(self) -> ComposeResult:
        """The line and the form."""
        yield LetterInput(select_on_focus=False)
        yield Form((Field("words", "Words"),), begin="words")


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_begins_where_people_see_it_begin(letter: str) -> None:
    text = f"Si{letter}"
    assert letter_start(text, len(text)) == 2
    assert letter_start(f"{text}{letter}", len(text) + len(letter)) == len(text)


@pytest.mark.parametrize("letter", LETTERS)
async def test_backspace_takes_it_whole_in_the_line_and_in_a_form(letter: str) -> None:
    async with OneInput().run_test(size=(60, 20)) as pilot:
        line, field = pilot.app.query_one(LetterInput), pilot.app.query_one(FieldArea)
        line.focus()
        line.insert_text_at_cursor(f"Si{letter}{letter}")
        await pilot.press("backspace")
        assert line.value == f"Si{letter}"
        field.focus()
        field.insert(f"Si{letter}{letter}")
        await pilot.press("backspace")
        assert field.text == f"Si{letter}"
