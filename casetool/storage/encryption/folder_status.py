"""Which files of a folder of sessions are plain, and which are encrypted."""

import contextlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from casetool.storage.encryption.age import AGE_SUFFIX
from casetool.storage.encryption.case_files import case_files, plain_name, sessions_in
from casetool.storage.encryption.file_names import has_encrypted_form, is_torn
from casetool.storage.encryption.key_store import has_key, refuse_lost_key


class EncryptionState(StrEnum):
    """Whether the files of a folder are plain, encrypted, or mixed."""

    PLAIN = "plain"
    ENCRYPTED = "encrypted"
    HALF = "half"


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """The files of a folder that hold case text, by their form."""

    plain: tuple[Path, ...]
    encrypted: tuple[Path, ...]

    @property
    def state(self) -> EncryptionState:
        """Whether all files are plain, all encrypted, or some of each."""
        if not self.encrypted:
            return EncryptionState.PLAIN
        return EncryptionState.HALF if self.plain else EncryptionState.ENCRYPTED

    @property
    def unfinished(self) -> tuple[Path, ...]:
        """Plain files of sessions that are partly encrypted, after an interrupted run."""
        suffix = f".toml{AGE_SUFFIX}"
        converted_names = {
            plain_name(path) for path in self.encrypted if path.name.lower().endswith(suffix)
        }
        return tuple(
            path
            for path in self.plain
            if any(f".{name}." in f".{path.name}." for name in converted_names)
        )

    @property
    def description(self) -> str:
        """A sentence for the user about a mixed folder, otherwise empty."""
        if self.state is not EncryptionState.HALF:
            return ""
        examples = ", ".join(path.name for path in self.plain[:5])
        examples += f" and {len(self.plain) - 5} more" if len(self.plain) > 5 else ""
        return (
            f"{len(self.encrypted)} files here are encrypted, {len(self.plain)} are not:"
            f" {examples}."
            " Nothing is lost. casetool encrypt encrypts the rest; casetool decrypt takes the"
            " encryption off all."
        )


def folder_status(folder: Path) -> FolderStatus:
    """Sort the files of a folder of sessions by their form, from their names alone.

    Raises:
        OSError: the folder cannot be read.
    """
    files = [path for path in case_files(folder) if not is_torn(path)]
    return FolderStatus(
        tuple(path for path in files if not has_encrypted_form(path)),
        tuple(path for path in files if has_encrypted_form(path)),
    )


def encrypts_new_sessions(folder: Path) -> bool:
    """Whether to encrypt new sessions: there is a key, and no plain session.

    Raises:
        CipherError: all sessions are encrypted, and their key is not there.
        OSError: the folder cannot be read.
    """
    if has_key(folder):
        return all(has_encrypted_form(path) for path in sessions_in(folder))
    with contextlib.suppress(OSError):  # whatever makes the session will report it
        if {has_encrypted_form(path) for path in sessions_in(folder)} == {True}:
            refuse_lost_key(folder)
    return False


def has_encryption(folder: Path) -> bool:
    """Whether a folder has a key, or any encrypted file.

    Raises:
        OSError: the folder cannot be read.
    """
    return has_key(folder) or bool(folder_status(folder).encrypted)
