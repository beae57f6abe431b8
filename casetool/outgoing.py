"""What every verb needs whose words go out: approval, a file that is never another's, a warning."""

import argparse
import sys
from pathlib import Path

from casetool.failure import Failure
from casetool.render.stand_ins import counted
from casetool.storage.files import ChangedOnDiskError, SaveError, write


def write_file(path: Path, data: bytes) -> None:
    """Write a file that is not there yet.

    Args:
        path: the file.
        data: what is to be in it.

    Raises:
        Failure: it is there already, or it could not be written.
    """
    try:
        write(path, data, None)
    except ChangedOnDiskError as error:
        raise Failure(f"{error} Choose another name.") from None
    except SaveError as error:
        raise Failure(str(error)) from None


def warn_of_names(count: int, what: str, remedy: str = "--stand-ins replaces it.") -> None:
    """Say that real names go out: how many, and not which.

    Args:
        count: how often one stands there; nothing is said of none.
        what: what they stand in, such as ``these notes``.
        remedy: what can be done about it.
    """
    if count:
        times = "once" if count == 1 else f"{count} times"
        sys.stderr.write(f"A real name stands in {what} {times}; {remedy}\n")


def approve(count: int, options: argparse.Namespace) -> None:
    """Ask whether it may be written with so many replacements; nothing is asked of none.

    Args:
        count: how many there are.
        options: where it says whether they are approved already.

    Raises:
        Failure: they were not approved, or nobody can be asked.
    """
    if options.yes or not count:
        return
    question = f"Write it with {counted(count, 'these ')}?"
    if sys.stdin is None or sys.stdin.closed or not sys.stdin.isatty():
        raise Failure(f"{question} Nobody can be asked here: --yes says so.")
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
        raise Failure("Nothing was written.")
