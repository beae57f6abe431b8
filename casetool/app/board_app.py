"""The app of the room's window: a board that follows a session, and nothing that changes one."""

from collections.abc import Sequence
from pathlib import Path

from textual import events
from textual.filter import LineFilter

from casetool.app.driver.terminal import robust_driver
from casetool.app.guarded_app import GuardedApp
from casetool.clock import Now, local_now
from casetool.errors import UserError
from casetool.screens.board import BoardScreen
from casetool.screens.lock.unlock import ask_passphrase
from casetool.screens.session.pasted import place_paste
from casetool.services.departure import Departure, own_terminal
from casetool.services.sessions.follower import Follower, FollowUpdate
from casetool.services.sessions.keyring import Keyring
from casetool.services.sessions.open import load_session
from casetool.storage.board_state import board_file, read_board_state
from casetool.storage.context import StorageContext
from casetool.storage.settings import NOWHERE, SettingsPlace
from casetool.storage.toml.codec import Loaded
from casetool.widgets.common.keyboard import as_typed
from casetool.widgets.theme.appearance import Appearance


class BoardApp(GuardedApp):
    """Opens the board of one session, and tells it what is new.

    Args:
        path: the session file.
        storage: how sessions are kept.
        now: the clock.
        kept: where it is remembered how the room's window looks.
    """

    TITLE = "casetool board"
    ENABLE_COMMAND_PALETTE = False
    FATAL_MESSAGE = "The board stopped because of a fault of its own. The session is as it was."

    def __init__(
        self,
        path: Path,
        storage: StorageContext,
        now: Now = local_now,
        kept: SettingsPlace = NOWHERE,
    ) -> None:
        self.departure = Departure()
        super().__init__(driver_class=robust_driver(self.departure))
        self.looks = Appearance(self, kept, "room")
        self._path, self._now = path, now
        self._keyring = Keyring(storage)
        self._follower: Follower | None = None
        self.why = ""
        """Why the board could not be shown; empty when it could."""

    def on_mount(self) -> None:
        """Open the session, its passphrase first where it has one."""
        if not self.is_headless:
            self.departure.watch(lambda: self.exit(return_code=1), own_terminal())
        if self._keyring.is_closed(self._path):
            home = self._path.resolve().parent
            ask_passphrase(self, self._keyring, home, self._open, lambda: self.exit(return_code=1))
        else:
            self._open()

    async def on_event(self, event: events.Event) -> None:
        """Every key passes here: a passphrase arrives as it is typed."""
        await super().on_event(as_typed(event))

    def on_paste(self, event: events.Paste) -> None:
        """Nobody took what was pasted: nothing here takes words."""
        place_paste(self, event)

    def on_unmount(self) -> None:
        """Look no more."""
        if self._follower is not None:
            self._follower.stop()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every row passes on its way to the terminal: plain signs, where they are wanted."""
        return [*self.looks.filters, *super().get_line_filters()]

    def _open(self) -> None:
        storage = self._keyring.storage_of(self._path)
        self._path = board_file(self._path, storage)
        try:
            loaded = load_session(self._path, storage)
        except UserError as failure:
            self.why = str(failure)
            self.exit(return_code=1)
            return
        self._show(loaded, storage)

    def _show(self, loaded: Loaded, storage: StorageContext) -> None:
        board = BoardScreen(
            loaded.session, loaded.method, self._now, read_board_state(self._path, storage)
        )
        self.push_screen(board)

        def tell(news: FollowUpdate) -> None:
            board.post_message(BoardScreen.Found(news))

        self._follower = Follower(self._path, storage, tell, loaded.method)
        self._follower.start()
