"""A dialog that saves a session elsewhere when its own folder cannot be written."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input, Static

from casetool.models.base import sanitise
from casetool.render.text.terminal_safe import terminal_safe
from casetool.screens.session.stray_paste import may_leave
from casetool.services.sessions.document import Document
from casetool.services.sessions.other_folder import path_in
from casetool.storage.autosave.save_state import SaveState
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.encryption.key_copy import bring_key
from casetool.storage.files.atomic import Fingerprint
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT, NO_ANSWER
from casetool.storage.files.typed_path import existing_folder
from casetool.widgets.common.ellipsis import mark_cut_ends
from casetool.widgets.common.line_input import OneLineInput

_PATH = re.compile(r"(?:~|[A-Za-z]:|\.{1,2})[\\/]|\\\\")
"""The beginning of a path, which is no sentence that somebody goes on with."""

_FROM_ROOT = re.compile(r"/([^/]*)(/|$)")
"""The beginning of a path from the root, or of a private jotting."""


HANGING = (
    "{} waits for a disk that does not answer, and cannot go on in another folder before it does."
    " What you type is in an emergency copy meanwhile: go on, or leave with Ctrl+Q. The next start"
    " offers it."
)
"""What is said where the thread that saves cannot leave its disk."""


class FolderInput(OneLineInput):
    """The field for the path of a folder."""

    takes_signs = False

    def __init__(self) -> None:
        hint = "the folder: a memory stick, a network drive"
        super().__init__(placeholder=hint, id="folder", compact=True)
        self.cursor_blink = False

    @property
    def stray_words(self) -> str:
        """The text, if it is the beginning of no path."""
        text = self.value.strip()
        from_root = _FROM_ROOT.match(text)
        is_path = _PATH.match(text) or (from_root and from_root[1] in ("", *_names_in_root()))
        return "" if is_path else super().stray_words

    def render_line(self, y: int) -> Strip:
        """Draw the row, with ellipses where the text is cut off."""
        return mark_cut_ends(self, super().render_line(y))


def _names_in_root() -> list[str]:
    """What is in the root of the disk. No drive there is asked for anything."""
    try:
        return [path.name for path in Path("/").iterdir()]
    except OSError:
        return []


OtherFile = tuple[Path, Fingerprint | None]
"""A file in which a session goes on, and the fingerprint of what is there, if something is."""


class SaveAsScreen(ModalScreen[OtherFile | None]):
    """Returns the file in another folder, or None."""

    DEFAULT_CSS = """
    SaveAsScreen {
        align: center middle;
        & > Vertical {
            width: 90; max-width: 96%; height: auto;
            background: $surface; border: round $primary; padding: 1 2;
        }
        & Static { height: auto; }
        & .title { text-style: bold; padding-bottom: 1; }
        & Input { padding: 0 1; background: $boost; }
        & #elsewhere-refusal { color: $text-error; padding-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="elsewhere.back",
                tooltip="Back. casetool tries again to save in the session's own folder"),
    ]  # fmt: skip

    def __init__(self, reason: str, find_file: Callable[[Path], OtherFile | None]) -> None:
        """Make the dialog.

        Args:
            reason: why the session is not saved.
            find_file: prepares a folder and gives the file there, or None if its drive does not
                answer. A ``CipherError`` refuses the folder.
        """
        super().__init__()
        self._reason, self._find_file = reason, find_file

    def compose(self) -> ComposeResult:
        """Lay out the reason, and the field for the folder."""
        with Vertical():
            yield Static(Content("Save this session in another folder"), classes="title")
            yield Static(Content(terminal_safe(self._reason)))
            yield FolderInput()
            yield Static(id="elsewhere-refusal")

    def action_leave(self) -> None:
        """Save nowhere else, and keep words that came here by mistake."""
        if may_leave(self.app, self.query_one(FolderInput)):
            self.dismiss(None)

    @on(Input.Submitted)
    def _choose_folder(self, message: Input.Submitted) -> None:
        message.stop()
        typed = str(sanitise(message.value)).strip()
        # a folder on a drive that does not answer must not hold the keys
        folder_answer = DEFAULT_TIME_LIMIT.once(lambda text: (existing_folder(text),), typed)
        folder = folder_answer and folder_answer[0]
        if folder_answer is not None and folder is None:
            self._refuse(f"There is no folder “{typed}”. Nothing is lost; try another.")
            return
        try:
            other_file = self._find_file(folder) if folder is not None else None
        except CipherError as error:
            self._refuse(str(error))
            return
        if other_file is None:
            self._refuse(f"“{typed}”: {NO_ANSWER}. Nothing is lost; try another folder.")
            return
        self.dismiss(other_file)

    def _refuse(self, why: str) -> None:
        self.query_one("#elsewhere-refusal", Static).update(Content(terminal_safe(why)))


def save_elsewhere(app: App[int], document: Document, tell: Callable[[str], object]) -> None:
    """Ask for another folder and continue there, unless everything is saved.

    Args:
        app: the running application.
        document: the open session.
        tell: shows a message to the facilitator.
    """
    state, reason = document.save_state()
    if document.read_only:
        tell(f"{document.read_only} Only the window that writes it saves it elsewhere.")
        return
    if document.hang_watch.hangs:
        tell(HANGING.format(document.path.name))
        return
    if state is SaveState.SAVING:
        tell("It is being saved. The top line says once it is.")
        return
    if state is SaveState.SAVED:
        tell("Every change is saved at once; the top line says so.")
        return

    def answered(other_file: OtherFile | None) -> None:
        if other_file is not None:
            document.continue_in(*other_file, archive=False)
            tell(f"casetool now saves it in {other_file[0]}. The top line says once it is saved.")

    def find_file(folder: Path) -> OtherFile | None:
        bring_key(document.storage.cipher, document.path, folder)
        return DEFAULT_TIME_LIMIT.once(partial(path_in, document=document), folder)

    app.push_screen(SaveAsScreen(reason, find_file), answered)
