"""Handles a paste that no widget accepts, and words that a list has no use for."""

from functools import reduce
from typing import Any

from textual.app import App
from textual.events import Paste
from textual.screen import Screen
from textual.widgets import Input

from casetool.screens.session.key_confirmation import is_pressed_again, note_warning
from casetool.screens.session.stray_text import input_of, line_of
from casetool.screens.session.typing_keeper import KeepsTyped
from casetool.widgets.common.line_input import WholePasteInput

WORDS_KEPT = "Those words now stand in the line of the session."
NO_SESSION_FOR_WORDS = (
    "No session is open for those words, so they stay here. Esc again drops them."
)
NOWHERE_TO_GO = "What you pasted was not used. Paste it again where you can type."


def place_paste(app: App[Any], event: Paste) -> None:
    """Place a paste that no widget accepted.

    It goes to an input on the same screen, which also gets the focus. Otherwise it goes to the
    capture line of a session below. Without either, the user is told.

    Args:
        app: the running application.
        event: the paste, which is stopped here.
    """
    event.stop()
    if not event.text:
        return
    input_box = input_of(app.screen)
    if input_box is not None:
        app.screen.set_focus(input_box)  # at once, so that it gets the next key
        input_box.post_message(Paste(event.text))
        return
    _add_to_line(app, event.text)


def may_leave(app: App[Any], box: WholePasteInput) -> bool:
    """Whether the filter box of a list may be left without a choice, or emptied.

    Words that were pasted or typed into it by mistake go into the line of the session beneath.
    Without one they stay in the box the first time, and that is said.

    Args:
        app: the running application.
        box: the filter box.
    """
    stray_words = box.stray_words
    if not stray_words.strip():
        return True
    if stray_words == box.announced_words and is_pressed_again(app, or_key="escape"):
        return True
    if line_of(app)[1] is not None:
        _add_to_line(app, stray_words)
        return True
    box.announced_words = stray_words
    note_warning(app)
    app.notify(NO_SESSION_FOR_WORDS, markup=False)
    return False


def copy_stray_words(app: App[Any]) -> None:
    """Keep the words in the boxes of lists with the draft of the line, as long as they are there.

    If the program is killed, they come back with it. The line itself stays as it is.

    Args:
        app: the running application.
    """
    from casetool.models.capture.line_marks import with_words_behind  # not for the first picture

    _, line = line_of(app)
    if line is not None:
        boxes = [box for screen in app.screen_stack for box in _boxes_with_words(screen)]
        typed = [box.stray_words for box in boxes]
        line.keep_draft(reduce(with_words_behind, typed, line.text))


def keep_stray_words(app: App[Any]) -> bool:
    """Keep the words in the filter boxes of all lists, as the app ends.

    Args:
        app: the running application.

    Returns:
        Whether the app may end: without a session, words stay in their box the first time.
    """
    boxes = [box for screen in app.screen_stack[::-1] for box in _boxes_with_words(screen)]
    answers = [may_leave(app, box) for box in boxes]
    _, line = line_of(app)
    if line is not None and line.text.strip():
        line.keep_draft(line.text)  # also the words of a list that has just closed
        for box in boxes:
            box.value = ""  # its words stand in the line now
    return all(answers)


def stray_words(app: App[Any]) -> str:
    """The words in the filter box of the library that narrow no list, for what replaces it.

    Those over a session are that session's, and no other's.

    Args:
        app: the running application.
    """
    if line_of(app)[1] is not None or any(
        isinstance(each, KeepsTyped) for each in app.screen_stack
    ):
        return ""
    boxes = _boxes_with_words(app.screen)
    if not boxes:
        return ""
    from casetool.models.capture.line_marks import with_words_behind  # not for the first picture

    return reduce(with_words_behind, (box.stray_words for box in boxes), "")


def _boxes_with_words(screen: Screen[Any]) -> list[WholePasteInput]:
    boxes = screen.query(Input).results()  # Textual knows the box of its palette as no other
    return [box for box in boxes if isinstance(box, WholePasteInput) and box.stray_words]


def _add_to_line(app: App[Any], text: str) -> None:
    """Put words into the line of the session beneath, or say that there is none."""
    from casetool.models.capture.line_marks import with_words_behind  # not for the first picture

    _, line = line_of(app)
    if line is not None:
        line.text = with_words_behind(line.text, text.strip("\r\n"))
    app.notify(NOWHERE_TO_GO if line is None else WORDS_KEPT, markup=False)
