"""How a passphrase is asked for, and the cipher that it unlocks.

A passphrase is typed at the terminal, or is a line of standard input: what stands in a command or
in the environment can be read by other programs.
"""

import argparse
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from casetool.cli.terminal.hidden_input import ask_unseen, unseen_typing
from casetool.errors import UserError
from casetool.render.text.terminal_safe import terminal_row
from casetool.storage.encryption.age import is_encrypted
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher, CipherError
from casetool.storage.encryption.folder_key import unlock
from casetool.storage.encryption.key_store import check_passphrase, has_key
from casetool.storage.files.atomic import SaveError


def cipher_of(path: Path, options: argparse.Namespace) -> Cipher:
    """The cipher of one session. Its passphrase is asked for where it is encrypted.

    Args:
        path: the session.
        options: the parsed command line.

    Raises:
        UserError: the passphrase is wrong, or the key cannot be read.
    """
    if not is_encrypted(path):
        return NO_CIPHER
    return _unlock(path.parent, ask_passphrase(options, f"Passphrase of {path.name}: "))


def cipher_of_folder(folder: Path, options: argparse.Namespace) -> Cipher:
    """The cipher of a folder, after its passphrase, otherwise as ``cipher_of``."""
    return _unlock(folder, ask_passphrase(options, f"Passphrase of {folder}: "))


def cipher_if_given(path: Path, options: argparse.Namespace) -> Cipher:
    """The cipher of an encrypted session, if its passphrase is given. It may be forgotten.

    Args:
        path: the session.
        options: the parsed command line.

    Raises:
        UserError: the passphrase is wrong, or the key cannot be read.
    """
    if not is_encrypted(path) or not has_key(path.parent):
        return NO_CIPHER
    if getattr(options, "passphrase_stdin", False):
        return cipher_of(path, options)
    if options.yes or sys.stdin is None or sys.stdin.closed or not sys.stdin.isatty():
        return NO_CIPHER
    passphrase = ask_unseen(terminal_row(f"Passphrase of {path.name} (Enter if it is lost): "))
    return _unlock(path.parent, passphrase) if passphrase else NO_CIPHER


def ask_passphrase(options: argparse.Namespace, question: str) -> str:
    """A passphrase, typed unseen or from a line of standard input.

    Args:
        options: the parsed command line.
        question: what is asked at the terminal.

    Raises:
        UserError: there was none.
    """
    if getattr(options, "passphrase_stdin", False):
        return _line_of_stdin()
    return ask_unseen(terminal_row(question))


def ask_new_passphrase(options: argparse.Namespace) -> str:
    """Ask for a new passphrase, twice if it is typed.

    Raises:
        CipherError: it is too short.
        UserError: the two are not the same.
    """
    with questions(options):
        new = ask_passphrase(options, "New passphrase (four or five words are best): ")
        check_passphrase(new)
        if options.passphrase_stdin:
            return new
        if ask_passphrase(options, "The new passphrase again: ") != new:
            raise UserError("The two passphrases differ. Nothing was changed.")
    return new


def questions(options: argparse.Namespace) -> AbstractContextManager[None]:
    """Show nothing that is typed, from the first question for a passphrase to the last."""
    return nullcontext() if options.passphrase_stdin else unseen_typing()


def _unlock(folder: Path, passphrase: str) -> Cipher:
    try:
        return unlock(folder, passphrase)
    except (CipherError, SaveError) as error:
        raise UserError(str(error)) from None


def _line_of_stdin() -> str:
    data = sys.stdin.buffer.readline() if sys.stdin is not None else b""
    try:
        line = data.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise UserError("The passphrase on standard input is not UTF-8.") from None
    if not line:
        raise UserError("There was no passphrase on standard input.")
    return line
