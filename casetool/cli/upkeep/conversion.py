"""Encrypting and decrypting from the command line: what is asked, counted and said."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from casetool.cli.sessions.find import find_file
from casetool.cli.sessions.passphrase import ask_new_passphrase, ask_passphrase, questions
from casetool.cli.terminal.output import tell
from casetool.cli.terminal.progress import CountingLine
from casetool.errors import UserError
from casetool.render.text.terminal_safe import terminal_safe
from casetool.storage.context import HIDDEN, StorageContext, real_path
from casetool.storage.encryption.age import AgeCipher, is_encrypted, recipient
from casetool.storage.encryption.case_files import others_in, sessions_in
from casetool.storage.encryption.convert import (
    ConversionOutcome,
    FileOps,
    decrypt_folder,
    decrypt_session,
    encrypt_folder,
    encrypt_session,
    reencrypt_folder,
)
from casetool.storage.encryption.folder_key import unlock
from casetool.storage.encryption.folder_status import folder_status, has_encryption
from casetool.storage.encryption.key_store import (
    KEY_FILE,
    change_passphrase,
    create_key,
    finish_office,
    has_key,
    identity_in,
    key_path,
    read_key,
    refuse_lost_key,
    remove_new_key,
    set_office,
)
from casetool.storage.encryption.open_files import all_sessions, refuse_in_use, refuse_link
from casetool.storage.encryption.readers import readers_problem
from casetool.storage.files.atomic import Fingerprint, SaveError, Write, write_atomically
from casetool.storage.files.own_drives import OwnDrives
from casetool.storage.locations import refuse_dead_drive, storage_context

REMOVE_OFFICE_KEY = "none"
"""What ``--office`` is given when there is no office key any more."""

_MADE = """\
The key is {key}. Without it, or without the passphrase, nobody can open the sessions.
Keep a copy of both where your organisation keeps such things.
"""
_ALONE = "There is no office key. To add one, use casetool encrypt --office.\n"
_REMAINS = """\
The earlier plain text may still be on the disk itself, in backups, and in what a sync program
keeps. Only full-disk encryption helps against that.
"""


def encrypt(options: argparse.Namespace, folder: Path) -> int:
    """Encrypt a session, or all of the folder.

    Args:
        options: the parsed command line.
        folder: the sessions.

    Returns:
        The exit code.

    Raises:
        UserError: it could not be done.
    """
    path, folder = _meant(options, folder)
    if options.office not in (None, REMOVE_OFFICE_KEY):
        recipient(options.office)  # before anything is asked for
    storage = storage_context(options.environment)
    if is_new_key := not has_key(folder):  # a key takes a passphrase of its own, and seconds
        _refuse_now(path, folder, storage)
    elif options.office is not None:  # the list of keys is for every file of the folder
        _refuse_now(None, folder, storage)
    cipher = _cipher_to_encrypt(options, folder, storage.drives)
    whole = encrypt_folder if path is None else encrypt_session
    with (
        _new_key(folder, cipher) if is_new_key else nullcontext(write_atomically) as write,
        _counting("Encrypting", folder, sealed=True) as line,
    ):
        done = [whole(path or folder, cipher, storage, FileOps(write=write, tally=line))]
        is_unfinished = path is None and not is_new_key and bool(readers_problem(folder))
        if (options.office is not None and not is_new_key) or is_unfinished:
            done.append(reencrypt_folder(folder, cipher, storage, FileOps(tally=line)))
            if not done[-1].failures:
                finish_office(folder, cipher)
    if done[0].converted:
        sys.stderr.write(_REMAINS)
    _tell_others(folder)
    return _told(done, "encrypted", folder)


def decrypt(options: argparse.Namespace, folder: Path) -> int:
    """Decrypt a session, or all of the folder, otherwise as ``encrypt``."""
    path, folder = _meant(options, folder)
    if path is not None and not is_encrypted(path):
        raise UserError(f"{path.name} is not encrypted.")
    if path is None and not has_encryption(folder):
        tell(f"Nothing in {folder} is encrypted.")
        return 0
    cipher = unlock(folder, ask_passphrase(options, f"Passphrase of {folder}: "))
    storage = storage_context(options.environment)
    whole = decrypt_folder if path is None else decrypt_session
    with _counting("Decrypting", folder, sealed=False) as line:
        done = whole(path or folder, cipher, storage, FileOps(tally=line))
    return _told([done], "in plain text again", folder)


def change_folder_passphrase(options: argparse.Namespace, folder: Path) -> int:
    """Change the passphrase, otherwise as ``encrypt``. The sessions stay as they are."""
    _check_folder(folder)
    if not has_encryption(folder):
        raise UserError(f"Nothing in {folder} is encrypted, so it has no passphrase.")
    with questions(options):
        old = ask_passphrase(options, f"Current passphrase of {folder}: ")
        identity_in(read_key(folder), old, key_path(folder))  # before a new one is thought of
        new = ask_new_passphrase(options)
    change_passphrase(folder, old, new)
    sys.stderr.write(
        "The passphrase is changed. An earlier copy of the key still opens with the old one."
        " Make a new copy, and delete the old.\n"
    )
    return 0


def _meant(options: argparse.Namespace, folder: Path) -> tuple[Path | None, Path]:
    """The session that is meant, if one is, and the folder that has the key."""
    if options.file is None:
        _check_folder(folder)
        return None, folder
    path = find_file(options.file, folder)
    return path, path.parent


def _check_folder(folder: Path) -> None:
    refuse_dead_drive(folder)
    if not folder.is_dir():
        raise UserError(f"There is no folder {folder}.")


def _refuse_now(path: Path | None, folder: Path, storage: StorageContext) -> None:
    """Refuse what cannot be encrypted now, before a passphrase is thought of."""
    if path is not None:
        refuse_link(path)
    refuse_in_use(all_sessions(folder) if path is None else [path], storage)


def _cipher_to_encrypt(options: argparse.Namespace, folder: Path, drives: OwnDrives) -> AgeCipher:
    office = None if options.office == REMOVE_OFFICE_KEY else options.office
    if not has_key(folder):
        refuse_lost_key(folder)
        for path in sessions_in(folder):
            drives.note(real_path(path))
        passphrase = ask_new_passphrase(options)
        drives.refuse_other(real_path(folder) / HIDDEN)  # it may have gone meanwhile
        return create_key(folder, passphrase, office)
    passphrase = ask_passphrase(options, f"Passphrase of {folder}: ")
    if options.office is None:
        return unlock(folder, passphrase)
    return set_office(folder, passphrase, office)


@contextmanager
def _new_key(folder: Path, cipher: AgeCipher) -> Iterator[Write]:
    """Report a new key once it is used, or remove it if it encrypted nothing.

    Yields the function that writes encrypted bytes to the disk.
    """
    encrypted: list[Path] = []

    def write(path: Path, data: bytes, expected: Fingerprint | None) -> Fingerprint:
        try:
            fingerprint = write_atomically(path, data, expected)
        except SaveError as error:
            encrypted.extend([path] if error.fingerprint is not None else [])
            raise
        encrypted.append(path)
        return fingerprint

    try:
        yield write
    finally:
        state = folder_status(folder)
        if encrypted or state.encrypted or not state.plain:
            sys.stderr.write(terminal_safe(_MADE.format(key=folder / HIDDEN / KEY_FILE)))
            sys.stderr.write("" if len(cipher.recipients) > 1 else _ALONE)
        else:
            remove_new_key(folder)


def _counting(doing: str, folder: Path, *, sealed: bool) -> CountingLine:
    """Count files, and after Ctrl+C say how many sessions are converted."""

    def stopped(done: int, total: int) -> str:
        sessions = sessions_in(folder)
        count = sum(is_encrypted(path) is sealed for path in sessions)
        form = "encrypted" if sealed else "in plain text again"
        return (
            f"Stopped. {count} of {len(sessions)} sessions are {form}. The rest are unchanged."
            " Run the command again to finish."
        )

    return CountingLine(doing, stopped)


def _told(done: list[ConversionOutcome], form: str, folder: Path) -> int:
    """Report the conversion. Returns the exit code."""
    turned = {new for outcome in done for _, new in outcome.converted}
    sessions = {path for path in turned if path in sessions_in(folder)}
    others = len(turned) - len(sessions)
    files = "1 file that belongs" if others == 1 else f"{others} files that belong"
    belong = f", and {files} to {'it' if len(sessions) == 1 else 'them'}" if others else ""
    plural, verb = ("", "is") if len(sessions) == 1 else ("s", "are")
    summary = f"{len(sessions)} session{plural} {verb} {form}{belong}."
    if others and not sessions:
        owners = "1 file of a session is" if others == 1 else f"{others} files of sessions are"
        summary = f"{owners} {form}. The sessions themselves were so before."
    sys.stderr.write(f"{summary}\n" if turned else f"There was nothing to do in {folder}.\n")
    failures = [pair for outcome in done for pair in outcome.failures]
    for path, why in failures:
        tell(f"{path.name}: {why}")
    if not failures:
        return 0
    state = folder_status(folder)
    raise UserError(
        f"{len(failures)} of the files could not be changed and are as before. The others are done."
        f" Correct what is named above, and run the command again. {state.description}".rstrip()
    )


def _tell_others(folder: Path) -> None:
    """Name what stays in plain text beside the sessions: it is not ours to change."""
    names = [path.name.replace("\n", "\\n") for path in others_in(folder)]
    if names:
        some = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        tell(f"Not encrypted, though they may hold case text: {some}.")
