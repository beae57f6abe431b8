"""Starting the apps: on a folder, a session, the board, or a temporary copy of the examples."""

import sys
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from casetool.errors import UserError
from casetool.parts import how_to_get
from casetool.storage.files.atomic import SaveError
from casetool.storage.locations import ensure, storage_context
from casetool.storage.settings import settings_place


def start_app(folder: Path, why: str, session: Path | None, environment: Mapping[str, str]) -> int:
    """Run the app on a folder of sessions, which is created if it does not exist.

    Args:
        folder: the sessions. With a session, its own folder counts instead.
        why: why this folder, in a few words.
        session: the session to open at once, if any.
        environment: the user's environment.

    Returns:
        The exit code.

    Raises:
        UserError: there is no terminal, or the folder cannot be created.
    """
    _need_terminal()
    from casetool.app.facilitator_app import run_app

    folder = session.parent if session is not None else folder
    try:
        if ensure(folder):
            why = f"made just now: {why}" if why else "made just now"
    except SaveError as error:
        raise UserError(str(error)) from None
    return run_app(folder, why, session, storage_context(environment), settings_place(environment))


def show_board(session: Path, environment: Mapping[str, str]) -> int:
    """Show the board of a session in its own window, until it is closed.

    Args:
        session: the session file.
        environment: the user's environment.

    Returns:
        The exit code.

    Raises:
        UserError: there is no terminal, or the session cannot be shown.
    """
    from casetool.storage.board_state import show_left_board
    from casetool.storage.library.board_case import case_told
    from casetool.storage.library.other_session import own_board_file
    from casetool.web.protocol import CASE

    storage = storage_context(environment)
    if not environment.get("TEXTUAL_DRIVER"):  # otherwise it is drawn for a page, maybe once more
        _need_terminal()
        show_left_board(own_board_file(session, storage), storage)
    from casetool.app.board_app import BoardApp

    case = case_told(environment.get(CASE, "").encode())
    app = BoardApp(session, storage, settings_place=settings_place(environment), case=case)
    app.run()
    if app.failure:
        raise UserError(app.failure)
    return app.return_code or 0


def serve_board(session: Path, environment: Mapping[str, str], port: int, open_it: bool) -> int:
    """Show the board of a session in a browser of this machine, until Ctrl+C.

    Args:
        session: the session file.
        environment: the user's environment.
        port: the port on loopback, 0 for a free one.
        open_it: whether to open the browser, too.

    Returns:
        The exit code.

    Raises:
        UserError: a part is not installed, or the port cannot be used.
    """
    try:
        from casetool.storage.board_state import show_left_board
        from casetool.storage.library.other_session import own_board_file
        from casetool.web.server import serve

        storage = storage_context(environment)
        show_left_board(own_board_file(session, storage), storage)
        return serve(session, environment, port, partial(_say_where, open_it), sys.stderr.write)
    except ImportError:
        raise UserError(how_to_get("web")) from None


def _say_where(open_it: bool, address: str) -> None:
    sys.stderr.write(
        "The board, for the browsers of this computer and this account alone. Whoever has the"
        " address sees it:\nkeep it to yourself. Ctrl+C here closes the board.\n"
    )
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()
    if open_it:
        import webbrowser
        from threading import Thread

        # in a thread: a browser may ask for the page before the call returns
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def demonstrate(environment: Mapping[str, str]) -> int:
    """Run the app on a temporary copy of the examples.

    Args:
        environment: the user's environment.

    Returns:
        The exit code.

    Raises:
        UserError: there is no terminal, or the copy cannot be made.
    """
    _need_terminal()
    from casetool.app.facilitator_app import run_app
    from casetool.storage.library.examples import copy_examples

    # the system creates the folder for this user alone (0700)
    with tempfile.TemporaryDirectory(prefix="casetool-demo-") as name:
        try:
            copy_examples(Path(name))
        except SaveError as error:
            raise UserError(str(error)) from None
        why = "invented examples: thrown away when you leave"
        code = run_app(Path(name), why, settings_place=settings_place(environment))
    sys.stderr.write("The copy of the examples is gone, with all that was typed into it.\n")
    return code


def _need_terminal() -> None:
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        raise UserError(
            "The app needs a terminal. Without one: casetool list, show, notes and more;"
            " casetool --help names them."
        )
    if not _is_terminal(sys.stderr):  # Textual draws there, so the case would be in that file
        raise UserError(
            "The app draws on its error output, and that leads into a file or another program"
            " here. Nothing was opened or written. Start it without 2>."
        )


def _is_terminal(stream: object) -> bool:
    return bool(stream is not None and not stream.closed and stream.isatty())  # type: ignore[attr-defined]
