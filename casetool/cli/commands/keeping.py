"""The verbs that look back and clear away: history, restore, delete, trash, doctor."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from casetool.cli.progress import CountingLine
from casetool.errors import UserError
from casetool.models.parsing.days import instant_in
from casetool.render.text.terminal_safe import terminal_safe
from casetool.storage.context import StorageContext
from casetool.storage.encryption.case_files import plain_name
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.encryption.folder_status import has_encryption
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.locks import hold_lock
from casetool.storage.history.restore import restore, versions_to_restore
from casetool.storage.history.trash import (
    Trashed,
    delete_session,
    discard_copy,
    empty_trash,
    files_beside,
    id_of,
    list_trash,
    purge,
    restore_from_trash,
    target_of,
)
from casetool.storage.history.versions import StoredVersion, versions_of
from casetool.storage.library.health import Health, examine, waiting_copies
from casetool.storage.library.index import NoSessionError, find_session, session_of_copy
from casetool.storage.locations import storage_context

OUT_OF_REACH = """\
What casetool cannot reach: notes that were sent, printed, or saved elsewhere or under a name of
their own; copies that a sync or backup program made; and what the disk itself keeps of deleted
files. Full-disk encryption helps against the last.
"""


def carry_out(options: argparse.Namespace, folder: Path) -> int:
    """Carry out one of these verbs.

    Args:
        options: the parsed command line.
        folder: the sessions.

    Returns:
        The exit code.

    Raises:
        Failure: it could not be done.
    """
    with _plain_words():
        return _VERBS[options.verb](options, folder, storage_context(options.environment))


def _history(options: argparse.Namespace, folder: Path, storage: StorageContext) -> int:
    path = _meant(options.file, folder)
    versions = versions_to_restore(path, storage)
    if options.json:
        rows = [
            {"version": one.digest, "when": one.when.isoformat(), "sound": _sound(one)}
            for one in versions
        ]
        sys.stdout.write(json.dumps(rows, indent=2) + "\n")
        return 0
    for one in versions:
        when = instant_in(one.when, None)
        state = f"{one.path.stat().st_size:>9,} bytes" if _sound(one) else "damaged"
        sys.stdout.write(f"{one.digest}  {when:%a %d %b %Y %H:%M}  {state}\n")
    if not versions:
        sys.stderr.write(terminal_safe(f"No earlier version of {path.name} is kept yet.\n"))
    return 0


def _restore(options: argparse.Namespace, folder: Path, storage: StorageContext) -> int:
    path = _meant(options.file, folder)
    found = [
        one for one in versions_to_restore(path, storage) if one.digest.startswith(options.version)
    ]
    if len({one.digest for one in found}) != 1:
        what = "More than one version" if found else "No version"
        raise UserError(
            f"{what} of {path.name} begins with “{options.version}”:"
            f" casetool history {plain_name(path)} lists them."
        )
    restore(path, found[0], storage)
    when = instant_in(found[0].when, None)
    told = (
        f"{path.name} is as it was on {when:%a %d %b %Y at %H:%M}. What it held is a version now."
    )
    sys.stderr.write(terminal_safe(f"{told}\n"))
    return 0


def _delete(options: argparse.Namespace, folder: Path, storage: StorageContext) -> int:
    path = _meant(options.file, folder)
    if not options.purge:
        stays = f" What it leads to stays: {target_of(path)}." if path.is_symlink() else ""
        move = discard_copy if session_of_copy(path, storage.cipher) is not None else delete_session
        move(path, storage)
        _tell(f"{path.name} is in the trash. casetool trash --restore brings it back.{stays}")
        return 0
    return _purge(options, path, storage)


def _purge(options: argparse.Namespace, path: Path, storage: StorageContext) -> int:
    """Remove a session for good; of a link what it leads to, and the link."""
    real = target_of(path) if path.is_symlink() else path
    is_copy = (
        session_of_copy(real, storage.cipher) is not None
    )  # its id, and the past, are another's
    with hold_lock(real, storage):
        try:
            beside = [] if is_copy else [one for one in files_beside(real, storage) if one != path]
        except OSError as error:
            raise UserError(f"{real.parent}: {error.strerror}. Nothing was removed.") from None
        for other in beside:
            _tell(f"Beside it, with words of it: {other}")
        link = f", which {path.name} leads to, that link" if path != real else ""
        _ask(options, f"Remove {real}{link} and every copy that casetool keeps, for good?")
        copies = beside if beside and _goes_too(options, len(beside)) else []
        left = purge(real, None if is_copy else id_of(real, storage), storage, copies)
        if path != real:
            path.unlink(missing_ok=True)
    _tell(f"{real} is removed, with its versions and drafts.")
    for other in (*([path] if path != real else []), *copies):
        _tell(f"Removed too: {other}")
    for other in left:
        _tell(f"Still there: {other} (--copies removes what lies beside a session)")
    sys.stderr.write(OUT_OF_REACH)
    return 0


def _goes_too(options: argparse.Namespace, count: int) -> bool:
    if options.copies or options.yes:
        return bool(options.copies)
    sys.stderr.write(f"Remove the {count} beside it, too? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _tell(words: str) -> None:
    sys.stderr.write(terminal_safe(f"{words}\n"))


def _trash(options: argparse.Namespace, folder: Path, storage: StorageContext) -> int:
    found = list_trash(folder)
    if options.restore is not None:
        path = restore_from_trash(_one_of(found, options.restore))
        sys.stdout.write(f"{path}\n")
        return 0
    if options.empty:
        if found:
            _ask(options, f"Remove {len(found)} from the trash for good?")
        count = empty_trash(folder)
        sys.stderr.write(f"The trash is empty; {count} removed.\n{OUT_OF_REACH if count else ''}")
        return 0
    for one in found:
        sys.stdout.write(
            terminal_safe(f"{instant_in(one.when, None):%a %d %b %Y %H:%M}  {one.name}") + "\n"
        )
    if not found:
        sys.stderr.write("The trash is empty.\n")
    return 0


def _doctor(options: argparse.Namespace, folder: Path, storage: StorageContext) -> int:
    if not folder.is_dir():
        copies = [f"\n{one.path}: {one.message}" for one in waiting_copies(folder, storage)]
        raise UserError(f"There is no folder {folder}.{''.join(copies)}")
    if (options.passphrase_stdin or options.unlock) and has_encryption(folder):
        from casetool.cli.commands.encryption import cipher_of_new

        storage = replace(storage, cipher=cipher_of_new(folder, options))
    stopped = "Stopped. {} of {} files were looked at; nothing was changed. Start it again.".format
    with CountingLine("Looking at", stopped) as line:
        health = examine(folder, storage, tally=line)
    if options.json:
        troubles = [{"file": str(one.path), "words": one.message} for one in health.troubles]
        sys.stdout.write(json.dumps({"troubles": troubles}, indent=2) + "\n")
    else:
        for one in health.troubles:
            sys.stdout.write(terminal_safe(f"{one.path}: {one.message}") + "\n")
    sys.stderr.write(_summary(health))
    return 1 if health.troubles else 0


def _summary(health: Health) -> str:
    looked = f"{health.sessions} sessions and {health.versions} earlier versions looked at"
    sealed = f"; {health.unopened} encrypted ones not opened (--unlock)" if health.unopened else ""
    count = len(health.troubles)
    return f"{looked}{sealed}: {count or 'no'} trouble{'' if count == 1 else 's'}.\n"


def _meant(name: str, folder: Path) -> Path:
    """The file that is meant; also one that is gone, if versions of it are kept."""
    try:
        return find_session(folder, name)
    except NoSessionError as error:
        for wanted in (name, f"{name}.toml", f"{name}.toml.age"):
            if versions_of(folder, name=wanted):
                return folder / wanted
        raise UserError(str(error)) from None


def _one_of(found: list[Trashed], name: str) -> Trashed:
    near = [one for one in found if name.casefold() in one.name.casefold()]
    if len({one.name for one in near}) == 1:
        return near[0]  # what was trashed last, where one name was trashed twice
    what = "More than one session" if near else "No session"
    raise UserError(f"{what} in the trash has “{name}” in its name: casetool trash lists them.")


def _sound(version: StoredVersion) -> bool:
    try:
        version.read()
    except SaveError:
        return False
    return True


def _ask(options: argparse.Namespace, question: str) -> None:
    """Go on only after a yes.

    Raises:
        Failure: it was no yes, or nobody can be asked.
    """
    if options.yes:
        return
    if sys.stdin is None or not sys.stdin.isatty():
        raise UserError(f"{question} Nobody can be asked here: --yes says so.")
    sys.stderr.write(terminal_safe(f"{question} [y/N] "))
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
        raise UserError("Nothing was removed.")


@contextmanager
def _plain_words() -> Iterator[None]:
    try:
        yield
    except (SaveError, CipherError) as error:
        raise UserError(str(error)) from None


_VERBS: dict[str, Callable[[argparse.Namespace, Path, StorageContext], int]] = {
    "history": _history,
    "restore": _restore,
    "delete": _delete,
    "trash": _trash,
    "doctor": _doctor,
}
