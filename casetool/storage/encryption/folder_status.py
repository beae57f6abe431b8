"""In which form a folder of sessions lies there: plain, encrypted, or some of each."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from casetool.storage.encryption.age import SUFFIX
from casetool.storage.encryption.case_files import case_files, plain_name, sessions_in
from casetool.storage.encryption.file_names import is_in_sealed_form, is_torn
from casetool.storage.encryption.key_store import has_ring


class State(StrEnum):
    """In which form the files of a folder lie there."""

    PLAIN = "plain"
    ENCRYPTED = "encrypted"
    HALF = "half"


@dataclass(frozen=True, slots=True)
class FolderState:
    """In which form the files of a folder lie there, and which in which."""

    plain: tuple[Path, ...]
    sealed: tuple[Path, ...]

    @property
    def state(self) -> State:
        """All plain, all encrypted, or some of each."""
        if not self.sealed:
            return State.PLAIN
        return State.HALF if self.plain else State.ENCRYPTED

    @property
    def unfinished(self) -> tuple[Path, ...]:
        """What is plain of a session of which something is encrypted: a run was ended half-way."""
        end = f".toml{SUFFIX}"
        done = {plain_name(path) for path in self.sealed if path.name.lower().endswith(end)}
        return tuple(
            path for path in self.plain if any(f".{name}." in f".{path.name}." for name in done)
        )

    @property
    def words(self) -> str:
        """The same for the user; nothing where all are in one form."""
        if self.state is not State.HALF:
            return ""
        some = ", ".join(path.name for path in self.plain[:5])
        some += f" and {len(self.plain) - 5} more" if len(self.plain) > 5 else ""
        return (
            f"{len(self.sealed)} files here are encrypted, {len(self.plain)} are not: {some}."
            " No word is lost. casetool encrypt encrypts the rest; casetool decrypt takes the"
            " encryption off all."
        )


def state_of(folder: Path) -> FolderState:
    """In which form the files of a folder of sessions lie there, by their names alone.

    Raises:
        OSError: the folder cannot be read.
    """
    found = [path for path in case_files(folder) if not is_torn(path)]
    return FolderState(
        tuple(path for path in found if not is_in_sealed_form(path)),
        tuple(path for path in found if is_in_sealed_form(path)),
    )


def seals_new_sessions(folder: Path) -> bool:
    """Whether a new session belongs encrypted: there is a key, and no session lies there in plain.

    Raises:
        OSError: the folder cannot be read.
    """
    return has_ring(folder) and all(is_in_sealed_form(path) for path in sessions_in(folder))


def has_encryption(folder: Path) -> bool:
    """Whether a folder has a key, or anything in it is encrypted.

    Raises:
        OSError: the folder cannot be read.
    """
    return has_ring(folder) or bool(state_of(folder).sealed)
