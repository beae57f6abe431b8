"""In which form a folder of sessions lies there: plain, encrypted, or some of each."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from casetool.storage.encryption.age import AGE_SUFFIX
from casetool.storage.encryption.case_files import case_files, plain_name, sessions_in
from casetool.storage.encryption.file_names import has_encrypted_form, is_torn
from casetool.storage.encryption.key_store import has_key


class EncryptionState(StrEnum):
    """In which form the files of a folder lie there."""

    PLAIN = "plain"
    ENCRYPTED = "encrypted"
    HALF = "half"


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """In which form the files of a folder lie there, and which in which."""

    plain: tuple[Path, ...]
    sealed: tuple[Path, ...]

    @property
    def state(self) -> EncryptionState:
        """All plain, all encrypted, or some of each."""
        if not self.sealed:
            return EncryptionState.PLAIN
        return EncryptionState.HALF if self.plain else EncryptionState.ENCRYPTED

    @property
    def unfinished(self) -> tuple[Path, ...]:
        """What is plain of a session of which something is encrypted: a run was ended half-way."""
        end = f".toml{AGE_SUFFIX}"
        done = {plain_name(path) for path in self.sealed if path.name.lower().endswith(end)}
        return tuple(
            path for path in self.plain if any(f".{name}." in f".{path.name}." for name in done)
        )

    @property
    def words(self) -> str:
        """The same for the user; nothing where all are in one form."""
        if self.state is not EncryptionState.HALF:
            return ""
        some = ", ".join(path.name for path in self.plain[:5])
        some += f" and {len(self.plain) - 5} more" if len(self.plain) > 5 else ""
        return (
            f"{len(self.sealed)} files here are encrypted, {len(self.plain)} are not: {some}."
            " No word is lost. casetool encrypt encrypts the rest; casetool decrypt takes the"
            " encryption off all."
        )


def folder_status(folder: Path) -> FolderStatus:
    """In which form the files of a folder of sessions lie there, by their names alone.

    Raises:
        OSError: the folder cannot be read.
    """
    found = [path for path in case_files(folder) if not is_torn(path)]
    return FolderStatus(
        tuple(path for path in found if not has_encrypted_form(path)),
        tuple(path for path in found if has_encrypted_form(path)),
    )


def encrypts_new_sessions(folder: Path) -> bool:
    """Whether a new session belongs encrypted: there is a key, and no session lies there in plain.

    Raises:
        OSError: the folder cannot be read.
    """
    return has_key(folder) and all(has_encrypted_form(path) for path in sessions_in(folder))


def has_encryption(folder: Path) -> bool:
    """Whether a folder has a key, or anything in it is encrypted.

    Raises:
        OSError: the folder cannot be read.
    """
    return has_key(folder) or bool(folder_status(folder).sealed)
