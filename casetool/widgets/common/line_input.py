"""An input of one line that loses nothing of a paste."""

import re

from textual import events
from textual.message import Message
from textual.reactive import Reactive, var
from textual.widgets import Input, OptionList

from casetool.widgets.common.letters import SELECTING_ACTIONS, letter_start
from casetool.widgets.common.paste_as_keys import TypedAtOnce

_LINE_ENDS = re.compile(r"[\r\n\t]+")


def pasted_lines(text: str) -> list[str]:
    """The lines of a paste that are not blank, sanitised.

    Args:
        text: the pasted text.
    """
    # models are not needed for the first picture
    from casetool.models.base import plain_line_ends, sanitise

    lines = str(sanitise(plain_line_ends(text))).split("\n")
    return [line for line in lines if line.strip()]


def makes_lines(typed: str, event: events.Paste, cursor: int) -> bool:
    """Whether a paste makes several lines with what was typed: a private jotting stands in its own.

    So does any paste behind lines that wait, unless a space says that the last one goes on.

    Args:
        typed: what stands in the line.
        event: the paste.
        cursor: the characters before the cursor.
    """
    # models are not needed for the first picture
    from casetool.models.capture.line_marks import LINE_MARK, unmarked_lines
    from casetool.models.capture.paste_place import paste_into

    lines = pasted_lines(event.text)
    if len(lines) != 1:
        return len(lines) > 1
    if _is_typed_ahead(event) or not typed.strip():
        return False
    if LINE_MARK in typed and cursor == len(typed) and not typed[-1].isspace():
        return True
    before = unmarked_lines(typed[:cursor]).split("\n")[-1]
    after = unmarked_lines(typed[cursor:]).split("\n")[0]
    return "\n" in "".join(paste_into(before, after, lines))


def put_pasted_line(box: Input, event: events.Paste, tab: str = " ") -> None:
    """Put a paste of one line into a box. In front of all else a jotting gets its sign first.

    Args:
        box: the box, which may hold words.
        event: the paste.
        tab: what stands between the cells of a row instead of a tab.
    """
    # models are not needed for the first picture
    from casetool.models.capture.jottings import has_bare_sign, with_sign_first
    from casetool.models.capture.line_marks import LINE_MARK
    from casetool.models.capture.paste_place import paste_into

    text = as_one_line(event.text, tab)
    if box.value.strip() or not text.strip():
        before, mark, line = box.value[: box.cursor_position].rpartition(LINE_MARK)
        if text.strip() and has_bare_sign(line):
            behind = box.value[box.cursor_position :]
            start = f"{before}{mark}{paste_into(line, '', [text])[0]}"
            box.value, box.cursor_position = start + behind, len(start)
        else:
            box.insert_text_at_cursor(text)
        return
    # an indentation, or a space that a hand left, is no sign of ours
    box.value = (text if _is_typed_ahead(event) else with_sign_first(text)).lstrip()
    box.cursor_position = len(box.value)


def _is_typed_ahead(event: events.Paste) -> bool:
    return isinstance(event, TypedAtOnce) and event.is_short


def as_one_line(text: str, tab: str = " ") -> str:
    """A paste as one line: its line ends and tabs become spaces.

    Args:
        text: the pasted text. A single space is kept.
        tab: what stands between the cells of a row instead of a tab.
    """
    line = "\n".join(pasted_lines(text)) or text.strip("\r\n")
    if tab != " " and "\t" in line:
        from casetool.models.people.row import row_as_line

        line = row_as_line(line.strip()) if line.strip() else line.replace("\t", tab)
    return _LINE_ENDS.sub(" ", line)


def with_pasted_lines(typed: str, event: events.Paste, cursor: int) -> str | None:
    """What was typed with the lines of a paste in it, and a mark where each ends.

    Args:
        typed: what stands in the line.
        event: the paste.
        cursor: the characters before the cursor.

    Returns:
        The new text, or None if the paste makes no several lines there.
    """
    if not makes_lines(typed, event, cursor):
        return None
    # models are not needed for the first picture
    from casetool.models.capture.line_marks import marked_lines
    from casetool.models.capture.paste import added_to

    return marked_lines(added_to(typed, event.text, cursor))


LONGEST_FILTER = 24
"""Letters that narrow a list. More are words that somebody types while looking elsewhere."""

MOST_FILTER_WORDS = 3


def stray_words_in(text: str) -> str:
    """The text of a filter, if it is as long as a sentence, and so narrows no list."""
    is_sentence = len(text) > LONGEST_FILTER or len(text.split()) > MOST_FILTER_WORDS
    return text if is_sentence else ""


class LetterInput(Input):
    """An input in which Backspace takes a whole letter, and nothing selects all words."""

    def on_mount(self) -> None:
        """Select nothing with the focus: the next letter would replace what is here already."""
        self.select_on_focus = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what selects all: the next letter would replace it."""
        return action not in SELECTING_ACTIONS and super().check_action(action, parameters)

    def action_paste(self) -> None:
        """Take what was copied within the app as any other paste."""
        if self.app.clipboard:
            self.post_message(events.Paste(self.app.clipboard))

    def action_delete_left(self) -> None:
        """Delete what is selected, or the letter in front of the cursor."""
        start = letter_start(self.value, self.cursor_position)
        if self.selection.is_empty and start < self.cursor_position - 1:
            self.delete(start, self.cursor_position)
        else:
            super().action_delete_left()


class WholePasteInput(LetterInput):
    """An input that takes all lines of a paste as one. Textual's takes only the first.

    A mark stands where each ends: words that belong in the line of a session are its lines there,
    and a private jotting among them stays one.
    """

    takes_signs = True
    """Whether a stroke begins a private jotting. In a path it does not."""
    _has_paste = False
    announced_words = ""
    """Words that stay in the box though it was left, since there is no session to keep them."""
    _posted_words = ""

    class Strayed(Message):
        """Says that the words in the box have changed, and match nothing in the list."""

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines of a paste, as one. A passphrase gets no marks."""
        event.prevent_default()
        event.stop()
        start, end = sorted(self.selection)
        typed = self.value[:start] + self.value[end:]
        is_plain = not self.takes_signs and len(pasted_lines(event.text)) < 2
        is_plain |= self.password
        text = None if is_plain else with_pasted_lines(typed, event, start)
        if text is None:
            self.replace(as_one_line(event.text), start, end)
        else:
            self.value, self.cursor_position = text, len(text)
        self._has_paste = True

    def on_input_changed(self) -> None:
        """Tell whoever keeps words that narrow no list, while they are typed."""
        if (stray_words := self.stray_words) != self._posted_words:
            self._posted_words = stray_words
            self.post_message(self.Strayed())

    def on_unmount(self) -> None:
        """Tell them that the words stand here no longer."""
        if self._posted_words:
            self.app.post_message(self.Strayed())

    @property
    def stray_words(self) -> str:
        """The text, if it was pasted or is as long as a sentence, and so narrows no list.

        So is more than one word of which the list has nothing.
        """
        is_in_vain = len(self.value.split()) > 1 and self.matches_nothing
        return self.value if self._has_paste or is_in_vain else stray_words_in(self.value)

    @property
    def matches_nothing(self) -> bool:
        """Whether the list of this box has nothing with its text."""
        lists = self.screen.query(OptionList)
        return bool(lists) and all(option.disabled for each in lists for option in each.options)


class OneLineInput(WholePasteInput):
    """An input of one line whose cursor does not blink."""

    cursor_blink: Reactive[bool] = var(False, init=False)
