"""A session that another window has encrypted or decrypted while it is open here."""

import os
from pathlib import Path

from casetool.storage.encryption.age import is_encrypted
from casetool.storage.encryption.case_files import other_form_of, plain_path
from casetool.storage.files.atomic import SaveError


class OtherForm:
    """Watches for the other form of a session, which a sync client may bring after some time.

    Until then the file is only gone, and is made again. A pair that stood there before is left.
    """

    def __init__(self) -> None:
        self.remade: frozenset[Path] = frozenset()
        """The paths of the file that this run has made again."""

    def has_come(self, path: Path) -> bool:
        """Whether it stands beside a file that was made again."""
        other = other_form(path)
        return path in self.remade and other is not None and os.path.lexists(other)

    def refuse(self, path: Path) -> None:
        """Refuse to write a file since the session is kept in its other form.

        Args:
            path: the session file, which was there before.

        Raises:
            SaveError: the session is encrypted now, or is no longer.
        """
        other = other_form(path)
        if other is None or not os.path.lexists(other):
            return
        if os.path.lexists(path) and path not in self.remade:
            return
        state = "encrypted now"
        advice = "Open that one: it offers you the words that are not in it yet"
        if is_encrypted(path):
            state = "no longer encrypted"
            advice = (
                "Leave this one: “casetool decrypt” in a terminal adds the words that are not in it"
                " yet"
            )
        raise SaveError(
            f"{path.name} was not saved: the session is {state}, in {other.name}. {advice}."
        )


def is_decrypted(path: Path) -> bool:
    """Whether an encrypted session is there in plain text alone.

    Args:
        path: the encrypted session file.
    """
    return is_encrypted(path) and not os.path.lexists(path) and os.path.lexists(plain_path(path))


def other_form(path: Path) -> Path | None:
    """The path that a session has once it is encrypted, or decrypted, if it may be there.

    Args:
        path: the session file.
    """
    return plain_path(path) if is_encrypted(path) else other_form_of(path)
