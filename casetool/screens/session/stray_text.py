"""Text that is typed where nothing takes it goes into the line of the session."""

from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from textual.app import App
from textual.events import Event, Key, Paste
from textual.screen import Screen
from textual.widgets import Input

from casetool.screens.session.key_confirmation import note_press
from casetool.widgets.common.key_queue import KeyHandler
from casetool.widgets.common.keyboard import takes_text
from casetool.widgets.common.letters import letter_start

BACKSPACE = "\x7f"
"""How Backspace is handed on: it takes back the last letter of the line."""

TYPED_ELSEWHERE = "What you type stands in the line of the session. Esc or an arrow ends that."

_GOES_ON = frozenset("([{“‘«„\"'’-–—/@#")
"""Signs that belong to the word behind them, so that no space follows."""

_TYPING: WeakSet[Screen[Any]] = WeakSet()
"""The screens over a session on which somebody types into its line."""

_TYPED_FROM: WeakKeyDictionary[Screen[Any], int] = WeakKeyDictionary()
"""The screens over a session on which the last key was a letter, and where the line began then."""


def place_key(app: App[Any], event: Key) -> None:
    """Put a letter that no widget took into the session's line, and go there.

    From a screen over the session the letter is only kept there, and so is what is typed next.
    A key that a binding is for is left alone, and so is a screen that hides the session.

    Args:
        app: the running application.
        event: the key, which is stopped here if its letter is used.
    """
    text = BACKSPACE if event.key == "backspace" else event.character
    if text is None or not (event.is_printable or text == BACKSPACE):
        return
    screen = app.screen
    if not getattr(screen, "KEEPS_TYPED_TEXT", True) or event.key in screen.active_bindings:
        return
    below, line = line_of(app)
    if line is None:
        box = input_of(screen)
        if box is not None and not box.password and event.is_printable:
            event.stop()
            screen.set_focus(box)  # at once, so that it gets the next key
            box.insert_text_at_cursor(text)
        return
    event.stop()
    event.prevent_default()
    if below is screen:
        line.type_on(text)
    elif text == BACKSPACE and len(line.text) > _TYPED_FROM.get(screen, len(line.text)):
        line.text = line.text[: letter_start(line.text, len(line.text))]
    elif text != BACKSPACE:
        begins_words = getattr(screen, "IS_TYPED_ON", True)
        is_more = screen in _TYPING or screen in _TYPED_FROM
        _TYPED_FROM.setdefault(screen, len(line.text))
        line.text = line.text + text if is_more else _with_letter(line.text, text, begins_words)
        if begins_words:
            _begin(app, screen)


def input_of(screen: Screen[Any]) -> Input | None:
    """The first box of a screen into which text can be typed.

    Args:
        screen: the screen.
    """
    inputs = screen.query(Input).results()
    return next((box for box in inputs if box.display and not box.is_disabled), None)


async def type_on_or(app: App[Any], handle: KeyHandler, event: Event) -> None:
    """Handle an event, unless it is a key for the line on which somebody types over a screen.

    The keys of that screen are words then, also its Space and Enter. Any other key ends it.

    Args:
        app: the running application.
        handle: the app's own handler.
        event: the event.
    """
    note_press(app, event)
    if not _takes_key(app, event):
        await handle(event)


def _takes_key(app: App[Any], event: Event) -> bool:
    if isinstance(event, Paste):
        _TYPED_FROM.pop(app.screen, None)
    if not isinstance(event, Key):
        return False
    if not (event.is_printable or event.key == "backspace"):
        _TYPED_FROM.pop(app.screen, None)
    if (screen := app.screen) not in _TYPING:
        return False
    _, line = line_of(app)
    is_in_field = app.focused is not None and takes_text(app.focused)
    if (
        line is None
        or is_in_field
        or not (event.is_printable or event.key in ("backspace", "enter"))
    ):
        _TYPING.discard(screen)
        return False
    if event.key == "enter":
        line.input.enter()
    elif event.key == "backspace":
        line.text = line.text[: letter_start(line.text, len(line.text))]
    else:
        line.text += event.character or ""
    return True


def line_of(app: App[Any]) -> tuple[Screen[Any], Any]:
    """The session that is shown or lies beneath, and its line. Without one, no line.

    Args:
        app: the running application.
    """
    from casetool.widgets.capture.capture_line import CaptureLine  # not for the first picture

    for below in app.screen_stack[::-1]:
        for line in below.query(CaptureLine).results():
            return below, line
    return app.screen, None


def _with_letter(text: str, letter: str, begins_words: bool) -> str:
    """A half line with a first letter typed over another screen. A sign there begins a line.

    A space parts it from what stands before, even within a word. Two words run together are harder
    to read than one split word, which Backspace mends.

    Args:
        text: the half line.
        letter: what was typed.
        begins_words: whether it is the first of the letters that go there.
    """
    from casetool.models.capture.line_marks import with_words_behind  # not for the first picture

    is_sign = letter == "/" or (text.endswith(" ") and not letter.isspace())
    last = text[-1:]
    is_parted = not last or last.isspace() or last in _GOES_ON
    if is_sign or (begins_words and letter.isalnum() and not is_parted):
        return with_words_behind(text, letter)
    return text + letter


def _begin(app: App[Any], screen: Screen[Any]) -> None:
    if screen not in _TYPING:
        _TYPING.add(screen)
        app.notify(TYPED_ELSEWHERE, markup=False)
