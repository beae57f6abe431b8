"""Notes on their way out: to standard output or a file, and with stand-ins once approved."""

import sys
from pathlib import Path

from casetool.failure import Failure
from casetool.models.method import Method
from casetool.models.names import Names, find_names
from casetool.models.private import without_private
from casetool.models.session import Session
from casetool.models.stand_ins import names_left, replace_names, unsafe
from casetool.render.markdown import notes
from casetool.render.stand_ins import counted, told
from casetool.render.visible import visible
from casetool.storage.codec import Loaded
from casetool.storage.files import ChangedOnDiskError, SaveError, write


def send_notes(
    loaded: Loaded, output: Path | None, attribution: bool, stand_ins: bool, yes: bool
) -> int:
    """Write the notes of a session.

    Args:
        loaded: the session and its method.
        output: the file; standard output without one.
        attribution: whether to say who said what.
        stand_ins: whether to put the stand-ins in the place of the real names.
        yes: whether the replacements are approved already.

    Returns:
        The exit code.

    Raises:
        Failure: they could not be written, or the replacements were not approved.
    """
    output = None if output == Path("-") else output
    session = without_private(loaded.session, loaded.method)
    if stand_ins:
        session = _approved(session, loaded.method, output, yes)
    else:
        _warn(session)
    text = notes(session, loaded.method, attribution)
    if output is None:
        sys.stdout.write(visible(text) if sys.stdout.isatty() else text)
        return 0
    try:
        write(output, text.encode(), None)
    except ChangedOnDiskError as error:
        raise Failure(f"{error} Choose another name.") from None
    except SaveError as error:
        raise Failure(str(error)) from None
    sys.stderr.write(visible(f"The notes are in {output}") + "\n")
    return 0


def _warn(session: Session) -> None:
    """That real names go out: how many, and not which."""
    left = len(names_left(session, session.names))
    if left:
        times = "once" if left == 1 else f"{left} times"
        sys.stderr.write(f"A real name stands in these notes {times}; --stand-ins replaces it.\n")


def _approved(session: Session, method: Method, output: Path | None, yes: bool) -> Session:
    """The session with stand-ins, each of them shown before somebody says yes."""
    names = session.names
    _refuse(names, output)
    session, found = replace_names(session, names)
    for one in found:
        sys.stderr.write(f"{told(one, method)}\n")
    question = f"Write it with {counted(len(found), 'these ')}?"
    if yes or not found:
        return session
    if sys.stdin is None or sys.stdin.closed or not sys.stdin.isatty():
        raise Failure(f"{question} Nobody can be asked here: --yes says so.")
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
        raise Failure("Nothing was written.")
    return session


def _refuse(names: Names, output: Path | None) -> None:
    if not names:
        raise Failure(
            "This session has no names and stand-ins yet: Ctrl+N in the app writes them down."
        )
    if unsafe(names):
        raise Failure("A stand-in has a real name in it; casetool check tells which.")
    if output is not None and find_names(output.name, names):
        raise Failure("The name of that file has a real name in it. Choose another name.")
