"""The app of the room's screen: a board that follows a session and never changes it."""

from collections.abc import Sequence
from pathlib import Path

from textual import events
from textual.drivers.web_driver import WebDriver
from textual.filter import LineFilter

from casetool.app.driver.terminal import robust_driver
from casetool.app.guarded_app import GuardedApp
from casetool.clock import Now, local_now
from casetool.errors import UserError
from casetool.models.session import Session
from casetool.screens.board import BoardScreen
from casetool.screens.lock.unlock import ask_to_unlock
from casetool.screens.session.stray_paste import place_paste
from casetool.services.departure import Departure, own_terminal
from casetool.services.sessions.follower import OTHER_SESSION, Follower, FollowUpdate
from casetool.services.sessions.keyring import Keyring
from casetool.services.sessions.open import load_session
from casetool.storage.board_state import read_board_state
from casetool.storage.context import StorageContext
from casetool.storage.library.board_case import tell_case
from casetool.storage.library.other_case import CaseInFile, case_of, is_other_case
from casetool.storage.library.other_session import own_board_file
from casetool.storage.settings import NOWHERE, SettingsPlace
from casetool.storage.toml.codec import Loaded
from casetool.widgets.common.keyboard import as_typed
from casetool.widgets.common.textual_compat import driver_of
from casetool.widgets.theme.appearance import Appearance


class BoardApp(GuardedApp):
    """Opens the board of one session, and passes on what is new in the file.

    Args:
        path: the session file.
        storage: where files are and how they are encrypted.
        now: the clock.
        settings_place: where the appearance is remembered.
        case: the only case to show, or None for the one in the file.
    """

    TITLE = "casetool board"
    ENABLE_COMMAND_PALETTE = False
    FATAL_MESSAGE = "The board stopped because of a fault of its own. The session is as it was."

    def __init__(
        self,
        path: Path,
        storage: StorageContext,
        now: Now = local_now,
        settings_place: SettingsPlace = NOWHERE,
        case: CaseInFile | None = None,
    ) -> None:
        self.departure = Departure()
        super().__init__(driver_class=robust_driver(self.departure))
        self.looks = Appearance(self, settings_place, "room")
        self._path, self._now, self._case = path, now, case
        self._keyring = Keyring(storage)
        self._follower: Follower | None = None
        self.failure = ""
        """Why the board could not be shown, empty if it could."""

    def on_mount(self) -> None:
        """Open the session, asking for its passphrase first if it is encrypted."""
        if not self.is_headless:
            self.departure.watch(lambda: self.exit(return_code=1), own_terminal())
        self._path = own_board_file(self._path, self._keyring.storage_of(self._path), self._case)
        if self._keyring.is_closed(self._path):
            home = self._path.resolve().parent
            ask_to_unlock(self, self._keyring, home, self._open, lambda: self.exit(return_code=1))
        else:
            self._open()

    async def on_event(self, event: events.Event) -> None:
        """Handle every event. A key types its character, as a passphrase may hold any."""
        await super().on_event(as_typed(event))

    def on_paste(self, event: events.Paste) -> None:
        """Handle a paste that no widget took."""
        place_paste(self, event)

    def on_unmount(self) -> None:
        """Stop following the file."""
        if self._follower is not None:
            self._follower.stop()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters for every row that is drawn, with plain signs if they are chosen."""
        return [*self.looks.filters, *super().get_line_filters()]

    def _open(self) -> None:
        storage = self._keyring.storage_of(self._path)
        try:
            loaded = load_session(self._path, storage)
        except UserError as error:
            self.failure = str(error)
            self.exit(return_code=1)
            return
        if self._is_other_case(loaded.session, storage):
            self.failure = OTHER_SESSION
            self.exit(return_code=1)
            return
        self._show(loaded, storage)

    def _is_other_case(self, session: Session, storage: StorageContext) -> bool:
        if self._case is None:
            return False
        ours, theirs = case_of(self._path, self._case), case_of(self._path, session)
        return is_other_case(ours, theirs, storage.cipher)

    def _tell_case(self) -> None:
        """Tell the server of the page which case is on the board, and in which file."""
        case = self._follower.case if self._follower is not None else None
        driver = driver_of(self)
        if case is not None and case != self._case and isinstance(driver, WebDriver):
            self._case = case
            tell_case(driver.write_meta, case)

    def _show(self, loaded: Loaded, storage: StorageContext) -> None:
        board = BoardScreen(
            loaded.session, loaded.method, self._now, read_board_state(self._path, storage)
        )
        self.push_screen(board)

        def report(update: FollowUpdate) -> None:
            board.post_message(BoardScreen.Update(update))
            self.call_later(self._tell_case)

        self._follower = Follower(self._path, storage, report, loaded.method, loaded.session)
        self._follower.start()
        self._tell_case()
