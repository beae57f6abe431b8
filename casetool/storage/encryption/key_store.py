"""The keys of a folder of sessions: one made once, kept under a passphrase, and the public ones.

The passphrase guards the key, not the sessions: it is worked through once, slowly, when they are
unlocked, and each save is quick. Both files are of the age program's own kinds.
"""

import contextlib
import hmac
import unicodedata
from pathlib import Path

from casetool.storage.context import HIDDEN
from casetool.storage.encryption.age import (
    AGE_SUFFIX,
    AgeCipher,
    age_library,
    check_whole,
    recipient,
)
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.atomic import (
    ChangedOnDiskError,
    SaveError,
    fingerprint_of,
    make_private,
    write_atomically,
)
from casetool.storage.files.regular_file import read_regular

KEY_FILE = "key.age"
"""The secret key, closed with the passphrase."""

RECIPIENTS_FILE = "recipients.txt"
"""The public keys that can open what is saved: our own, and maybe an office's."""

_TOO_SLOW, _TRIES = "Excessive work parameter", 5
"""How the library says that this computer is too slow for a key, and how often it is asked."""

SHORTEST_PASSPHRASE = 8
"""Characters that a passphrase has at least."""

_SECRET = "AGE-SECRET-KEY-1"
_CHECK = "# checked by casetool: "
_ABOUT = """\
# The public keys that can open the encrypted sessions of this folder, for “age -R” too.
# The first is the folder's own, the second the office's, if there is one.
# Don't change it by hand: casetool encrypt --office does it.
"""
_MEND = (
    " Bring it back from a backup; or say anew who may open the sessions:"
    " casetool encrypt --office none, or with the public key of your office in place of none."
)


def has_key(folder: Path) -> bool:
    """Whether a folder of sessions has a key of its own."""
    return _key_file(folder).is_file()


def create_key(folder: Path, passphrase: str, office: str | None = None) -> AgeCipher:
    """Make the key of a folder of sessions.

    Args:
        folder: the sessions.
        passphrase: what will open the key.
        office: a second public key that can open all that is encrypted.

    Returns:
        The seal with this key.

    Raises:
        SealError: there is a key already, or was one; or the passphrase or the office key is none.
        SaveError: it could not be written.
    """
    if has_key(folder):
        raise CipherError(f"There is a key already: {_key_file(folder)}. It stays as it is.")
    refuse_lost_key(folder)
    check_passphrase(passphrase)
    identity = str(age_library().x25519.Identity.generate())
    cipher = AgeCipher(identity, _who(identity, office))
    make_private(folder / HIDDEN)
    closed = _closed(identity, passphrase)
    try:
        # the key last: where it lies, all that it needs lies there too
        _write_recipients(folder, identity, cipher)
        write_atomically(_key_file(folder), closed, None)
    except ChangedOnDiskError:
        raise  # somebody else made one just now: it is theirs
    except SaveError:
        remove_new_key(folder)
        raise
    return cipher


def remove_new_key(folder: Path) -> None:
    """Remove a key that was made just now, and has encrypted nothing.

    Args:
        folder: the sessions.
    """
    for name in (KEY_FILE, RECIPIENTS_FILE):
        (folder / HIDDEN / name).unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # only where it was made for the key
        (folder / HIDDEN).rmdir()


