"""The verb that makes a session, and tells back what it understood."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from casetool.clock import local_now
from casetool.errors import Failure
from casetool.models.parsing.dates import echo
from casetool.models.parsing.times import echo_length, understand_length, understand_time
from casetool.services.sessions.create import DETAILS, create_session
from casetool.storage.encryption.cipher import PLAIN, Seal
from casetool.storage.encryption.folder_status import seals_new_sessions
from casetool.storage.library.summary import head_of
from casetool.storage.locations import rest_of


def make_session(options: argparse.Namespace, folder: Path) -> int:
    """Make a session, and print where it is.

    Args:
        options: the parsed command line.
        folder: the sessions.

    Returns:
        The exit code.

    Raises:
        Failure: it could not be made.
    """
    typed = {name: getattr(options, name) for name in DETAILS}
    if not typed["child"].strip():
        raise Failure("Who is it about? --child must not be empty; a pseudonym is enough.")
    typed["nation"] = options.nation.replace("-", " ").title()
    seal: Seal = PLAIN
    if seals_new_sessions(folder):
        from casetool.cli.commands.encryption import seal_to_make

        seal = seal_to_make(folder, options)
    rest = replace(rest_of(options.environment), seal=seal)
    path = create_session(typed, folder, local_now(), rest=rest)
    sys.stdout.write(f"{path}\n")
    head = head_of(path, seal)
    told = {"Referral": head.referral, "Discussion": head.discussion, "Keep until": head.review}
    for name, day in told.items():
        if day is not None:
            # told back, so that a date that was understood otherwise does not go unseen
            sys.stderr.write(f"{name}: {echo(day)}\n")
    if (starts := understand_time(options.starts)) is not None:
        sys.stderr.write(f"Starts: {starts:%H:%M}\n")
    if (length := understand_length(options.length)) is not None:
        sys.stderr.write(f"Length: {echo_length(length)}\n")
    return 0
