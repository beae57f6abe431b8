"""Starting the app: on the library, on one session, or on a throw-away copy of the examples."""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from casetool.failure import Failure
from casetool.storage.files import SaveError
from casetool.storage.folders import ensure, rest_of
from casetool.storage.settings import kept_of


def start(folder: Path, why: str, session: Path | None, environment: Mapping[str, str]) -> int:
    """Run the app on a folder of sessions, which is made if it is not there.

    Args:
        folder: the sessions.
        why: why this folder, in a few words.
        session: the session to open at once, if one is meant.
        environment: the user's environment.

    Returns:
        The exit code.

    Raises:
        Failure: there is no terminal, or the folder cannot be made.
    """
    _need_terminal()
    from casetool.app import run

    try:
        if ensure(folder):
            why = f"made just now: {why}" if why else "made just now"
    except SaveError as error:
        raise Failure(str(error)) from None
    return run(folder, why, session, rest_of(environment), kept_of(environment))


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
    _need_terminal()
    from casetool.board_app import BoardApp

    app = BoardApp(session, rest_of(environment), kept=kept_of(environment))
    app.run()
    if app.why:
        raise Failure(app.why)
    return app.return_code or 0


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
    from casetool.app import run
    from casetool.storage.examples import copy_examples

    # a folder that the system makes for us alone (0700)
    with tempfile.TemporaryDirectory(prefix="casetool-demo-") as name:
        try:
            copy_examples(Path(name))
        except SaveError as error:
            raise Failure(str(error)) from None
        why = "invented examples: thrown away when you leave"
        code = run(Path(name), why, kept=kept_of(environment))
    sys.stderr.write("The copy of the examples is gone, with all that was typed into it.\n")
    return code


def _need_terminal() -> None:
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        raise Failure(
            "The app needs a terminal. Without one: casetool list, show, notes and more;"
            " casetool --help names them."
        )


def _is_terminal(stream: object) -> bool:
    return bool(stream is not None and not stream.closed and stream.isatty())  # type: ignore[attr-defined]
