"""Starting the app: on the library, on one session, or on a throw-away copy of the examples."""

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
    """Run the app on a folder of sessions, which is made if it is not there.

    Args:
        folder: the sessions; those beside the session, where one is meant.
        why: why this folder, in a few words.
        session: the session to open at once, if one is meant.
        environment: the user's environment.

    Returns:
        The exit code.

    Raises:
        Failure: there is no terminal, or the folder cannot be made.
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
    """Show a session to the room, in a window of its own, until it is left.

    Args:
        session: the session file.
        environment: the user's environment.

    Returns:
        The exit code.

    Raises:
        Failure: there is no terminal, or the session cannot be shown.
    """
    if not environment.get("TEXTUAL_DRIVER"):  # drawn for a page, else
        _need_terminal()
    from casetool.app.board_app import BoardApp

    app = BoardApp(session, storage_context(environment), kept=settings_place(environment))
    app.run()
    if app.why:
        raise UserError(app.why)
    return app.return_code or 0


def serve_board(session: Path, environment: Mapping[str, str], port: int, open_it: bool) -> int:
    """Show a session to the room in a browser of this machine, until Ctrl+C.

    Args:
        session: the session file.
        environment: the user's environment.
        port: where on loopback; 0 for one that is free.
        open_it: whether to open the browser, too.

    Returns:
        The exit code.

    Raises:
        Failure: a part is not installed, or the port cannot be had.
    """
    try:
        from casetool.web.server import serve

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

        # beside: a browser may ask for the page before its starting is over
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def demonstrate(environment: Mapping[str, str]) -> int:
    """Run the app on a copy of the examples that is thrown away afterwards.

    Args:
        environment: the user's environment.

    Returns:
        The exit code.

    Raises:
        Failure: there is no terminal, or the copy cannot be made.
    """
    _need_terminal()
    from casetool.app.facilitator_app import run_app
    from casetool.storage.library.examples import copy_examples

    # a folder that the system makes for us alone (0700)
    with tempfile.TemporaryDirectory(prefix="casetool-demo-") as name:
        try:
            copy_examples(Path(name))
        except SaveError as error:
            raise UserError(str(error)) from None
        why = "invented examples: thrown away when you leave"
        code = run_app(Path(name), why, kept=settings_place(environment))
    sys.stderr.write("The copy of the examples is gone, with all that was typed into it.\n")
    return code


def _need_terminal() -> None:
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        raise UserError(
            "The app needs a terminal. Without one: casetool list, show, notes and more;"
            " casetool --help names them."
        )
    if not _is_terminal(sys.stderr):  # Textual draws there: the case would be in that file
        raise UserError(
            "The app draws on its error output, and that leads into a file or another program"
            " here. Nothing was opened or written. Start it without 2>."
        )


def _is_terminal(stream: object) -> bool:
    return bool(stream is not None and not stream.closed and stream.isatty())  # type: ignore[attr-defined]
