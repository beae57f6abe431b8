"""A session that another window has encrypted or decrypted while it is open here."""

from pathlib import Path

from casetool.storage.encryption.age import AGE_SUFFIX, is_encrypted
from casetool.storage.files.atomic import SaveError


def refuse_other_form(path: Path) -> None:
    """Refuse to make a file again that is gone since the session is kept in its other form.

    Args:
        path: the session file, which was there before.

    Raises:
        SaveError: the session is encrypted now, or is no longer.
    """
    form = f"{path.name}{AGE_SUFFIX}"
    state, advice = "encrypted now", "Open that one: it offers what it lacks"
    if is_encrypted(path):
        form, state = path.name.removesuffix(AGE_SUFFIX), "no longer encrypted"
        advice = "Leave it, and “casetool decrypt” in a terminal brings there what it lacks"
    if path.with_name(form).exists() and not path.exists():
        raise SaveError(f"{path.name} was not saved: the session is {state}, in {form}. {advice}.")
