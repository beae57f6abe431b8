"""Why a session is only shown in a window."""

from casetool.storage.files.locks import Lock, LockOwner


def why_read_only(newer: int, lock: Lock | LockOwner, is_replaced: bool) -> str:
    """Why nothing can be changed in a window, for a sentence, or empty.

    Args:
        newer: the format number of a newer casetool, or 0.
        lock: the lock of the file, or who has it.
        is_replaced: whether the file holds another session now.
    """
    if is_replaced:
        return "Its file now holds another session: here is only shown how it stood before."
    if newer:
        return f"It was written by a newer casetool (format {newer}): it is only shown."
    if isinstance(lock, LockOwner):
        return f"It is open in {lock.description}: here it is only shown."
    return ""
