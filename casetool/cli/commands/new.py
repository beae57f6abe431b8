"""The verb that makes a session, and tells back what it understood."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from casetool.clock import local_now
from casetool.errors import UserError
from casetool.models.parsing.dates import format_date
from casetool.models.parsing.times import format_length, parse_length, parse_time
from casetool.services.sessions.create import DETAIL_FIELDS, create_session
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher
from casetool.storage.encryption.folder_status import encrypts_new_sessions
from casetool.storage.library.summary import read_summary
from casetool.storage.locations import storage_context


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
    typed = {name: getattr(options, name) for name in DETAIL_FIELDS}
    if not typed["child"].strip():
        raise UserError("Who is it about? --child must not be empty; a pseudonym is enough.")
    typed["nation"] = options.nation.replace("-", " ").title()
    cipher: Cipher = NO_CIPHER
    if encrypts_new_sessions(folder):
        from casetool.cli.commands.encryption import cipher_of_new

        cipher = cipher_of_new(folder, options)
    storage = replace(storage_context(options.environment), cipher=cipher)
    path = create_session(typed, folder, local_now(), storage=storage)
    sys.stdout.write(f"{path}\n")
    head = read_summary(path, cipher)
    told = {"Referral": head.referral, "Discussion": head.discussion, "Keep until": head.review}
    for name, day in told.items():
        if day is not None:
            # told back, so that a date that was understood otherwise does not go unseen
            sys.stderr.write(f"{name}: {format_date(day)}\n")
    if (starts := parse_time(options.starts)) is not None:
        sys.stderr.write(f"Starts: {starts:%H:%M}\n")
    if (length := parse_length(options.length)) is not None:
        sys.stderr.write(f"Length: {format_length(length)}\n")
    return 0
