"""The keys of a folder of sessions: a secret key under a passphrase, and the public keys.

The passphrase protects the key, not the sessions. Deriving the key from it is slow, but happens
only once when the folder is unlocked. Both files have the formats of the age program.
"""

import contextlib
import hmac
from pathlib import Path

from casetool.storage.context import HIDDEN
from casetool.storage.encryption.age import (
    AGE_SUFFIX,
    AgeCipher,
    age_library,
    check_whole,
    recipient,
)
from casetool.storage.encryption.by_passphrase import (
    decrypt_with_passphrase,
    encrypt_with_passphrase,
)
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.atomic import (
    ChangedOnDiskError,
    SaveError,
    fingerprint_of,
    make_private,
    write_atomically,
)
from casetool.storage.files.leftovers import remove_stale
from casetool.storage.files.regular_file import read_regular

KEY_FILE = "key.age"
"""The secret key, encrypted with the passphrase."""

RECIPIENTS_FILE = "recipients.txt"
"""The public keys for which sessions are encrypted: the folder's own, and maybe an office's."""

SHORTEST_PASSPHRASE = 8
"""The shortest passphrase, in characters."""

_SECRET_PREFIX = "AGE-SECRET-KEY-1"
_CHECKSUM_PREFIX = "# checked by casetool: "
_HEADER = """\
# The public keys that can open the encrypted sessions of this folder, for “age -R” too.
# The first is the folder's own, the second the office's, if there is one.
# Don't change it by hand: casetool encrypt --office does it.
"""
_REPAIR_HINT = (
    " Bring it back from a backup; or say anew who may open the sessions:"
    " casetool encrypt --office none, or with the public key of your office in place of none."
)


def has_key(folder: Path) -> bool:
    """Whether a folder of sessions has a key."""
    return key_path(folder).is_file()


def key_path(folder: Path) -> Path:
    """The path of the key of a folder of sessions."""
    return folder / HIDDEN / KEY_FILE


def create_key(folder: Path, passphrase: str, office: str | None = None) -> AgeCipher:
    """Create the key of a folder of sessions.

    Args:
        folder: the folder of sessions.
        passphrase: decrypts the key.
        office: a second public key for which everything is encrypted.

    Returns:
        The cipher with this key.

    Raises:
        CipherError: a key exists or was lost, or the passphrase or office key is not valid.
        SaveError: the key could not be written.
    """
    if has_key(folder):
        raise CipherError(f"There is a key already: {key_path(folder)}. It stays as it is.")
    refuse_lost_key(folder)
    check_passphrase(passphrase)
    identity = str(age_library().x25519.Identity.generate())
    cipher = AgeCipher(identity, _recipients_of(identity, office))
    make_private(folder / HIDDEN, inside=folder)
    encrypted = _encrypt_key(identity, passphrase)
    try:
        # the key comes last: where it exists, everything that it needs exists too
        write_recipients(folder, cipher)
        write_atomically(key_path(folder), encrypted, None)
    except ChangedOnDiskError:
        raise  # another program made one just now, which stays
    except SaveError:
        remove_new_key(folder)
        raise
    remove_stale((key_path(folder), folder / HIDDEN / RECIPIENTS_FILE))
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
    """Unlock a folder of sessions and give its cipher, which takes a second or two on purpose.

    Raises:
        CipherError: the passphrase is wrong, or the key or list of public keys was changed.
    """
    return cipher_with_key(folder, _identity(folder, passphrase), read_key(folder))


def cipher_with_key(folder: Path, identity: str, key_file: bytes) -> AgeCipher:
    """The cipher of a folder, whose list of public keys must be made with its secret key."""
    recipients, checksum = _read_recipients(folder)
    cipher = AgeCipher(identity, recipients, key_file)
    if not hmac.compare_digest(checksum.encode(), _checksum(cipher).encode()):
        raise CipherError(
            f"{RECIPIENTS_FILE} in {HIDDEN} was changed by something else: it could let others read"
            " what you save. Nothing was opened or saved." + _REPAIR_HINT
        )
    return cipher


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Encrypt the key with another passphrase. The sessions are not changed.

    Raises:
        CipherError: the old passphrase is wrong, or the new one is too short.
        SaveError: it could not be written, and the old passphrase stays valid.
    """
    check_passphrase(new)
    path = key_path(folder)
    identity = _identity(folder, old)
    fingerprint = fingerprint_of(read_regular(path))
    write_atomically(path, _encrypt_key(identity, new), fingerprint)
    remove_stale((path,))


def set_office(folder: Path, passphrase: str, office: str | None) -> AgeCipher:
    """Change the public keys for which sessions are encrypted from now on.

    Files that are encrypted already must be encrypted again with ``reencrypt_folder``.

    Args:
        folder: the folder of sessions.
        passphrase: decrypts the key.
        office: the office's public key, or None to remove it.

    Returns:
        The cipher with these keys.

    Raises:
        CipherError: the passphrase is wrong, or the office key is not valid.
        SaveError: the list of public keys could not be written.
    """
    identity = _identity(folder, passphrase)
    cipher = AgeCipher(identity, _recipients_of(identity, office))
    write_recipients(folder, cipher)
    return cipher


def refuse_lost_key(folder: Path) -> None:
    """Refuse a folder that has encrypted files, but no key.

    Raises:
        CipherError: the key is lost.
    """
    is_encrypted = any(folder.glob(f"*{AGE_SUFFIX}")) or any(
        (folder / HIDDEN).rglob(f"*{AGE_SUFFIX}")
    )
    if is_encrypted and not has_key(folder):
        raise CipherError(lost_key_message(folder))


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that protects nothing.

    Raises:
        CipherError: it is too short.
    """
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise CipherError(
            f"A passphrase needs {SHORTEST_PASSPHRASE} characters at least. Four or five words that"
            " have nothing to do with each other are best."
        )


