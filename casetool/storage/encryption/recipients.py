"""The public keys of a folder of sessions: the list of everybody who can open them.

A checksum made with the folder's secret key shows that nobody else has added a reader.
"""

import hmac
from hashlib import sha256
from pathlib import Path

from casetool.storage.context import HIDDEN
from casetool.storage.encryption.age import AgeCipher, recipient
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.atomic import fingerprint_of, write_atomically
from casetool.storage.files.regular_file import read_regular

RECIPIENTS_FILE = "recipients.txt"
"""The public keys for which sessions are encrypted: the folder's own, and maybe an office's."""

_CHECKSUM_PREFIX = "# checked by casetool: "
_HEADER = """\
# The public keys that can open the encrypted sessions of this folder, for “age -R” too.
# The first is the folder's own, the second the office's, if there is one.
# Don't change it by hand: casetool encrypt --office does it.
"""
_UNFINISHED = "# Not every file is encrypted for these keys yet: casetool encrypt finishes it.\n"
"""Stands in the list from its change until each file is encrypted again."""

_REPLACED_PREFIX = "# key of an earlier passphrase: "
"""Stands in front of the digest of a key that a change of the passphrase replaced."""

_REPAIR_HINT = (
    " Bring it back from a backup; or say anew who may open the sessions:"
    " casetool encrypt --office none, or with the public key of your office in place of none."
)


def recipients_path(folder: Path) -> Path:
    """The path of the list of public keys of a folder of sessions."""
    return folder / HIDDEN / RECIPIENTS_FILE


def cipher_with_key(
    folder: Path, identity: str, key_file: bytes, list_path: Path | None = None
) -> AgeCipher:
    """The cipher of a folder, whose list of public keys must be made with its secret key.

    Args:
        folder: the folder of sessions.
        identity: the secret key.
        key_file: the key under its passphrase.
        list_path: the list, if it is not the one of the folder.
    """
    recipients, checksum = _read_recipients(list_path or recipients_path(folder))
    cipher = AgeCipher(identity, recipients, key_file)
    if not hmac.compare_digest(checksum.encode(), _checksum(cipher).encode()):
        raise CipherError(
            f"{RECIPIENTS_FILE} in {HIDDEN} was changed by something else: it could let others read"
            " what you save. Nothing was opened or saved." + _REPAIR_HINT
        )
    return cipher


def take_list(folder: Path, cipher: AgeCipher) -> None:
    """Let a cipher encrypt for the keys in the list of a folder, as an office may be another now.

    Args:
        folder: the folder of sessions.
        cipher: the cipher, with which the folder was unlocked before.

    Raises:
        CipherError: the list is of another key, or damaged.
    """
    recipients = cipher_with_key(folder, cipher.identity, cipher.key_file).recipients
    if recipients != cipher.recipients:
        cipher.encrypt_for(recipients)


def is_unfinished(folder: Path) -> bool:
    """Whether files of a folder may still be encrypted for the keys of an earlier list."""
    try:
        return _UNFINISHED.encode() in read_regular(recipients_path(folder))
    except OSError:
        return False


def recipients_problem(folder: Path) -> str:
    """A sentence where the list of public keys cannot be read or names none, or empty."""
    try:
        keys, checksum = _read_recipients(recipients_path(folder))
    except CipherError as error:
        return str(error)
    if keys and checksum:
        return ""
    return f"The list of public keys, {recipients_path(folder)}, is not whole." + _REPAIR_HINT


def count_of_keys(folder: Path) -> int | None:
    """The number of public keys in the list of a folder. None where it cannot be read."""
    try:
        return len(_read_recipients(recipients_path(folder))[0])
    except CipherError:
        return None


def write_recipients(folder: Path, cipher: AgeCipher, unfinished: bool = False) -> None:
    """Write the list of public keys of a folder, which a cipher encrypts for.

    Args:
        folder: the folder of sessions.
        cipher: the cipher with these keys.
        unfinished: whether files are still encrypted for others.
    """
    path = recipients_path(folder)
    fingerprint = fingerprint_of(read_regular(path)) if path.exists() else None
    note = _UNFINISHED if unfinished else ""
    note += "".join(f"{_REPLACED_PREFIX}{each}\n" for each in replaced_keys(folder))
    write_atomically(path, list_of_keys(cipher, note), fingerprint)


def note_replaced_key(folder: Path, cipher: AgeCipher) -> None:
    """Note in the list that a change of the passphrase replaces a key: no window keeps it then.

    Args:
        folder: the folder of sessions.
        cipher: the cipher with the key.

    Raises:
        SaveError: the list could not be written.
    """
    path, data = recipients_path(folder), read_regular(recipients_path(folder))
    line = f"{_REPLACED_PREFIX}{key_digest(cipher.key_file)}\n".encode()
    start, prefix, end = data.partition(_CHECKSUM_PREFIX.encode())
    write_atomically(path, start + line + prefix + end, fingerprint_of(data))


def replaced_keys(folder: Path) -> list[str]:
    """The digests of the keys that changes of the passphrase replaced."""
    try:
        lines = read_regular(recipients_path(folder)).decode().splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    prefix = _REPLACED_PREFIX
    return [line.removeprefix(prefix) for line in lines if line.startswith(prefix)]


def key_digest(key_file: bytes) -> str:
    """The digest by which a key is known, still under its passphrase."""
    return sha256(key_file).hexdigest()[:8]


def list_of_keys(cipher: AgeCipher, note: str = "") -> bytes:
    """The content of the list of public keys that a cipher encrypts for.

    Args:
        cipher: the cipher with these keys.
        note: a comment above the keys, with its line end.
    """
    keys = "".join(f"{key}\n" for key in cipher.recipients)
    return f"{_HEADER}{note}{keys}{_CHECKSUM_PREFIX}{_checksum(cipher)}\n".encode()


def _read_recipients(path: Path) -> tuple[list[str], str]:
    """Read the public keys for which sessions are encrypted, and their checksum."""
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
