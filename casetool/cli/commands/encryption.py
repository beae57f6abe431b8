"""The verbs that encrypt sessions and take the encryption off, and how a passphrase is asked for.

A passphrase is typed at the terminal, or is a line of standard input: what stands in a command or
in the environment can be read by other programs.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casetool.cli.progress import CountingLine
from casetool.cli.unseen import ask_unseen
from casetool.errors import UserError
from casetool.render.text.terminal_safe import terminal_safe
from casetool.storage.context import HIDDEN
from casetool.storage.encryption.age import AgeCipher, is_encrypted, recipient
from casetool.storage.encryption.case_files import others_in, sessions_in
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher, CipherError
from casetool.storage.encryption.convert import (
    ConversionOutcome,
    FileOps,
    decrypt_folder,
    decrypt_session,
    encrypt_folder,
    encrypt_session,
    reencrypt_folder,
)
from casetool.storage.encryption.folder_status import folder_status, has_encryption
from casetool.storage.encryption.key_store import (
    KEY_FILE,
    change_passphrase,
    check_passphrase,
    create_key,
    has_key,
    refuse_lost_key,
    set_office,
    unlock,
)
from casetool.storage.files.atomic import SaveError
from casetool.storage.library.index import NoSessionError, find_session
from casetool.storage.locations import storage_context

REMOVE_OFFICE_KEY = "none"
"""What ``--office`` is given when there is no office key any more."""

_MADE = """\
The key is {key}. Without it, or without the passphrase, nobody opens the sessions:
keep a copy of the key, and the passphrase, where your organisation keeps such things.
"""
_ALONE = "There is no office key: casetool encrypt --office names one.\n"
_REMAINS = """\
What lay there in plain before may still be found on the disk itself, in backups and in what a sync
program keeps: only full-disk encryption helps against that.
"""


def carry_out(options: argparse.Namespace, folder: Path) -> int:
    """Carry out one of these verbs; as ``encrypt``."""
    verbs = {"encrypt": encrypt, "decrypt": decrypt, "passphrase": passphrase}
    return verbs[options.verb](options, folder)


def encrypt(options: argparse.Namespace, folder: Path) -> int:
    """Encrypt a session, or all of the folder.

    Args:
        options: the parsed command line.
        folder: the sessions.

    Returns:
        The exit code.

    Raises:
        Failure: it could not be done.
    """
    with _plain_words():
        path, folder = _meant(options, folder)
        if options.office not in (None, REMOVE_OFFICE_KEY):
            recipient(options.office)  # before anything is asked for
        made = not has_key(folder)
        seal = _seal_to_encrypt(options, folder)
        storage = storage_context(options.environment)
        if made:  # said first: whoever stops half-way must know of it, too
            sys.stderr.write(terminal_safe(_MADE.format(key=folder / HIDDEN / KEY_FILE)))
            sys.stderr.write("" if len(seal.recipients) > 1 else _ALONE)
        whole = encrypt_folder if path is None else encrypt_session
        with _counting("Encrypting", folder, sealed=True) as line:
            done = [whole(path or folder, seal, storage, FileOps(tally=line))]
            if options.office is not None and not made:
                done.append(reencrypt_folder(folder, seal, storage, FileOps(tally=line)))
    if done[0].converted:
        sys.stderr.write(_REMAINS)
    _tell_others(folder)
    return _told(done, "encrypted", folder)


def decrypt(options: argparse.Namespace, folder: Path) -> int:
    """Take the encryption off a session, or off all of the folder; as ``encrypt``."""
    with _plain_words():
        path, folder = _meant(options, folder)
        if path is not None and not is_encrypted(path):
            raise UserError(f"{path.name} is not encrypted.")
        if path is None and not has_encryption(folder):
            sys.stderr.write(terminal_safe(f"Nothing in {folder} is encrypted.") + "\n")
            return 0
        cipher = unlock(folder, _asked(options, f"Passphrase of {folder}: "))
        storage = storage_context(options.environment)
        whole = decrypt_folder if path is None else decrypt_session
        with _counting("Decrypting", folder, sealed=False) as line:
            done = whole(path or folder, cipher, storage, FileOps(tally=line))
    return _told([done], "in plain text again", folder)


def passphrase(options: argparse.Namespace, folder: Path) -> int:
    """Change the passphrase; as ``encrypt``. The sessions stay as they are."""
    with _plain_words():
        old = _asked(options, f"Passphrase of {folder} until now: ")
        unlock(folder, old)  # before a new one is thought of
        change_passphrase(folder, old, _asked_twice(options))
    sys.stderr.write(
        "The passphrase is changed. A copy of the key that you made before still opens with the"
        " old one: make a new copy, and delete the old.\n"
    )
    return 0


def cipher_of(path: Path, options: argparse.Namespace) -> Cipher:
    """What opens one session; its passphrase is asked for where it is encrypted.

    Args:
        path: the session.
        options: the parsed command line.

    Raises:
        Failure: it cannot be opened with what was typed.
    """
    if not is_encrypted(path):
        return NO_CIPHER
    with _plain_words():
        return unlock(path.parent, _asked(options, f"Passphrase of {path.name}: "))


def cipher_of_new(folder: Path, options: argparse.Namespace) -> Cipher:
    """What closes a new session: nothing, but where the folder is encrypted; as ``cipher_of``."""
    with _plain_words():
        return unlock(folder, _asked(options, f"Passphrase of {folder}: "))


def _meant(options: argparse.Namespace, folder: Path) -> tuple[Path | None, Path]:
    """The session that is meant, if one is, and the folder that has the key."""
    if options.file is None:
        if not folder.is_dir():
            raise UserError(f"There is no folder {folder}.")
        return None, folder
    path = find_session(folder, options.file)
    return path, path.parent


def _seal_to_encrypt(options: argparse.Namespace, folder: Path) -> AgeCipher:
    office = None if options.office == REMOVE_OFFICE_KEY else options.office
    if not has_key(folder):
        refuse_lost_key(folder)
        return create_key(folder, _asked_twice(options), office)
    words = _asked(options, f"Passphrase of {folder}: ")
    if options.office is None:
        return unlock(folder, words)
    return set_office(folder, words, office)


def _asked_twice(options: argparse.Namespace) -> str:
    new = _asked(options, "A new passphrase (four or five words are best): ")
    check_passphrase(new)
    if not options.passphrase_stdin and _asked(options, "The same once more: ") != new:
        raise UserError("The two are not the same. Nothing was changed.")
    return new


def _asked(options: argparse.Namespace, question: str) -> str:
    """A passphrase, typed unseen or from a line of standard input."""
    if getattr(options, "passphrase_stdin", False):
        return _line()
    return ask_unseen(terminal_safe(question))


def _line() -> str:
    data = sys.stdin.buffer.readline() if sys.stdin is not None else b""
    try:
        line = data.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise UserError("The passphrase on standard input is not in UTF-8.") from None
    if not line:
        raise UserError("There was no passphrase on standard input.")
    return line


def _counting(doing: str, folder: Path, *, sealed: bool) -> CountingLine:
    """Counts files; after Ctrl+C it is said how many sessions are in the new form."""

    def stopped(done: int, total: int) -> str:
        sessions = sessions_in(folder)
        count = sum(is_encrypted(path) is sealed for path in sessions)
        form = "encrypted" if sealed else "in plain text again"
        return (
            f"Stopped. {count} of {len(sessions)} sessions are {form}, the rest are as they were."
            " Start it again to finish."
        )

    return CountingLine(doing, stopped)


@contextmanager
def _plain_words() -> Iterator[None]:
    try:
        yield
    except (CipherError, SaveError, NoSessionError) as error:
        raise UserError(str(error)) from None


def _told(done: list[ConversionOutcome], form: str, folder: Path) -> int:
    """Say what became of the files; 1 when one of them could not be turned."""
    turned = {new for outcome in done for _, new in outcome.converted}
    sessions = {path for path in turned if path in sessions_in(folder)}
    others = len(turned) - len(sessions)
    belong = f", and {others} file{'s' * (others != 1)} that belong to them" if others else ""
    one = len(sessions) == 1
    words = f"{len(sessions)} session{'' if one else 's'} {'is' if one else 'are'} {form}{belong}."
    sys.stderr.write(f"{words}\n" if turned else f"There was nothing to be done in {folder}.\n")
    left = [pair for outcome in done for pair in outcome.failures]
    for path, why in left:
        sys.stderr.write(terminal_safe(f"{path.name}: {why}") + "\n")
    if not left:
        return 0
    state = folder_status(folder)
    raise UserError(
        f"{len(left)} of the files could not be changed and are as they were; the others are done."
        f" Put right what is said above, and do it again. {state.description}".rstrip()
    )


def _tell_others(folder: Path) -> None:
    """Name what stays in plain text beside the sessions: it is not ours to change."""
    names = [path.name.replace("\n", "\\n") for path in others_in(folder)]
    if names:
        some = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        sys.stderr.write(
            terminal_safe(f"Not encrypted, and they may hold case text: {some}.") + "\n"
        )