def _recipients_of(identity: str, office: str | None) -> list[str]:
    own_key, office_keys = _public_key(identity), [recipient(office)] if office is not None else []
    return [own_key, *(key for key in office_keys if key != own_key)]


def _public_key(identity: str) -> str:
    return str(age_library().x25519.Identity.from_str(identity).to_public())


def _encrypt_key(identity: str, passphrase: str) -> bytes:
    """The content of the key file, tested: a key that does not decrypt would lock everybody out."""
    data = f"# public key: {_public_key(identity)}\n{identity}\n".encode()
    encrypted = encrypt_with_passphrase(data, passphrase)
    if decrypt_with_passphrase(encrypted, passphrase) != data:
        raise CipherError("The key does not open again with this passphrase. Nothing was changed.")
    return encrypted


def read_key(folder: Path) -> bytes:
    """Read the key of a folder, still under its passphrase.

    Raises:
        CipherError: it is not there, cannot be read, or is not whole.
    """
    path = key_path(folder)
    try:
        data = read_regular(path)
        check_whole(data)
    except FileNotFoundError:
        raise CipherError(lost_key_message(folder)) from None
    except OSError as error:
        raise CipherError(f"The key {path} cannot be read: {error.strerror}.") from None
    except CipherError as error:
        raise CipherError(f"The key {path} cannot be used. {error}") from None
    return data


def _identity(folder: Path, passphrase: str) -> str:
    path, data, age = key_path(folder), read_key(folder), age_library()
    try:
        text = decrypt_with_passphrase(data, passphrase).decode()
        return next(line for line in text.split("\n") if line.startswith(_SECRET_PREFIX))
    except age.DecryptError:
        raise CipherError(
            "The passphrase is wrong. Nothing was changed; try again (is Caps Lock on?)."
            f" If you are sure of it, {path} may be damaged: bring that back from a backup."
        ) from None
    except (StopIteration, UnicodeDecodeError):
        raise CipherError(f"There is no key in {path}. Bring it back from a backup.") from None


def lost_key_message(folder: Path) -> str:
    """Say that a folder with encrypted files has no key, and what helps."""
    return (
        f"The key {key_path(folder)} is not there, and without it the encrypted sessions cannot be"
        " opened. Bring it back from a backup. An office key, if one was named, opens them too:"
        " age -d -i OFFICE-KEY-FILE SESSION.toml.age"
    )


def write_recipients(folder: Path, cipher: AgeCipher) -> None:
    """Write the list of public keys of a folder, which a cipher encrypts for."""
    path = folder / HIDDEN / RECIPIENTS_FILE
    fingerprint = fingerprint_of(read_regular(path)) if path.exists() else None
    keys = "".join(f"{key}\n" for key in cipher.recipients)
    write_atomically(
        path,
        f"{_HEADER}{keys}{_CHECKSUM_PREFIX}{_checksum(cipher)}\n".encode(),
        fingerprint,
    )


def _read_recipients(folder: Path) -> tuple[list[str], str]:
    """Read the public keys for which sessions are encrypted, and their checksum."""
    path = folder / HIDDEN / RECIPIENTS_FILE
    try:
        lines = read_regular(path).decode().splitlines()
    except FileNotFoundError:
        raise CipherError(
            f"The list of public keys, {path}, is not there." + _REPAIR_HINT
        ) from None
    except (OSError, UnicodeDecodeError):
        raise CipherError(
            f"The list of public keys, {path}, cannot be read." + _REPAIR_HINT
        ) from None
    checksum = "".join(
        line.removeprefix(_CHECKSUM_PREFIX) for line in lines if line.startswith(_CHECKSUM_PREFIX)
    )
    try:
        keys = [recipient(line) for line in lines if line.strip() and not line.startswith("#")]
    except CipherError as error:
        raise CipherError(f"In {path} a line is wrong. {error}" + _REPAIR_HINT) from None
    return keys, checksum


def _checksum(cipher: AgeCipher) -> str:
    """A checksum that only the holder of the key can make, so that nobody else can add a reader."""
    text = "\n".join(("casetool recipients", *cipher.recipients)).encode()
    return hmac.new(cipher.identity.encode(), text, "sha256").hexdigest()
