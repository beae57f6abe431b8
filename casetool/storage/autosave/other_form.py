"""A session that another window has encrypted or decrypted while it is open here."""

from pathlib import Path

from casetool.storage.encryption.age import is_encrypted
from casetool.storage.encryption.case_files import other_form_of, plain_path
from casetool.storage.files.atomic import SaveError


def refuse_other_form(path: Path) -> None:
    """Refuse to make a file again that is gone since the session is kept in its other form.

    Args:
        path: the session file, which was there before.

    Raises:
        SaveError: the session is encrypted now, or is no longer.
    """
    other = plain_path(path) if is_encrypted(path) else other_form_of(path)
    state, advice = "encrypted now", "Open that one: it offers you the words that are not in it yet"
    if is_encrypted(path):
        state = "no longer encrypted"
        advice = (
            "Leave this one: “casetool decrypt” in a terminal adds the words that are not in it yet"
        )
    if other is not None and other.exists() and not path.exists():
        raise SaveError(
            f"{path.name} was not saved: the session is {state}, in {other.name}. {advice}."
        )
