"""The session that a command line means: found by name, opened, its passphrase asked for."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from casetool.errors import UserError

if TYPE_CHECKING:
    from casetool.storage.context import StorageContext
    from casetool.storage.toml.codec import Loaded


def find_file(name: str, folder: Path) -> Path:
    """The file of a session, or of a copy of one.

    Args:
        name: a path, or part of a name.
        folder: the sessions.

    Raises:
        UserError: there is none, or there are several.
    """
    from casetool.storage.library.index import NoSessionError, find_session

    try:
        return find_session(folder, name)
    except NoSessionError as error:
        raise UserError(str(error)) from None


def find_original(name: str, folder: Path) -> Path:
    """Find a session to write to, never a copy of one, otherwise as ``find_file``."""
    from casetool.storage.library.copy_names import stem_of
    from casetool.storage.library.index import session_of_copy

    path = find_file(name, folder)
    session = session_of_copy(path)
    if session is not None:
        raise UserError(
            f"{path.name} is a copy of {session.name}, and was not changed. casetool copies"
            f" “{stem_of(path.name)}” shows what differs. --own makes it a session of its own."
        )
    return path


def storage_for(path: Path, options: argparse.Namespace) -> "StorageContext":
    """The storage context of a session, after its passphrase if it is encrypted.

    Args:
        path: the session.
        options: the parsed command line.

    Raises:
        UserError: it cannot be opened with what was typed.
    """
    from casetool.storage.locations import storage_context

    storage = storage_context(options.environment)
    if not path.name.endswith(".age"):
        return storage
    from casetool.cli.sessions.passphrase import cipher_of

    return replace(storage, cipher=cipher_of(path, options))


def load_named(options: argparse.Namespace, folder: Path) -> "Loaded":
    """Read the named session, after its passphrase if it is encrypted.

    Args:
        options: the parsed command line, whose ``file`` names it.
        folder: the sessions.

    Raises:
        UserError: it is not there, or cannot be read.
    """
    from casetool.services.sessions.open import load_session

    path = find_file(options.file, folder)
    return load_session(path, storage_for(path, options))