def unlock(folder: Path, passphrase: str) -> AgeCipher:
    """The seal of a folder of sessions; it takes a second or two, on purpose.

    Raises:
        SealError: the passphrase is wrong, or the key or the list of public keys is not as it was.
    """
    identity = _identity(folder, passphrase)
    recipients, told = _read_recipients(folder)
    cipher = AgeCipher(identity, recipients)
    if not hmac.compare_digest(told.encode(), _sum(identity, cipher).encode()):
        raise CipherError(
            f"{RECIPIENTS_FILE} in {HIDDEN} was changed by something else: it could let others read"
            " what you save. Nothing was opened or saved." + _MEND
        )
    return cipher


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Close the key with another passphrase. The sessions stay as they are.

    Raises:
        SealError: the old one is wrong, or the new one is none.
        SaveError: it could not be written: the old one goes on.
    """
    check_passphrase(new)
    path = _key_file(folder)
    identity = _identity(folder, old)
    known = fingerprint_of(read_regular(path))
    write_atomically(path, _closed(identity, new), known)


def set_office(folder: Path, passphrase: str, office: str | None) -> AgeCipher:
    """Say anew which public keys can open what is encrypted from now on.

    What is encrypted already must be encrypted again (``encrypting.reseal``).

    Args:
        folder: the sessions.
        passphrase: what opens the key.
        office: the office's public key; None when there is none any more.

    Returns:
        The seal with these keys.

    Raises:
        SealError: the passphrase is wrong, or the office key is none.
        SaveError: the list of public keys could not be written.
    """
    identity = _identity(folder, passphrase)
    cipher = AgeCipher(identity, _who(identity, office))
    _write_recipients(folder, identity, cipher)
    return cipher


def refuse_lost_key(folder: Path) -> None:
    """Make sure that there is a key, or nothing yet that only a lost one could open.

    Raises:
        SealError: the key is lost.
    """
    sealed = any(folder.glob(f"*{AGE_SUFFIX}")) or any((folder / HIDDEN).rglob(f"*{AGE_SUFFIX}"))
    if sealed and not has_key(folder):
        raise CipherError(_lost(folder))


def check_passphrase(passphrase: str) -> None:
    """Refuse what guards nothing.

    Raises:
        SealError: it is too short.
    """
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise CipherError(
            f"A passphrase needs {SHORTEST_PASSPHRASE} characters at least. Four or five words that"
            " have nothing to do with each other are best."
        )


def _key_file(folder: Path) -> Path:
    return folder / HIDDEN / KEY_FILE


def _who(identity: str, office: str | None) -> list[str]:
    own, others = _own(identity), [recipient(office)] if office is not None else []
    return [own, *(one for one in others if one != own)]


def _own(identity: str) -> str:
    return str(age_library().x25519.Identity.from_str(identity).to_public())


def _closed(identity: str, passphrase: str) -> bytes:
    """The key file, proven to open again: one that does not would lock everybody out."""
    age = age_library()
    data = f"# public key: {_own(identity)}\n{identity}\n".encode()
    closed: bytes = age.passphrase.encrypt(data, _normal(passphrase))
    if _decrypt(closed, passphrase) != data:
        raise CipherError("The key does not open again with this passphrase. Nothing was changed.")
    return closed


def _identity(folder: Path, passphrase: str) -> str:
    path = _key_file(folder)
    try:
        data = read_regular(path)
    except FileNotFoundError:
        raise CipherError(_lost(folder)) from None
    except OSError as error:
        raise CipherError(f"The key {path} cannot be read: {error.strerror}.") from None
    age = age_library()
    try:
        check_whole(data)
    except CipherError as error:
        raise CipherError(f"The key {path} cannot be used. {error}") from None
    try:
        text = _decrypt(data, passphrase).decode()
        return next(line for line in text.split("\n") if line.startswith(_SECRET))
    except age.DecryptError:
        raise CipherError(
            "The passphrase is wrong. Nothing was changed; try again (is Caps Lock on?)."
            f" If you are sure of it, {path} may be damaged: bring that back from a backup."
        ) from None
    except (StopIteration, UnicodeDecodeError):
        raise CipherError(f"There is no key in {path}. Bring it back from a backup.") from None


def _decrypt(closed: bytes, passphrase: str) -> bytes:
    """Open a key file with its passphrase.

    The library first measures this computer, and refuses a key that would take too long. A computer
    that is busy for a moment seems too slow, so it is asked again.

    Raises:
        CipherError: the computer is too slow or too busy. The passphrase was not tried.
        pyrage.DecryptError: the passphrase is wrong, or the key is damaged.
    """
    age = age_library()
    for _ in range(_TRIES):
        try:
            data: bytes = age.passphrase.decrypt(closed, _normal(passphrase))
        except age.DecryptError as error:
            if not str(error).startswith(_TOO_SLOW):
                raise
        else:
            return data
    raise CipherError(
        "This computer is too busy to open the key just now. The passphrase was not tried, and"
        " nothing was changed. Close other programs, wait a moment, and try again."
    )


def _lost(folder: Path) -> str:
    return (
        f"The key {_key_file(folder)} is not there, and without it the encrypted sessions cannot be"
        " opened. Bring it back from a backup. An office key, if one was named, opens them too:"
        " age -d -i OFFICE-KEY-FILE SESSION.toml.age"
    )


def _write_recipients(folder: Path, identity: str, cipher: AgeCipher) -> None:
    path = folder / HIDDEN / RECIPIENTS_FILE
    known = fingerprint_of(read_regular(path)) if path.exists() else None
    keys = "".join(f"{one}\n" for one in cipher.recipients)
    write_atomically(path, f"{_ABOUT}{keys}{_CHECK}{_sum(identity, cipher)}\n".encode(), known)


def _read_recipients(folder: Path) -> tuple[list[str], str]:
    """The public keys that can open what is saved, and what proves that we named them."""
    path = folder / HIDDEN / RECIPIENTS_FILE
    try:
        lines = read_regular(path).decode().splitlines()
    except FileNotFoundError:
        raise CipherError(f"The list of public keys, {path}, is not there." + _MEND) from None
    except (OSError, UnicodeDecodeError):
        raise CipherError(f"The list of public keys, {path}, cannot be read." + _MEND) from None
    told = "".join(line.removeprefix(_CHECK) for line in lines if line.startswith(_CHECK))
    try:
        keys = [recipient(line) for line in lines if line.strip() and not line.startswith("#")]
    except CipherError as error:
        raise CipherError(f"In {path} a line is wrong. {error}" + _MEND) from None
    return keys, told


def _sum(identity: str, cipher: AgeCipher) -> str:
    """What only the holder of the key can say of the list: nobody else can add a reader to it."""
    words = "\n".join(("casetool recipients", *cipher.recipients)).encode()
    return hmac.new(identity.encode(), words, "sha256").hexdigest()


def _normal(passphrase: str) -> str:
    # one keyboard gives é as one character, another as two
    return unicodedata.normalize("NFC", passphrase)
