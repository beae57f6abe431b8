"""Text typed into the new-session form. It is in no file until the session is made."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from textual.app import App

from casetool.screens.session.key_confirmation import is_pressed_again, note_warning

if TYPE_CHECKING:
    from casetool.screens.library.new_session import NewSessionScreen

IN_NO_FILE = (
    "What you typed for a new session is in no file yet: F2 makes the session."
    " Ctrl+Q again leaves without it."
)
"""Said at the first Ctrl+Q."""


class UnmadeSession:
    """Keeps the texts of that form while the app runs, and says so before it ends.

    Args:
        app: the running application.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app, self._announced = app, dict[str, str]()
        self._form: NewSessionScreen | None = None
        self.texts: dict[str, str] = {}
        """The texts by field, as they were when the form was left."""

    def ask(self, today: date, make: Callable[[dict[str, str]], None]) -> None:
        """Show the form with what was typed before.

        Args:
            today: the day from which the days in it count.
            make: makes the session of the texts.
        """
        from casetool.screens.library.new_session import NewSessionScreen

        def answered(texts: dict[str, str] | None) -> None:
            if texts is not None:
                make(texts)

        self._form = NewSessionScreen(self.texts, today)
        self._app.push_screen(self._form, answered)

    def may_leave(self) -> bool:
        """Whether the app may end: the first time it says what would be lost."""
        texts = self._present_texts
        is_told = texts == self._announced and is_pressed_again(self._app)
        if texts and not is_told:
            self._announced = texts
            note_warning(self._app)
            self._app.notify(IN_NO_FILE, markup=False)
        return is_told or not texts

    def made(self, jottings: str, line: str) -> str:
        """Forget the texts of a session that was made, and give what its line begins with.

        What is typed next becomes no part of a jotting, and of no word.

        Args:
            jottings: the private jottings among the texts of the form.
            line: what else was typed for it.
        """
        from casetool.models.capture.line_marks import LINE_MARK, with_words_behind

        self.texts = {}
        text = with_words_behind(line, jottings)
        end = f" {LINE_MARK} " if jottings else " "
        return text + end if text.strip() else ""

    @property
    def exit_code(self) -> int:
        """The exit code of an app that ends now: 1 if there are texts that no file has."""
        return 1 if self._present_texts else 0

    @property
    def _present_texts(self) -> dict[str, str]:
        texts = self.texts
        if self._form is not None and self._form in self._app.screen_stack:
            texts = self._form.texts
        return {name: text for name, text in texts.items() if text.strip()}
