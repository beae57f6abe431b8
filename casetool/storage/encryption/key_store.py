"""The keys of a folder of sessions: one made once, kept under a passphrase, and the public ones.

The passphrase guards the key, not the sessions: it is worked through once, slowly, when they are
unlocked, and each save is quick. Both files are of the age program's own kinds.
"""

import hmac
import unicodedata
from pathlib import Path

from casetool.storage.context import HIDDEN
from casetool.storage.encryption.age import SUFFIX, AgeSeal, age_library, check_whole, recipient
from casetool.storage.encryption.cipher import SealError
from casetool.storage.files.atomic import make_private, mark_of, write

KEY = "key.age"
"""The secret key, closed with the passphrase."""

RECIPIENTS = "recipients.txt"
"""The public keys that can open what is saved: our own, and maybe an office's."""

SHORTEST = 8
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


def has_ring(folder: Path) -> bool:
    """Whether a folder of sessions has a key of its own."""
    return _key_file(folder).is_file()


def make_ring(folder: Path, passphrase: str, office: str | None = None) -> AgeSeal:
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
    if has_ring(folder):
        raise SealError(f"There is a key already: {_key_file(folder)}. It stays as it is.")
    refuse_lost_key(folder)
    check_passphrase(passphrase)
    identity = str(age_library().x25519.Identity.generate())
    seal = AgeSeal(identity, _who(identity, office))
    make_private(folder / HIDDEN)
    # the key last: where it lies, all that it needs lies there too
    _write_recipients(folder, identity, seal)
    write(_key_file(folder), _closed(identity, passphrase), None)
    return seal


def unlock(folder: Path, passphrase: str) -> AgeSeal:
    """The seal of a folder of sessions; it takes a second or two, on purpose.

    Raises:
        SealError: the passphrase is wrong, or the key or the list of public keys is not as it was.
    """
    identity = _identity(folder, passphrase)
    recipients, told = _read_recipients(folder)
    seal = AgeSeal(identity, recipients)
    if not hmac.compare_digest(told.encode(), _sum(identity, seal).encode()):
        raise SealError(
            f"{RECIPIENTS} in {HIDDEN} was changed by something else: it could let others read"
            " what you save. Nothing was opened or saved." + _MEND
        )
    return seal


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Close the key with another passphrase. The sessions stay as they are.

    Raises:
        SealError: the old one is wrong, or the new one is none.
        SaveError: it could not be written: the old one goes on.
    """
    check_passphrase(new)
    path = _key_file(folder)
    identity = _identity(folder, old)
    known = mark_of(path.read_bytes())
    write(path, _closed(identity, new), known)


def set_office(folder: Path, passphrase: str, office: str | None) -> AgeSeal:
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
    seal = AgeSeal(identity, _who(identity, office))
    _write_recipients(folder, identity, seal)
    return seal


def refuse_lost_key(folder: Path) -> None:
    """Make sure that there is a key, or nothing yet that only a lost one could open.

    Raises:
        SealError: the key is lost.
    """
    sealed = any(folder.glob(f"*{SUFFIX}")) or any((folder / HIDDEN).rglob(f"*{SUFFIX}"))
    if sealed and not has_ring(folder):
        raise SealError(_lost(folder))


def check_passphrase(passphrase: str) -> None:
    """Refuse what guards nothing.

    Raises:
        SealError: it is too short.
    """
    if len(passphrase.strip()) < SHORTEST:
        raise SealError(
            f"A passphrase needs {SHORTEST} characters at least. Four or five words that have"
            " nothing to do with each other are best."
        )


def _key_file(folder: Path) -> Path:
    return folder / HIDDEN / KEY


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
    if age.passphrase.decrypt(closed, _normal(passphrase)) != data:
        raise SealError("The key does not open again with this passphrase. Nothing was changed.")
    return closed


def _identity(folder: Path, passphrase: str) -> str:
    path = _key_file(folder)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise SealError(_lost(folder)) from None
    except OSError as error:
        raise SealError(f"The key {path} cannot be read: {error.strerror}.") from None
    age = age_library()
    try:
        check_whole(data)
    except SealError as error:
        raise SealError(f"The key {path} cannot be used. {error}") from None
    try:
        text: str = age.passphrase.decrypt(data, _normal(passphrase)).decode()
        return next(line for line in text.split("\n") if line.startswith(_SECRET))
    except age.DecryptError:
        raise SealError(
            "The passphrase is wrong. Nothing was changed; try again (is Caps Lock on?)."
            f" If you are sure of it, {path} may be damaged: bring that back from a backup."
        ) from None
    except (StopIteration, UnicodeDecodeError):
        raise SealError(f"There is no key in {path}. Bring it back from a backup.") from None


def _lost(folder: Path) -> str:
    return (
        f"The key {_key_file(folder)} is not there, and without it the encrypted sessions cannot be"
        " opened. Bring it back from a backup. An office key, if one was named, opens them too:"
        " age -d -i OFFICE-KEY-FILE SESSION.toml.age"
    )


def _write_recipients(folder: Path, identity: str, seal: AgeSeal) -> None:
    path = folder / HIDDEN / RECIPIENTS
    known = mark_of(path.read_bytes()) if path.exists() else None
    keys = "".join(f"{one}\n" for one in seal.recipients)
    write(path, f"{_ABOUT}{keys}{_CHECK}{_sum(identity, seal)}\n".encode(), known)


def _read_recipients(folder: Path) -> tuple[list[str], str]:
    """The public keys that can open what is saved, and what proves that we named them."""
    path = folder / HIDDEN / RECIPIENTS
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise SealError(f"The list of public keys, {path}, is not there." + _MEND) from None
    except (OSError, UnicodeDecodeError):
        raise SealError(f"The list of public keys, {path}, cannot be read." + _MEND) from None
    told = "".join(line.removeprefix(_CHECK) for line in lines if line.startswith(_CHECK))
    try:
        keys = [recipient(line) for line in lines if line.strip() and not line.startswith("#")]
    except SealError as error:
        raise SealError(f"In {path} a line is wrong. {error}" + _MEND) from None
    return keys, told


def _sum(identity: str, seal: AgeSeal) -> str:
    """What only the holder of the key can say of the list: nobody else can add a reader to it."""
    words = "\n".join(("casetool recipients", *seal.recipients)).encode()
    return hmac.new(identity.encode(), words, "sha256").hexdigest()


def _normal(passphrase: str) -> str:
    # one keyboard gives é as one character, another as two
    return unicodedata.normalize("NFC", passphrase)
