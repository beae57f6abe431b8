"""The seal of the age format: what it closes, casetool and the ``age`` program can open."""

from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from casetool.parts import how_to_get
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher, CipherError

AGE_SUFFIX = ".age"
"""What the name of a sealed file ends with."""

_MAGIC = b"age-encryption.org/v1\n"
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_LEAST_BODY = 32
"""Bytes after the head of the shortest age file: a nonce, and the tag of an empty text."""

_CUT = "It was cut short: a part of it is missing. Bring it back from a backup or a version."
_CHANGED = "It was damaged, changed or cut short. Bring it back from a backup or a version."


class AgeCipher:
    """Closes for a few public keys, and opens with the one secret key that it has.

    Args:
        identity: the secret key, ``AGE-SECRET-KEY-1…``.
        recipients: the public keys, ``age1…``, that can open what is closed from now on.

    Raises:
        SealError: a key is none, or the library for age is not installed.
    """

    suffix = AGE_SUFFIX

    def __init__(self, identity: str, recipients: Sequence[str]) -> None:
        age = age_library()
        self.recipients = tuple(recipient(text) for text in recipients)
        """The public keys, as texts."""
        self._closers = [age.x25519.Recipient.from_str(text) for text in self.recipients]
        try:
            self._identity = age.x25519.Identity.from_str(identity)
        except age.IdentityError:
            raise CipherError("The key is not one of age: it cannot open anything.") from None

    def encrypt(self, data: bytes) -> bytes:
        """The bytes as an age file."""
        closed: bytes = age_library().encrypt(data, self._closers)
        return closed

    def decrypt(self, data: bytes) -> bytes:
        """The bytes that were closed.

        Raises:
            SealError: they are no age file, not whole, changed, or closed for other keys.
        """
        check_whole(data)
        age = age_library()
        try:
            opened: bytes = age.decrypt(data, [self._identity])
        except age.DecryptError as error:
            raise CipherError(_why_not(data, str(error))) from None
        return opened


def age_library() -> ModuleType:
    """The library for the age format, imported only where something is encrypted.

    Raises:
        SealError: it is not installed.
    """
    try:
        import pyrage
    except ImportError:
        raise CipherError(how_to_get("encrypt")) from None
    library: ModuleType = pyrage
    return library


def recipient(text: str) -> str:
    """A public key as it is written: ``age1`` and 58 letters and digits.

    Raises:
        SealError: it is none; its text is never repeated, as it may be a secret.
    """
    age, text = age_library(), text.strip()
    if text.upper().startswith("AGE-SECRET-KEY-"):
        raise CipherError(
            "That is a secret key, and must not be given to anybody. The public key that belongs"
            " to it begins with age1: age-keygen -y prints it."
        )
    try:
        return str(age.x25519.Recipient.from_str(text))
    except age.RecipientError:
        raise CipherError(
            "That is not a public key of age: it begins with age1 and has 62 letters and digits."
        ) from None


def is_encrypted(path: Path) -> bool:
    """Whether a file's name says that it is sealed."""
    return path.name.endswith(AGE_SUFFIX)


def is_encrypted_name(data: bytes) -> bool:
    """Whether bytes say that they are sealed, whatever their file is called."""
    return data.startswith((_MAGIC, _ARMOUR))


def cipher_for_file(path: Path, cipher: Cipher) -> Cipher:
    """What opens one file of a folder in which some files may be sealed, and some not.

    Args:
        path: the file.
        cipher: what opens those that are sealed.
    """
    return cipher if is_encrypted(path) else NO_CIPHER


def check_whole(data: bytes) -> None:
    """Tell what is plainly not a whole age file, before any key is tried.

    Raises:
        SealError: it is not.
    """
    if not data:
        raise CipherError("It is empty. Bring it back from a backup or a version.")
    if data.startswith(_ARMOUR):
        return
    if len(data) < len(_MAGIC) and _MAGIC.startswith(data):
        raise CipherError(_CUT)
    if not data.startswith(_MAGIC):
        raise CipherError("It is not a file of the age format, in spite of its name.")
    _, mark, rest = data.partition(b"\n--- ")
    if not mark or len(rest.partition(b"\n")[2]) < _LEAST_BODY:
        raise CipherError(_CUT)


def _why_not(data: bytes, said: str) -> str:
    if "No matching keys" not in said:
        return _CHANGED
    if data.startswith(_MAGIC + b"-> scrypt "):
        return "It has a passphrase of its own: age -d opens it, the key of this folder does not."
    return (
        "It was encrypted for another key than that of this folder (or its first lines are"
        " damaged). Open it where it comes from, or with the office key."
    )
